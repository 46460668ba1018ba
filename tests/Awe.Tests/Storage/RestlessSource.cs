using Awe.Primitives;

namespace Awe.Tests.Storage;

/// <summary>A bad line to the disk: every read takes its time, brings a part of what was asked for, and now and then nothing at all.</summary>
internal sealed class RestlessSource(IByteSource inner, TimeSpan delay, int mostBytes, int failsEvery) : IByteSource
{
    private volatile bool _isRestless;
    private int _reads;
    private int _failed;

    /// <summary>Reads that failed.</summary>
    public int Failed => Volatile.Read(ref _failed);

    public string Name => inner.Name;

    public long Length => inner.Length;

    /// <summary>Until then it is a good disk: a bank can be opened from it.</summary>
    public void Begin() => _isRestless = true;

    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        if (!_isRestless)
        {
            return inner.Read(offset, destination, cancellation);
        }

        Thread.Sleep(delay);
        if (Interlocked.Increment(ref _reads) % failsEvery == 0)
        {
            Interlocked.Increment(ref _failed);
            throw new IOException($"{Name}: the line is bad");
        }

        return inner.Read(offset, destination[..Math.Min(destination.Length, mostBytes)], cancellation);
    }

    public void Dispose() => inner.Dispose();
}
