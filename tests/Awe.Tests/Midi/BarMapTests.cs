using Awe.Midi;

namespace Awe.Tests.Midi;

public class BarMapTests
{
    [Fact]
    public void A_song_without_time_signatures_is_in_four_quarters()
    {
        var bars = Song().Bars;

        Assert.Equal([new TimeSignature(0, 0, 4, 4)], bars.Changes);
        Assert.Equal((1, 1), Place(bars, 0));
        Assert.Equal((1, 4), Place(bars, (4 * 480) - 1));
        Assert.Equal((2, 1), Place(bars, 4 * 480));
    }

    [Fact]
    public void A_signature_begins_a_bar_and_says_what_a_beat_is()
    {
        // A bar of three quarters, one that is cut short after its first, then six eighths.
        var bars = Song((0, 3, 2), (4 * 480, 6, 3)).Bars;

        Assert.Equal((1, 3), Place(bars, (3 * 480) - 1));
        Assert.Equal((2, 1), Place(bars, 3 * 480));
        Assert.Equal((3, 1), Place(bars, 4 * 480));
        Assert.Equal((3, 6), Place(bars, (4 * 480) + (5 * 240)));
        Assert.Equal((4, 1), Place(bars, (4 * 480) + (6 * 240)));
        Assert.Equal(new TimeSignature(4 * 480, 2, 6, 8), bars.At(4 * 480).Signature);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(4, 7)]
    public void A_signature_that_is_none_is_ignored_with_a_warning(int beats, int power)
    {
        var song = Song((0, beats, power));

        Assert.Equal([new TimeSignature(0, 0, 4, 4)], song.Bars.Changes);
        Assert.Contains(song.Warnings, warning => warning.Contains("time signature", StringComparison.Ordinal));
    }

    private static (long Bar, int Beat) Place(BarMap bars, long tick)
    {
        var (bar, beat, _) = bars.At(tick);
        return (bar, beat);
    }

    private static MidiFile Song(params (long Tick, int Beats, int Power)[] signatures)
    {
        var file = new MidiFileBuilder(480).Tempo(0, 120);
        var track = file.Track();
        foreach (var (tick, beats, power) in signatures)
        {
            track.Meta(tick, 0x58, [(byte)beats, (byte)power, 24, 8]);
        }

        track.Note(9600, 100, 0, 60, 100);
        return MidiFile.Read(file.ToBytes(), "song");
    }
}
