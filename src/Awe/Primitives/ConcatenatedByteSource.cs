namespace Awe.Primitives;

/// <summary>A source with bytes in memory behind its end, as if they were the rest of its file.</summary>
/// <param name="first">The source, owned from then on; what it is called and how it is best read are its own.</param>
/// <param name="rest">The bytes behind it.</param>
internal sealed class ConcatenatedByteSource(IByteSource first, ReadOnlyMemory<byte> rest) : IByteSource
{
    private readonly long _seam = first.Length;

    public string Name => first.Name;

    public long Length => _seam + rest.Length;

    public int BestReadBytes => first.BestReadBytes;

    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        if (offset < _seam)
        {
            return first.Read(offset, destination[..(int)Math.Min(destination.Length, _seam - offset)], cancellation);
        }

        var count = (int)Math.Clamp(Length - offset, 0, destination.Length);
        rest.Span.Slice((int)Math.Min(offset - _seam, rest.Length), count).CopyTo(destination);
        return count;
    }

    public void Dispose() => first.Dispose();
}
