using Awe.Primitives;

namespace Awe.Effects;

/// <summary>
/// A ring of sample points written a chunk at a time. Frames count from the next one to be written: 0 is that one, -1 the last
/// that was. A chunk may be read before it is written as long as every delay is at least the chunk's length.
/// </summary>
internal sealed class DelayLine
{
    private readonly float[] _points;
    private int _write;

    /// <param name="longestDelayFrames">The longest delay that will be read.</param>
    /// <param name="spareFrames">Room for a chunk written before it is read and for the neighbours of an interpolated point.</param>
    public DelayLine(int longestDelayFrames, int spareFrames) => _points = new float[longestDelayFrames + spareFrames];

    public long Bytes => (long)_points.Length * sizeof(float);

    public void Clear()
    {
        Array.Clear(_points);
        _write = 0;
    }

    public void Write(ReadOnlySpan<float> source)
    {
        var first = Math.Min(source.Length, _points.Length - _write);
        source[..first].CopyTo(_points.AsSpan(_write));
        source[first..].CopyTo(_points);
        _write += source.Length;
        if (_write >= _points.Length)
        {
            _write -= _points.Length;
        }
    }

    /// <summary>Reads consecutive points, the first of them <paramref name="delayFrames"/> before frame 0.</summary>
    public void Read(int delayFrames, Span<float> destination)
    {
        var start = Wrapped(_write - delayFrames);
        var first = Math.Min(destination.Length, _points.Length - start);
        _points.AsSpan(start, first).CopyTo(destination);
        _points.AsSpan(0, destination.Length - first).CopyTo(destination[first..]);
    }

    /// <summary>
    /// Reads a delay of its own for each frame from <paramref name="firstFrame"/> on, between points by a cubic that strengthens no frequency. The points
    /// from one frame after to two before each must be in the line.
    /// </summary>
    public void ReadCubic(ReadOnlySpan<float> delays, int firstFrame, Span<float> destination)
    {
        // In stretches whose delays have the same whole frames and whose points do not cross the ring's end: mostly the whole chunk.
        for (var done = 0; done < delays.Length;)
        {
            var whole = (int)delays[done];
            var start = Wrapped(_write + firstFrame + done - whole - 2);
            var frames = Math.Min(delays.Length - done, _points.Length - start - 3);
            if (frames > 0)
            {
                done += Kernels.ReadCubic(_points.AsSpan(start, frames + 3), whole, delays.Slice(done, frames), destination.Slice(done, frames));
            }
            else
            {
                destination[done] = CubicAcrossEnd(start, delays[done] - whole);
                done++;
            }
        }
    }

    private float CubicAcrossEnd(int index, float fraction)
    {
        var p3 = _points[index];
        var p2 = _points[index = Next(index)];
        var p1 = _points[index = Next(index)];
        return Kernels.Cubic(_points[Next(index)], p1, p2, p3, fraction);
    }

    private int Next(int index) => index + 1 == _points.Length ? 0 : index + 1;

    private int Wrapped(int index) => index < 0 ? index + _points.Length : index;
}
