using Awe.Midi;

namespace Awe.Tests.Midi;

/// <summary>Every convention by which songs mark a loop, alone and against another. All at 480 ticks a quarter, 960 a second.</summary>
public class SongLoopTests
{
    [Theory]
    [InlineData(MidiTextKind.Marker, "loopStart", "loopEnd")]
    [InlineData(MidiTextKind.CuePoint, "LOOPSTART", "LoopEnd")]
    [InlineData(MidiTextKind.Text, " loopStart ", "loopEnd\n")]
    [InlineData(MidiTextKind.Marker, "Start", "loopEnd")]
    public void Markers_name_start_and_end(MidiTextKind kind, string start, string end) =>
        Assert.Equal(
            new SongLoop(LoopConvention.Markers, 960, 1, 3840, 4, null),
            Loop(track => track.Text(960, kind, start).Text(3840, kind, end)));

    [Fact]
    public void A_start_without_an_end_loops_to_the_end_of_the_song() =>
        Assert.Equal((960, 4800), Ticks(Loop(track => track.Text(960, MidiTextKind.Marker, "loopStart"))));

    [Fact]
    public void An_end_without_a_start_loops_from_the_beginning() =>
        Assert.Equal((0, 3840), Ticks(Loop(track => track.Text(3840, MidiTextKind.Marker, "loopEnd"))));

    [Theory]
    [InlineData(MidiTextKind.Lyric, "loopStart")]
    [InlineData(MidiTextKind.TrackName, "loopStart")]
    [InlineData(MidiTextKind.Marker, "start")] // the music starts here
    [InlineData(MidiTextKind.Marker, "loopStart of the chorus")]
    public void Other_texts_are_no_loop(MidiTextKind kind, string text) => Assert.Null(Loop(track => track.Text(960, kind, text)));

    [Fact]
    public void Controllers_116_and_117_are_a_loop_without_end_or_of_as_many_passes_as_116_says()
    {
        Assert.Equal(
            new SongLoop(LoopConvention.Controllers116And117, 960, 1, 1920, 2, null),
            Loop(track => track.Control(960, 0, 116, 0).Control(1920, 0, 117, 127)));
        Assert.Equal(3, Loop(track => track.Control(960, 0, 116, 3).Control(1920, 0, 117, 127))!.Passes);
    }

    [Fact]
    public void Controllers_118_and_119_are_a_loop_of_all_tracks() =>
        Assert.Equal(
            new SongLoop(LoopConvention.Controllers118And119, 960, 1, 1920, 2, 2),
            Loop(track => track.Control(960, 0, 118, 2).Control(1920, 0, 119, 127)));

    [Fact]
    public void One_controller_116_alone_loops_to_the_end_of_the_song() =>
        Assert.Equal((960, 4800), Ticks(Loop(track => track.Control(960, 0, 116, 0))));

    [Fact]
    public void What_several_channels_say_at_one_tick_is_one_loop() =>
        Assert.Equal((960, 1920), Ticks(Loop(track =>
            track.Control(960, 0, 116, 0).Control(960, 1, 116, 0).Control(1920, 0, 117, 127).Control(1920, 1, 117, 127))));

    [Fact]
    public void Two_controllers_117_are_no_loop()
    {
        Assert.Null(Loop(track => track.Control(1920, 0, 117, 127).Control(2880, 0, 117, 127)));
        Assert.Null(Loop(track => track.Control(960, 0, 116, 0).Control(1920, 0, 117, 127).Control(2880, 0, 117, 127)));
    }

    [Fact]
    public void Loops_of_single_tracks_are_none_of_the_song_and_are_told()
    {
        var song = Song(track => track.Control(960, 0, 116, 0).Control(1920, 0, 117, 127).Control(1440, 1, 116, 0).Control(1920, 1, 117, 127));

        Assert.Null(song.Loop);
        Assert.Equal(["loops of single tracks are not repeated"], song.Warnings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    public void Controller_111_alone_once_loops_to_the_end_of_the_song(int value) =>
        Assert.Equal(
            new SongLoop(LoopConvention.Controller111, 1920, 2, 4800, 5, null), Loop(track => track.Control(1920, 0, 111, value)));

    [Fact]
    public void Controller_111_twice_or_beside_110_is_no_loop()
    {
        Assert.Null(Loop(track => track.Control(960, 0, 111, 0).Control(1920, 0, 111, 0)));
        Assert.Null(Loop(track => track.Control(960, 0, 110, 0).Control(1920, 0, 111, 0)));
    }

    [Fact]
    public void Controllers_2_and_4_are_a_loop_if_each_comes_once_with_value_0()
    {
        Assert.Equal(
            new SongLoop(LoopConvention.Controllers2And4, 960, 1, 1920, 2, null),
            Loop(track => track.Control(960, 0, 2, 0).Control(1920, 0, 4, 0)));
        Assert.Null(Loop(track => track.Control(960, 0, 2, 1).Control(1920, 0, 4, 0)));
        Assert.Null(Loop(track => track.Control(960, 0, 2, 0).Control(1440, 0, 2, 0).Control(1920, 0, 4, 0)));
        Assert.Null(Loop(track => track.Control(960, 0, 2, 0)));
    }

    [Fact]
    public void Of_several_conventions_the_more_certain_one_holds()
    {
        Action<MidiTrackBuilder>[] byCertainty =
        [
            track => track.Text(100, MidiTextKind.Marker, "loopStart").Text(4000, MidiTextKind.Marker, "loopEnd"),
            track => track.Control(200, 0, 116, 0).Control(4000, 0, 117, 127),
            track => track.Control(300, 0, 118, 0).Control(4000, 0, 119, 127),
            track => track.Control(400, 0, 111, 0),
            track => track.Control(500, 0, 2, 0).Control(4000, 0, 4, 0),
        ];

        for (var first = 0; first < byCertainty.Length; first++)
        {
            var loop = Loop(track => Array.ForEach(byCertainty[first..], mark => mark(track)));

            Assert.Equal((LoopConvention)first, loop!.Convention);
            Assert.Equal(100 * (first + 1), loop.StartTick);
        }
    }

    [Theory]
    [InlineData(1920, 1920)]
    [InlineData(2880, 1920)]
    [InlineData(4800, 9600)] // from the end on
    public void A_loop_that_takes_no_time_is_none(int start, int end) =>
        Assert.Null(Loop(track => track.Control(start, 0, 116, 0).Control(end, 0, 117, 127), lastTick: 4800));

    [Fact]
    public void The_length_of_a_song_with_a_loop_is_once_through()
    {
        var song = Song(track => track.Text(960, MidiTextKind.Marker, "loopStart").Text(3840, MidiTextKind.Marker, "loopEnd"));

        Assert.Equal((5.0, 3.0), (song.Seconds, song.Loop!.Seconds));
    }

    [Fact]
    public void A_loop_to_the_end_stops_where_silence_at_the_end_is_cut()
    {
        var song = Song(track => track.Control(960, 0, 111, 0).Control(96_000, 0, 1, 0), lastTick: 96_000);

        // The note ends at tick 960, a second in; four more are kept.
        Assert.Equal((5.0, 4800), (song.Loop!.EndSeconds, song.Loop.EndTick));
    }

    [Fact]
    public void A_real_song_with_cue_points_loops()
    {
        var song = MidiFile.Open(TestFiles.Shared("corpus", "midi", "songs", "d_inter.mid"));

        Assert.Equal((LoopConvention.Markers, 0L), (song.Loop!.Convention, song.Loop.StartTick));
        Assert.Equal(song.Seconds, song.Loop.EndSeconds, 0.1);
    }

    private static SongLoop? Loop(Action<MidiTrackBuilder> mark, long lastTick = 4800) => Song(mark, lastTick).Loop;

    private static (long Start, long End) Ticks(SongLoop? loop) => (loop!.StartTick, loop.EndTick);

    private static MidiFile Song(Action<MidiTrackBuilder> mark, long lastTick = 4800)
    {
        var builder = new MidiFileBuilder(480);
        var track = builder.Track().Note(0, 960, 0, 60, 100).Meta(lastTick, 0x60, []);
        mark(track);
        return Smf.Read(builder.ToBytes());
    }
}
