namespace Awe.Primitives;

/// <summary>A part of another source as a source of its own: the bank inside a song file. Owns the whole.</summary>
public sealed class ByteRange : IByteSource
{
    private readonly IByteSource _whole;
    private readonly long _offset;

    /// <param name="whole">Where the bytes are; disposed with this.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside the whole.</exception>
    public ByteRange(IByteSource whole, long offset, long length, string name)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, whole.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, whole.Length - offset);
        _whole = whole;
        _offset = offset;
        Length = length;
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public int BestReadBytes => _whole.BestReadBytes;

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return offset >= Length
            ? 0
            : _whole.Read(_offset + offset, destination[..(int)Math.Min(destination.Length, Length - offset)], cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _whole.Dispose();
}
