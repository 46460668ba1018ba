using System.Numerics;

namespace Awe.Primitives;

/// <summary>
/// Durations counted in logarithmic buckets, sixteen to an octave (6 % wide), so that percentiles of millions of events take 8 KiB
/// and no allocation. Any thread may record; reading while others record gives a value of some moment in between.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int StepsBits = 4;
    private const int Steps = 1 << StepsBits;
    private readonly long[] _counts = new long[64 * Steps];
    private long _count;
    private long _max;

    public long Count => Volatile.Read(ref _count);

    public double MaxMilliseconds => Volatile.Read(ref _max) / 1e6;

    public void Record(long nanoseconds)
    {
        nanoseconds = Math.Max(nanoseconds, 0);
        Interlocked.Increment(ref _counts[Bucket(nanoseconds)]);
        Interlocked.Increment(ref _count);
        long seen;
        while ((seen = Volatile.Read(ref _max)) < nanoseconds && Interlocked.CompareExchange(ref _max, nanoseconds, seen) != seen)
        {
        }
    }

    /// <summary>The duration below which <paramref name="share"/> (0..1) of the events lie: the upper edge of its bucket, at most the maximum.</summary>
    public double PercentileMilliseconds(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length && wanted > 0; bucket++)
        {
            seen += Volatile.Read(ref _counts[bucket]);
            if (seen >= wanted)
            {
                return Math.Min(UpperEdge(bucket), Volatile.Read(ref _max)) / 1e6;
            }
        }

        return 0;
    }

    private static int Bucket(long nanoseconds)
    {
        if (nanoseconds < Steps)
        {
            return (int)nanoseconds;
        }

        var octave = BitOperations.Log2((ulong)nanoseconds);
        return ((octave - StepsBits + 1) * Steps) + (int)((nanoseconds >> (octave - StepsBits)) & (Steps - 1));
    }

    private static double UpperEdge(int bucket)
    {
        if (bucket < Steps)
        {
            return bucket + 1;
        }

        var shift = (bucket / Steps) - 1;
        return Math.ScaleB((bucket % Steps) + Steps + 1, shift);
    }
}
