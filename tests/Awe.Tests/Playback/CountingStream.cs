namespace Awe.Tests.Playback;

/// <summary>A disk of any size that keeps its first bytes and only counts the others; full after so many bytes if wanted.</summary>
internal sealed class CountingStream(bool canSeek) : Stream
{
    private readonly byte[] _kept = new byte[4096];
    private long _position;
    private long _length;

    public long FailsAfterBytes { get; init; } = long.MaxValue;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => canSeek;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => canSeek ? _position : throw new NotSupportedException();
        set => _position = canSeek ? value : throw new NotSupportedException();
    }

    public byte[] Start(long bytes) => _kept[..(int)Math.Min(bytes, Math.Min(_length, _kept.Length))];

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_position + buffer.Length > FailsAfterBytes)
        {
            throw new IOException("no space left");
        }

        if (_position < _kept.Length)
        {
            var kept = (int)Math.Min(buffer.Length, _kept.Length - _position);
            buffer[..kept].CopyTo(_kept.AsSpan((int)_position));
        }

        _position += buffer.Length;
        _length = Math.Max(_length, _position);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
