using Awe.Midi;

namespace Awe.Playback;

/// <summary>What a song has at a place: for whoever shows it while it plays. Asking costs a few binary searches and no memory.</summary>
public readonly record struct SongPlace
{
    /// <summary>In seconds of the song, at its own tempo.</summary>
    public double Seconds { get; private init; }

    /// <summary>In the file's ticks.</summary>
    public long Tick { get; private init; }

    /// <summary>The song's own tempo here; 0 when the file counts SMPTE frames.</summary>
    public double QuartersPerMinute { get; private init; }

    /// <summary>The time signature in force.</summary>
    public TimeSignature Signature { get; private init; }

    /// <summary>The bar, from 1; 0 when the file counts SMPTE frames.</summary>
    public long Bar { get; private init; }

    /// <summary>The beat of the bar, from 1; 0 when the file counts SMPTE frames.</summary>
    public int Beat { get; private init; }

    /// <summary>
    /// How many of the song's <see cref="MidiFile.Texts"/> are due: those before this index have been reached. Whoever shows lyrics or markers
    /// compares it with the last answer; a seek or a loop makes it smaller.
    /// </summary>
    public int TextsDue { get; private init; }

    /// <summary>What <paramref name="song"/> has at a place.</summary>
    /// <param name="song">The song.</param>
    /// <param name="seconds">In seconds of the song.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seconds"/> is not a number.</exception>
    public static SongPlace At(MidiFile song, double seconds)
    {
        ArgumentNullException.ThrowIfNull(song);
        var tick = song.Tempo.TickAt(seconds);
        var (bar, beat, signature) = song.Bars.At(tick);
        return new SongPlace
        {
            Seconds = seconds,
            Tick = tick,
            QuartersPerMinute = TempoAt(song.Tempo.Changes, tick),
            Signature = signature,
            Bar = bar,
            Beat = beat,
            TextsDue = TextsDueAt(song.Texts, seconds),
        };
    }

    private static double TempoAt(IReadOnlyList<TempoChange> changes, long tick)
    {
        var (low, high) = (0, changes.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = changes[middle].Tick <= tick ? (middle, high) : (low, middle - 1);
        }

        return high < 0 ? 0 : changes[low].QuartersPerMinute;
    }

    private static int TextsDueAt(IReadOnlyList<TimedText> texts, double seconds)
    {
        var (low, high) = (0, texts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = texts[middle].Seconds <= seconds ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
