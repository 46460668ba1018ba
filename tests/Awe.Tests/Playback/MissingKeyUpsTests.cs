using Awe.Midi;
using Awe.Playback;

namespace Awe.Tests.Playback;

public class MissingKeyUpsTests
{
    [Fact]
    public void A_key_struck_twice_and_let_go_once_is_let_go_twice() =>
        Assert.Equal([0, 0, 1], Find(On(60), On(60), Off(60)));

    [Fact]
    public void Two_strokes_with_two_key_ups_stay_as_they_are() =>
        Assert.Null(MissingKeyUps.Find(Song(On(60), On(60), Off(60), Off(60))));

    [Fact]
    public void A_key_up_before_the_next_stroke_ends_all_strokes() =>
        Assert.Equal([0, 0, 1, 0, 0], Find(On(60), On(60), Off(60), On(60), Off(60)));

    [Fact]
    public void Other_keys_and_channels_do_not_matter() =>
        Assert.Equal([0, 0, 0, 1, 0, 0], Find(On(60), On(62), On(60), Off(60), Off(62), MidiMessage.NoteOff(1, 60)));

    [Fact]
    public void A_key_up_without_a_stroke_stands_for_itself() => Assert.Null(MissingKeyUps.Find(Song(Off(60), On(60), Off(60), Off(60))));

    [Fact]
    public void The_player_lets_no_such_note_sound_to_the_end()
    {
        var file = new MidiFileBuilder(480);
        file.Track("t").Note(0, 960, 0, 60, 100).Note(240, 2880, 0, 60, 100);
        var song = file.ToBytes();
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        using var player = new Awe.Playback.Player(bench.Synthesizer, MidiFile.Read(WithoutLastKeyUp(song), "t"));
        var left = new float[3 * SynthBench.Rate];

        player.Render(left, new float[left.Length]);

        Assert.True(MathF.Abs(left[SynthBench.Rate / 2]) > 0.01f);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    // The second note's key-up becomes one of another key.
    private static byte[] WithoutLastKeyUp(byte[] song)
    {
        var keyUp = song.AsSpan().LastIndexOf((byte)60);
        song[keyUp] = 61;
        return song;
    }

    private static MidiMessage On(int key) => MidiMessage.NoteOn(0, key, 100);

    private static MidiMessage Off(int key) => MidiMessage.NoteOff(0, key);

    private static TimedMessage[] Song(params MidiMessage[] messages) => [.. messages.Select((message, i) => new TimedMessage(i, i, message))];

    private static int[] Find(params MidiMessage[] messages) => [.. MissingKeyUps.Find(Song(messages))!.Select(count => (int)count)];
}
