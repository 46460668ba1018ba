namespace Awe.Effects;

/// <summary>
/// A ring of sample points written a chunk at a time. Delays count back from the frame that is about to be written,
/// so a chunk may be read before it is written as long as every delay is at least the chunk's length.
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

    /// <summary>Reads consecutive points, the first of them <paramref name="delayFrames"/> back.</summary>
    public void Read(int delayFrames, Span<float> destination)
    {
        var start = Wrapped(_write - delayFrames);
        var first = Math.Min(destination.Length, _points.Length - start);
        _points.AsSpan(start, first).CopyTo(destination);
        _points.AsSpan(0, destination.Length - first).CopyTo(destination[first..]);
    }

    /// <summary>
    /// The point <paramref name="delayFrames"/> before <paramref name="frame"/> (counted from the next to be written), between neighbours
    /// by the cubic of Catmull and Rom, which strengthens no frequency. The points from one frame after to two before must be in the line.
    /// </summary>
    /// <remarks>Delay and frame are apart because their float sum would round by where in a chunk the frame lies.</remarks>
    public float ReadCubic(float delayFrames, int frame)
    {
        var whole = (int)delayFrames;
        var t = delayFrames - whole;
        var index = Wrapped(_write + frame - whole - 2);
        var p3 = _points[index];
        var p2 = _points[index = Next(index)];
        var p1 = _points[index = Next(index)];
        var p0 = _points[Next(index)];
        var slope = 0.5f * (p2 - p0);
        var square = p0 - (2.5f * p1) + (2f * p2) - (0.5f * p3);
        var cube = (0.5f * (p3 - p0)) + (1.5f * (p1 - p2));
        return p1 + (t * (slope + (t * (square + (t * cube)))));
    }

    private int Next(int index) => index + 1 == _points.Length ? 0 : index + 1;

    private int Wrapped(int index) => index < 0 ? index + _points.Length : index;
}
