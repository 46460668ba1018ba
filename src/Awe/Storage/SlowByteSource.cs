using System.Diagnostics;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>A source that answers like a slow disk: each read takes a latency of its own, and all reads share a transfer rate.</summary>
/// <param name="inner">Where the bytes come from; owned.</param>
/// <param name="latency">Time before a read's first byte; reads overlap.</param>
/// <param name="bytesPerSecond">Transfer rate shared by all reads; 0 is unlimited.</param>
public sealed class SlowByteSource(IByteSource inner, TimeSpan latency, long bytesPerSecond) : IByteSource
{
    private readonly Lock _gate = new();
    private long _lineFreeAt;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public long Length => inner.Length;

    /// <inheritdoc/>
    public int BestReadBytes => inner.BestReadBytes;

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        var done = ReserveLine(destination.Length);
        var read = inner.Read(offset, destination, cancellation);
        SleepUntil(done);
        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private static void SleepUntil(long timestamp)
    {
        while (Stopwatch.GetTimestamp() is var now && now < timestamp)
        {
            Thread.Sleep(Stopwatch.GetElapsedTime(now, timestamp));
        }
    }

    private long ReserveLine(int bytes)
    {
        lock (_gate)
        {
            var start = Math.Max(Stopwatch.GetTimestamp() + (long)(latency.TotalSeconds * Stopwatch.Frequency), _lineFreeAt);
            var transfer = bytesPerSecond > 0 ? bytes * Stopwatch.Frequency / bytesPerSecond : 0;
            return _lineFreeAt = start + transfer;
        }
    }
}
