using Awe.Primitives;

namespace Awe.Effects;

/// <summary>
/// Schroeder's all-pass: every frequency at its own strength, but one click in becomes a row of clicks out.
/// Several in a row turn an attack into a soft cloud before it enters the delay network.
/// </summary>
internal sealed class DiffusionAllPass(int longestDelayFrames, float gain)
{
    private readonly float[] _points = new float[longestDelayFrames];
    private int _delayFrames = longestDelayFrames;
    private int _position;

    public long Bytes => (long)_points.Length * sizeof(float);

    /// <summary>Another delay, not longer than the longest; forgets what it holds.</summary>
    public void Set(int delayFrames)
    {
        Clear();
        _delayFrames = delayFrames;
    }

    public void Clear()
    {
        Array.Clear(_points);
        _position = 0;
    }

    public void Process(Span<float> block)
    {
        while (!block.IsEmpty)
        {
            // As far as the ring goes on: none of these frames meets itself again.
            var frames = Math.Min(block.Length, _delayFrames - _position);
            Kernels.AllPass(block[..frames], _points.AsSpan(_position, frames), gain);
            block = block[frames..];
            _position += frames;
            if (_position == _delayFrames)
            {
                _position = 0;
            }
        }
    }
}
