using System.Diagnostics;
using Awe.Primitives;

namespace Awe.Playback;

/// <summary>
/// Measures a rendering thread from outside: how long each call takes, and what it allocates. The engine itself looks at no clock.
/// </summary>
/// <remarks><see cref="Begin"/> and <see cref="End"/> belong to the rendering thread; figures may be read by any.</remarks>
public sealed class RenderMeter
{
    private readonly LatencyHistogram _times = new();
    private long _began;
    private long _allocatedBefore;
    private long _allocatedBytes;

    /// <summary>Bytes that the rendering thread allocated between all begins and ends.</summary>
    public long AllocatedBytes => Volatile.Read(ref _allocatedBytes);

    /// <summary>Longest call.</summary>
    public double MaxMilliseconds => _times.MaxMilliseconds;

    /// <summary>Before a call to render.</summary>
    public void Begin()
    {
        _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        _began = Stopwatch.GetTimestamp();
    }

    /// <summary>After it.</summary>
    public void End()
    {
        _times.Record((long)Stopwatch.GetElapsedTime(_began).TotalNanoseconds);
        Volatile.Write(ref _allocatedBytes, _allocatedBytes + GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore);
    }

    /// <summary>The time below which <paramref name="share"/> (0..1) of the calls stayed.</summary>
    public double PercentileMilliseconds(double share) => _times.PercentileMilliseconds(share);
}
