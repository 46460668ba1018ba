using Awe.Midi;

namespace Awe.Tests.Midi;

public class EmidiTests
{
    [Theory]
    [InlineData(0, true)] // General MIDI
    [InlineData(2, true)] // AWE32
    [InlineData(127, true)] // all
    [InlineData(1, false)] // Sound Canvas
    [InlineData(3, false)] // WaveBlaster
    [InlineData(4, false)] // Sound Blaster's OPL
    public void A_track_is_played_if_it_is_for_General_MIDI_the_AWE32_or_all(int device, bool isPlayed)
    {
        var song = Song(track => track.Control(0, 0, 110, device));

        Assert.Equal(isPlayed, Keys(song).Contains(60));
        Assert.Contains(61, Keys(song));
        Assert.Equal(isPlayed ? [] : ["tracks for other sound cards left out (EMIDI)"], song.Warnings);
    }

    [Fact]
    public void A_track_for_several_devices_is_played_if_one_of_them_is_ours() =>
        Assert.Contains(60, Keys(Song(track => track.Control(0, 0, 110, 4).Control(0, 0, 110, 2))));

    [Fact]
    public void A_track_for_all_that_excludes_what_we_are_is_left_out()
    {
        Assert.DoesNotContain(60, Keys(Song(track => track.Control(0, 0, 110, 127).Control(0, 0, 111, 0).Control(0, 0, 111, 2))));
        Assert.Contains(60, Keys(Song(track => track.Control(0, 0, 110, 127).Control(0, 0, 111, 4))));
    }

    [Fact]
    public void A_song_wholly_for_other_devices_is_played_whole()
    {
        var builder = new MidiFileBuilder(480);
        builder.Track().Control(0, 0, 110, 4).Note(0, 480, 0, 60, 100);

        Assert.Contains(60, Keys(Smf.Read(builder.ToBytes())));
    }

    [Fact]
    public void Programs_and_volumes_of_the_convention_replace_the_plain_ones_of_their_track()
    {
        var song = Song(track => track.Control(0, 0, 110, 127).Program(0, 0, 5).Control(0, 0, 7, 90)
            .Control(0, 0, 112, 33).Control(0, 0, 113, 80).Control(480, 0, 7, 20));

        Assert.Equal(["0 ProgramChange 0 33 0"], Smf.Lines(song).Where(line => line.Contains("Program", StringComparison.Ordinal)));
        Assert.Equal(["0 ControlChange 0 7 80"], Smf.Lines(song).Where(line => line.Contains("Change 0 7 ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_a_designation_the_controllers_mean_nothing_of_the_kind()
    {
        var song = Song(track => track.Control(0, 0, 112, 33).Program(0, 0, 5).Control(480, 0, 110, 4));

        Assert.Contains("0 ControlChange 0 112 33", Smf.Lines(song));
        Assert.Contains("0 ProgramChange 0 5 0", Smf.Lines(song));
        Assert.Contains(60, Keys(song));
    }

    /// <summary>A track with key 60 that the test designates, and one with key 61 that says nothing.</summary>
    private static MidiFile Song(Action<MidiTrackBuilder> designate)
    {
        var builder = new MidiFileBuilder(480);
        var track = builder.Track();
        designate(track);
        track.Note(0, 480, 0, 60, 100);
        builder.Track().Note(0, 480, 1, 61, 100);
        return Smf.Read(builder.ToBytes());
    }

    private static IEnumerable<int> Keys(MidiFile song) => song.Messages.ToArray()
        .Where(message => message.Message.Kind == MidiMessageKind.NoteOn).Select(message => (int)message.Message.Data1);
}
