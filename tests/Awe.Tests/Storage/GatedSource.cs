using Awe.Primitives;

namespace Awe.Tests.Storage;

/// <summary>A disk that answers when the test says so.</summary>
internal sealed class GatedSource(IByteSource inner) : IByteSource
{
    private readonly ManualResetEventSlim _isOpen = new(false);
    private int _waiting;

    public string Name => inner.Name;

    public long Length => inner.Length;

    /// <summary>Reads that have not been answered yet.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void Open() => _isOpen.Set();

    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _waiting);
        _isOpen.Wait(cancellation);
        Interlocked.Decrement(ref _waiting);
        return inner.Read(offset, destination, cancellation);
    }

    public void Dispose()
    {
        _isOpen.Dispose();
        inner.Dispose();
    }
}
