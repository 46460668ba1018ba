namespace Awe.Primitives;

/// <summary>Bytes already in memory: the built-in bank, banks built by tests.</summary>
public sealed class MemoryByteSource(ReadOnlyMemory<byte> bytes, string name) : IByteSource
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public long Length => bytes.Length;

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        if (offset >= bytes.Length)
        {
            return 0;
        }

        var count = (int)Math.Min(destination.Length, bytes.Length - offset);
        bytes.Span.Slice((int)offset, count).CopyTo(destination);
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
