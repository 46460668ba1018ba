using Awe.Primitives;

namespace Awe.Playback;

/// <summary>The level of the mix: headroom, the user's gain, the song's master volume. Changes are ramped over a block.</summary>
internal sealed class MasterGain(double gainDecibels)
{
    /// <summary>
    /// Level of one voice at full scale. A General MIDI song then peaks around full scale before the limiter: on the songs and banks this
    /// was measured with, the loudest pass it by a few decibels and the median stays below.
    /// </summary>
    private const double HeadroomDecibels = -9;

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
