using Awe.Primitives;

namespace Awe.Voices;

/// <summary>
/// The resonant low pass of one voice (specification 9.1.3; twelve decibels an octave). State only: coefficients come with each block and
/// are reached by a straight line over it, so that a moving cutoff makes no steps.
/// </summary>
internal struct LowPassFilter
{
    // Below this the state is silence; left alone it would decay into denormals, which cost many times a normal number.
    private const float Silence = 1e-15f;

    // A message cuts a block at its frame, and what is left may be a single one: a line is no shorter than an uncut block.
    private const float ShortestRamp = 64;

    private float _band;
    private float _low;
    private FilterCoefficients _current;

    /// <summary>Begins a note at these coefficients, with no memory.</summary>
    public void Start(in FilterCoefficients coefficients)
    {
        _band = _low = 0f;
        _current = coefficients;
    }

    /// <summary>
    /// Puts the filter into a lane of a batch, to arrive at the target with the last point of the block, or in a block that was cut short
    /// as far on the way as its length goes. Nothing happens where it is open and stays so.
    /// </summary>
    public void Enter(ref LowPassLanes lanes, int lane, ReadOnlySpan<float> block, in FilterCoefficients target)
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

        var step = 1f / MathF.Max(block.Length, ShortestRamp);
        lanes.Active |= 1 << lane;
        lanes.Band[lane] = _band;
        lanes.Low[lane] = _low;
        lanes.A1[lane] = _current.A1;
        lanes.A2[lane] = _current.A2;
        lanes.A3[lane] = _current.A3;
        lanes.Gain[lane] = _current.Gain;
        lanes.StepA1[lane] = (target.A1 - _current.A1) * step;
        lanes.StepA2[lane] = (target.A2 - _current.A2) * step;
        lanes.StepA3[lane] = (target.A3 - _current.A3) * step;
        lanes.StepGain[lane] = (target.Gain - _current.Gain) * step;
        _current = block.Length >= ShortestRamp ? target : _current.Towards(target, block.Length * step);
    }

    /// <summary>Takes the state back after the batch has been filtered.</summary>
    public void Leave(in LowPassLanes lanes, int lane)
    {
        if ((lanes.Active >> lane & 1) != 0)
        {
            _band = Flush(lanes.Band[lane]);
            _low = Flush(lanes.Low[lane]);
        }
    }

    /// <summary>Filters one block alone, in place, arriving at the target with its last point.</summary>
    public void Process(Span<float> block, in FilterCoefficients target)
    {
        LowPassLanes lanes = default;
        Enter(ref lanes, 0, block, target);
        Kernels.FilterLowPassScalar(block, block.Length, block.Length, ref lanes);
        Leave(lanes, 0);
    }

    private static float Flush(float state) => MathF.Abs(state) < Silence ? 0f : state;
}
