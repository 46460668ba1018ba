namespace Awe.Voices;

/// <summary>
/// The resonant low pass of one voice (specification 9.1.3; twelve decibels an octave). State only: coefficients come with each block and
/// are reached by a straight line over it, so that a moving cutoff makes no steps.
/// </summary>
internal struct LowPassFilter
{
    // Below this the state is silence; left alone it would decay into denormals, which cost many times a normal number.
    private const float Silence = 1e-15f;

    private float _band;
    private float _low;
    private FilterCoefficients _current;

    /// <summary>Begins a note at these coefficients, with no memory.</summary>
    public void Start(in FilterCoefficients coefficients)
    {
        _band = _low = 0f;
        _current = coefficients;
    }

    /// <summary>Filters a block in place, arriving at the target with its last point.</summary>
    public void Process(Span<float> block, in FilterCoefficients target)
    {
        if (block.IsEmpty || (_current.IsOpen && target.IsOpen))
        {
            return;
        }

        if (_current.IsOpen)
        {
            // The filter sets in while sound passes: as if the first point had been there for ever, which gives no click.
            _band = 0f;
            _low = block[0];
        }

        Run(block, target);
        _band = Flush(_band);
        _low = Flush(_low);
        _current = target;
    }

    private void Run(Span<float> block, in FilterCoefficients target)
    {
        var step = 1f / block.Length;
        var (a1, a2, a3, gain) = (_current.A1, _current.A2, _current.A3, _current.Gain);
        var (da1, da2, da3, dgain) =
            ((target.A1 - a1) * step, (target.A2 - a2) * step, (target.A3 - a3) * step, (target.Gain - gain) * step);
        var (band, low) = (_band, _low);
        foreach (ref var point in block)
        {
            a1 += da1;
            a2 += da2;
            a3 += da3;
            gain += dgain;
            var input = point - low;
            var newBand = (a1 * band) + (a2 * input);
            var newLow = low + (a2 * band) + (a3 * input);
            band = newBand + newBand - band;
            low = newLow + newLow - low;
            point = gain * newLow;
        }

        (_band, _low) = (band, low);
    }

    private static float Flush(float state) => MathF.Abs(state) < Silence ? 0f : state;
}
