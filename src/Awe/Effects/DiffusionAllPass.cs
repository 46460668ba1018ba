namespace Awe.Effects;

/// <summary>
/// Schroeder's all-pass: every frequency at its own strength, but one click in becomes a row of clicks out.
/// Several in a row turn an attack into a soft cloud before it enters the delay network.
/// </summary>
internal sealed class DiffusionAllPass(int delayFrames, float gain)
{
    private readonly float[] _points = new float[delayFrames];
    private int _position;

    public long Bytes => (long)_points.Length * sizeof(float);

    public void Clear()
    {
        Array.Clear(_points);
        _position = 0;
    }

    public void Process(Span<float> block)
    {
        var points = _points;
        var position = _position;
        for (var i = 0; i < block.Length; i++)
        {
            var delayed = points[position];
            var entering = block[i] - (gain * delayed);
            points[position] = entering;
            block[i] = delayed + (gain * entering);
            position = position + 1 == points.Length ? 0 : position + 1;
        }

        _position = position;
    }
}
