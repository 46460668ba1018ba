using Awe.Primitives;

namespace Awe.Tests.Storage;

/// <summary>Gives fewer bytes than asked, an odd number of them, as a pipe or a network does.</summary>
internal sealed class ShortReadingSource(IByteSource inner, int mostBytes) : IByteSource
{
    public string Name => inner.Name;

    public long Length => inner.Length;

    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default) =>
        inner.Read(offset, destination[..Math.Min(destination.Length, mostBytes)], cancellation);

    public void Dispose() => inner.Dispose();
}
