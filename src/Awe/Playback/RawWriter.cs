namespace Awe.Playback;

/// <summary>Writes interleaved stereo PCM with no header.</summary>
/// <remarks>One thread at a time.</remarks>
public sealed class RawWriter : IAudioWriter
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly PcmBuffer _buffer;
    private bool _failed;
    private bool _disposed;

    /// <param name="stream">Written from its present position on; closed at the end unless <paramref name="leaveOpen"/>.</param>
    /// <param name="format">How each number is written.</param>
    /// <param name="leaveOpen">Whether the stream stays open after <see cref="Dispose"/>.</param>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    public RawWriter(Stream stream, SampleFormat format = SampleFormat.S16, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
        {
            throw new ArgumentException("the stream cannot be written", nameof(stream));
        }

        _stream = stream;
        _leaveOpen = leaveOpen;
        _buffer = new PcmBuffer(stream, format);
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

    /// <summary>Writes what is still in the buffer, unless an earlier write failed.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
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
                _buffer.Flush();
                _stream.Flush();
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
}
