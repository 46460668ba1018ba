namespace Awe.Playback;

/// <summary>Packs frames into a buffer made once and hands it to a stream whenever it is full.</summary>
internal sealed class PcmBuffer(Stream stream, SampleFormat format)
{
    private const int CapacityFrames = 8192;

    private readonly int _bytesPerFrame = PcmPacker.BytesPerFrame(format);
    private readonly byte[] _bytes = new byte[CapacityFrames * PcmPacker.BytesPerFrame(format)];
    private int _frames;

    /// <summary>Frames written in all, those still in the buffer included.</summary>
    public long FramesWritten { get; private set; }

    /// <exception cref="ArgumentException">The sides differ in length.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"{right.Length} frames on the right, expected {left.Length} as on the left", nameof(right));
        }

        while (!left.IsEmpty)
        {
            var frames = Math.Min(left.Length, CapacityFrames - _frames);
            PcmPacker.Pack(format, left[..frames], right[..frames], _bytes.AsSpan(_frames * _bytesPerFrame, frames * _bytesPerFrame));
            left = left[frames..];
            right = right[frames..];
            FramesWritten += frames;
            _frames += frames;
            if (_frames == CapacityFrames)
            {
                Flush();
            }
        }
    }

    /// <summary>Hands over what is in the buffer.</summary>
    public void Flush()
    {
        // Empty first: after a failed write the same bytes must not be tried again.
        var bytes = _frames * _bytesPerFrame;
        _frames = 0;
        stream.Write(_bytes, 0, bytes);
    }
}
