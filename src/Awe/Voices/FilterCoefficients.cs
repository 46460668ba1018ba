using Awe.Primitives;

namespace Awe.Voices;

/// <summary>
/// Coefficients of the low-pass filter of a voice for one cutoff and resonance.
/// The transfer function is the two-pole low pass by bilinear transform that other players compute from the RBJ cookbook. It is run as a
/// trapezoidal state-variable filter, because that form keeps its accuracy in single precision down to the lowest cutoff at the highest
/// rate, where direct forms do not. It also bears changes from point to point: each step is a contraction of the state, and so is every
/// mixture of two steps, so a linear ramp between any two sets of these coefficients is stable.
/// </summary>
/// <param name="A1">1/(1 + g(g + k)).</param>
/// <param name="A2">g A1.</param>
/// <param name="A3">g A2.</param>
/// <param name="Gain">Level of everything: resonance lowers the passband by half its decibels.</param>
/// <param name="IsOpen">Whether the filter is to let the signal through untouched.</param>
internal readonly record struct FilterCoefficients(float A1, float A2, float A3, float Gain, bool IsOpen = false)
{
    private const float LowestHz = 5f;
    private const float HighestShareOfRate = 0.45f;
    private const float WidestOpenCents = 13500f;
    private const float HighestResonanceCentibels = 960f;

    // 3.01 dB in centibels: resonance 0 is the flat Butterworth curve, Q = 1/sqrt 2.
    private const float ButterworthCentibels = 30.1f;

    /// <summary>Coefficients for a cutoff and a resonance.</summary>
    /// <param name="cutoffHz">Cutoff with all its modulation; bounded to 5 Hz .. 0.45 of the rate.</param>
    /// <param name="resonanceCentibels">Height of the peak over the passband (generator 9), 0..960.</param>
    /// <param name="rate">Frames per second.</param>
    public static FilterCoefficients For(float cutoffHz, float resonanceCentibels, float rate)
    {
        var resonance = Math.Clamp(resonanceCentibels, 0f, HighestResonanceCentibels);
        var hz = Math.Max(LowestHz, Math.Min(cutoffHz, HighestShareOfRate * rate));
        FastMath.SinCos(Math.PI * hz / rate, out var sine, out var cosine);
        var g = sine / cosine;
        double k = FastMath.CentibelsToGain(resonance - ButterworthCentibels); // 1/Q
        var a1 = 1 / (1 + (g * (g + k)));
        return new((float)a1, (float)(g * a1), (float)(g * g * a1), FastMath.CentibelsToGain(resonance * 0.5f));
    }

    /// <summary>What a straight line to others has reached after a share of the way; on the way no filter is open.</summary>
    public FilterCoefficients Towards(in FilterCoefficients target, float share) => new(
        A1 + ((target.A1 - A1) * share), A2 + ((target.A2 - A2) * share), A3 + ((target.A3 - A3) * share), Gain + ((target.Gain - Gain) * share));

    /// <summary>The filter that is not there. Its coefficients are those of the widest one, to ramp to and from.</summary>
    public static FilterCoefficients Open(float rate) => For(FastMath.CentsToHz(WidestOpenCents), 0f, rate) with { IsOpen = true };
}
