using Awe.Primitives;

namespace Awe.Tests.Storage;

/// <summary>A disk that breaks: after a number of reads for good, or wherever a read touches a bad range.</summary>
internal sealed class FailingSource(IByteSource inner) : IByteSource
{
    private int _reads;

    /// <summary>How many reads succeed before all fail.</summary>
    public int GoodReads { get; init; } = int.MaxValue;

    /// <summary>First byte that cannot be read.</summary>
    public long BadFrom { get; init; } = long.MaxValue;

    /// <summary>The byte after the last one that cannot be read.</summary>
    public long BadTo { get; init; } = long.MaxValue;

    /// <summary>What a failing read throws.</summary>
    public Func<Exception> Fault { get; init; } = () => new IOException("the disk is gone");

    public string Name => inner.Name;

    public long Length => inner.Length;

    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        var isBad = offset < BadTo && offset + destination.Length > BadFrom;
        return isBad || Interlocked.Increment(ref _reads) > GoodReads ? throw Fault() : inner.Read(offset, destination, cancellation);
    }

    public void Dispose() => inner.Dispose();
}
