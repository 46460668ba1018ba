namespace Awe.Midi;

/// <summary>
/// Ticks to seconds and back. Time is counted in whole units, so small that every tick is a whole number of them
/// (microseconds divided by the ticks of a quarter, or the like for SMPTE): nothing is rounded before the last division.
/// Both directions are binary searches; files with tens of thousands of tempo changes exist.
/// </summary>
/// <remarks>Immutable: any thread.</remarks>
public sealed class TempoMap
{
    internal const int DefaultMicrosecondsPerQuarter = 500_000;

    // Far past anything a file can hold, far enough from overflow that tick + 1 and a sum of two are safe.
    private const long LastTick = long.MaxValue / 4;

    private readonly long _unitsPerSecond;
    private readonly Segment[] _segments;

    private TempoMap(long unitsPerSecond, Segment[] segments, TempoChange[] changes)
    {
        _unitsPerSecond = unitsPerSecond;
        _segments = segments;
        Changes = changes;
    }

    /// <summary>The tempos in order of time, the first at tick 0; empty when the file counts SMPTE frames.</summary>
    public IReadOnlyList<TempoChange> Changes { get; }

    /// <summary>Seconds from the start of the song to <paramref name="tick"/>; ticks before 0 count as 0.</summary>
    public double SecondsAt(long tick)
    {
        tick = Math.Clamp(tick, 0, LastTick);
        return SecondsAt(tick, _segments[SegmentAt(tick)]);
    }

    /// <summary>
    /// The last tick whose <see cref="SecondsAt(long)"/> is not later than <paramref name="seconds"/>, so that
    /// <c>TickAt(SecondsAt(tick))</c> is <c>tick</c>; 0 for times before the start.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seconds"/> is not a number.</exception>
    public long TickAt(double seconds)
    {
        if (double.IsNaN(seconds))
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "A time must be a number of seconds.");
        }

        var index = SegmentAt(seconds);
        var segment = _segments[index];
        var last = index + 1 < _segments.Length ? _segments[index + 1].Tick - 1 : LastTick;
        return TickSearch.LastNotPast(segment.Tick, last, new TicksOf(this, segment, seconds));
    }

    /// <summary>The map of a file.</summary>
    /// <param name="division">What a tick is.</param>
    /// <param name="tempos">Tempo events in the order in which they apply at one tick: the last one wins.</param>
    internal static TempoMap Create(MidiDivision division, IEnumerable<(long Tick, int MicrosecondsPerQuarter)> tempos)
    {
        if (division.IsSmpte)
        {
            // 29 stands for 30000/1001 frames a second.
            var (framesPerUnitTime, unitsPerTick) = division.FramesPerSecond == 29 ? (30_000L, 1001) : (division.FramesPerSecond, 1);
            return new(framesPerUnitTime * division.TicksPerFrame, [new(0, 0, unitsPerTick)], []);
        }

        var unitsPerSecond = 1_000_000L * division.TicksPerQuarter;
        var segments = new List<Segment> { new(0, 0, DefaultMicrosecondsPerQuarter) };
        foreach (var (tick, tempo) in tempos.OrderBy(change => change.Tick))
        {
            var last = segments[^1];
            if (tick == last.Tick)
            {
                segments[^1] = last with { UnitsPerTick = tempo };
            }
            else
            {
                segments.Add(new(tick, last.UnitsAt(tick), tempo));
            }
        }

        var changes = segments.Select(s => new TempoChange(s.Tick, ToSeconds(s.Units, unitsPerSecond), s.UnitsPerTick)).ToArray();
        return new(unitsPerSecond, [.. segments], changes);
    }

    private static double ToSeconds(Int128 units, long unitsPerSecond) => (double)units / unitsPerSecond;

    private double SecondsAt(long tick, Segment segment) => ToSeconds(segment.UnitsAt(tick), _unitsPerSecond);

    private int SegmentAt(long tick) => (int)TickSearch.LastNotPast(0, _segments.Length - 1, new SegmentsByTick(_segments, tick));

    private int SegmentAt(double seconds) => (int)TickSearch.LastNotPast(0, _segments.Length - 1, new SegmentsByTime(this, seconds));

    private readonly record struct SegmentsByTick(Segment[] Segments, long Tick) : ITickOrder
    {
        public bool IsPast(long number) => Segments[number].Tick > Tick;
    }

    private readonly record struct SegmentsByTime(TempoMap Map, double Seconds) : ITickOrder
    {
        public bool IsPast(long number) => ToSeconds(Map._segments[number].Units, Map._unitsPerSecond) > Seconds;
    }

    private readonly record struct TicksOf(TempoMap Map, Segment Segment, double Seconds) : ITickOrder
    {
        public bool IsPast(long tick) => Map.SecondsAt(tick, Segment) > Seconds;
    }

    /// <summary>A stretch of one tempo. 128 bits: ticks of a broken file times its slowest tempo pass 64.</summary>
    private readonly record struct Segment(long Tick, Int128 Units, int UnitsPerTick)
    {
        public Int128 UnitsAt(long tick) => Units + ((Int128)(tick - Tick) * UnitsPerTick);
    }
}
