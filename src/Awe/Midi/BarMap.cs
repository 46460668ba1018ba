namespace Awe.Midi;

/// <summary>Ticks to bars and beats.</summary>
/// <remarks>Immutable: any thread.</remarks>
public sealed class BarMap
{
    private const int LargestPower = 6;

    private readonly Stretch[] _stretches;
    private readonly TimeSignature[] _changes;

    private BarMap(TimeSignature[] changes, Stretch[] stretches)
    {
        _changes = changes;
        _stretches = stretches;
    }

    /// <summary>The time signatures in order of time, the first at tick 0: 4/4 where the file is silent.</summary>
    public IReadOnlyList<TimeSignature> Changes => _changes;

    /// <summary>Bar, beat and signature at a tick; bars and beats count from 1. In files that count SMPTE frames there are none: 0.</summary>
    public (long Bar, int Beat, TimeSignature Signature) At(long tick)
    {
        tick = Math.Max(0, tick);
        var (low, high) = (0, _changes.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _changes[middle].Tick <= tick ? (middle, high) : (low, middle - 1);
        }

        var (signature, stretch) = (_changes[low], _stretches[low]);
        if (stretch.BeatTicks == 0)
        {
            return (0, 0, signature);
        }

        var beats = (long)((tick - signature.Tick) / stretch.BeatTicks);
        return (stretch.FirstBar + (beats / signature.Beats), (int)(beats % signature.Beats) + 1, signature);
    }

    /// <summary>Whether a file's two bytes make a signature.</summary>
    /// <param name="beats">Its first byte.</param>
    /// <param name="power">Its second byte: the unit is 2 to this power.</param>
    internal static bool IsSignature(int beats, int power) => beats > 0 && power <= LargestPower;

    /// <summary>The map of a file.</summary>
    /// <param name="division">What a tick is.</param>
    /// <param name="tempo">Ticks to seconds.</param>
    /// <param name="signatures">In the order in which they apply at one tick: the last one wins.</param>
    internal static BarMap Create(MidiDivision division, TempoMap tempo, IEnumerable<(long Tick, int Beats, int BeatUnit)> signatures)
    {
        var changes = new List<TimeSignature> { new(0, 0, 4, 4) };
        foreach (var (tick, beats, unit) in signatures.OrderBy(signature => signature.Tick))
        {
            var change = new TimeSignature(tick, tempo.SecondsAt(tick), beats, unit);
            if (changes[^1].Tick == tick)
            {
                changes[^1] = change;
            }
            else
            {
                changes.Add(change);
            }
        }

        var stretches = new Stretch[changes.Count];
        var bar = 1L;
        for (var i = 0; i < stretches.Length; i++)
        {
            var beatTicks = division.IsSmpte ? 0 : division.TicksPerQuarter * 4.0 / changes[i].BeatUnit;
            stretches[i] = new Stretch(bar, beatTicks);
            if (i + 1 < stretches.Length && beatTicks > 0)
            {
                // A bar that is cut short by the next signature counts.
                bar += (long)Math.Ceiling((changes[i + 1].Tick - changes[i].Tick) / (beatTicks * changes[i].Beats));
            }
        }

        return new BarMap([.. changes], stretches);
    }

    private readonly record struct Stretch(long FirstBar, double BeatTicks);
}
