namespace Awe.Playback;

/// <summary>
/// Writes a stereo WAVE file; past 4 GiB it becomes RF64. Where the stream can seek, the sizes are put right by <see cref="Dispose"/>, so a render broken off
/// and disposed leaves a whole file; where it cannot (a pipe), and if the process dies, they say "unknown" and readers take all that comes.
/// </summary>
/// <remarks>One thread at a time. <see cref="Write"/> allocates nothing.</remarks>
public sealed class WavWriter : IAudioWriter
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly WavHeader _header;
    private readonly PcmBuffer _buffer;
    private readonly long _start;
    private bool _failed;
    private bool _disposed;

    /// <summary>Writes the header, its sizes still unknown.</summary>
    /// <param name="stream">Written from its present position on; closed at the end unless <paramref name="leaveOpen"/>.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="format">How each number is written.</param>
    /// <param name="leaveOpen">Whether the stream stays open after <see cref="Dispose"/>.</param>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive.</exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public WavWriter(Stream stream, int rate, SampleFormat format = SampleFormat.S16, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        if (!stream.CanWrite)
        {
            throw new ArgumentException("the stream cannot be written", nameof(stream));
        }

        _stream = stream;
        _leaveOpen = leaveOpen;
        _buffer = new PcmBuffer(stream, format);
        _header = new WavHeader(rate, format);
        _header.Build(frames: -1);
        _start = stream.CanSeek ? stream.Position : 0;
        stream.Write(_header.Bytes);
    }

    /// <inheritdoc/>
    public long FramesWritten => _buffer.FramesWritten;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _failed = true;
        _buffer.Write(left, right);
        _failed = false;
    }

    /// <summary>Writes what is still in the buffer and puts the sizes right, unless an earlier write failed.</summary>
    /// <exception cref="IOException">Writing failed.</exception>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            if (!_failed)
            {
                Finish();
            }
        }
        finally
        {
            if (!_leaveOpen)
            {
                _stream.Dispose();
            }
        }
    }

    private void Finish()
    {
        _buffer.Flush();
        if (_stream.CanSeek)
        {
            var end = _stream.Position;
            _header.Build(FramesWritten);
            _stream.Position = _start;
            _stream.Write(_header.Bytes);
            _stream.Position = end;
        }

        _stream.Flush();
    }
}
