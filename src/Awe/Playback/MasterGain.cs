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
    private float _now = -1;
    private float _master = 1;

    /// <summary>The song's master volume, linear 0..1.</summary>
    public void SetMaster(float gain) => _master = gain;

    public void Apply(Span<float> left, Span<float> right)
    {
        var target = _fixed * _master;
        var from = _now < 0 ? target : _now;
        Kernels.ScaleRamped(left, from, target);
        Kernels.ScaleRamped(right, from, target);
        _now = target;
    }
}
