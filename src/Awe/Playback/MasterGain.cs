using Awe.Primitives;

namespace Awe.Playback;

/// <summary>The level of the mix: headroom, the user's gain, the song's master volume. Changes are ramped over a block.</summary>
internal sealed class MasterGain(double gainDecibels)
{
    /// <summary>
    /// Level of one voice at full scale. The first minutes of the 31 songs of OpenMSX on FluidR3_GM then peak between -11 and +2 dBFS before the limiter,
    /// half of them below -3 dBFS.
    /// </summary>
    internal const double HeadroomDecibels = -6;

    private readonly float _fixed = (float)Math.Pow(10, (HeadroomDecibels + gainDecibels) / 20);
    private (float Left, float Right)? _now;
    private float _master = 1;
    private float _balance;

    /// <summary>What the song makes of the level.</summary>
    /// <param name="gain">Its master volume, linear 0..1.</param>
    /// <param name="balance">-1 leaves the left side alone, 1 the right; 0 both as they are.</param>
    public void SetMaster(float gain, float balance = 0) => (_master, _balance) = (gain, balance);

    public void Apply(Span<float> left, Span<float> right)
    {
        var level = _fixed * _master;
        var target = (Left: level * Math.Min(1f, 1f - _balance), Right: level * Math.Min(1f, 1f + _balance));
        var from = _now ?? target;
        Kernels.ScaleRamped(left, from.Left, target.Left);
        Kernels.ScaleRamped(right, from.Right, target.Right);
        _now = target;
    }
}
