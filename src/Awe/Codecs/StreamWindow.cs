using System.Buffers;
using Awe.Primitives;

namespace Awe.Codecs;

/// <summary>
/// A stream inside of a source, seen through one buffer of 64 KiB that moves forward. One thread; borrows the buffer until disposed.
/// </summary>
internal sealed class StreamWindow(IByteSource source, long offset, long bytes, CancellationToken cancellation) : IDisposable
{
    private const int Capacity = 64 * 1024;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private long _start;
    private int _held;

    /// <summary>Bytes of the stream.</summary>
    public long Bytes => bytes;

    /// <summary>
    /// The bytes from <paramref name="at"/> on, as many as asked for unless stream or source end before. Good until the next call.
    /// </summary>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public ReadOnlySpan<byte> See(long at, int count)
    {
        count = (int)Math.Min(count, bytes - at);
        if (at < _start || at + count > _start + _held)
        {
            MoveTo(at);
        }

        var from = (int)(at - _start);
        return _buffer.AsSpan(from, Math.Clamp(_held - from, 0, count));
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    // Keeps what it holds of the bytes from there on, and fills up.
    private void MoveTo(long at)
    {
        cancellation.ThrowIfCancellationRequested();
        var kept = at >= _start && at < _start + _held ? _buffer.AsSpan((int)(at - _start), _held - (int)(at - _start)) : default;
        kept.CopyTo(_buffer);
        var room = (int)Math.Min(Capacity, bytes - at) - kept.Length;
        _held = kept.Length + source.ReadFully(offset + at + kept.Length, _buffer.AsSpan(kept.Length, room), cancellation);
        _start = at;
    }
}
