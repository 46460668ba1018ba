using Awe.Primitives;

namespace Awe.Voices;

/// <summary>Equal-power panning: the two gains lie on a quarter circle, so a voice is as loud wherever it stands.</summary>
internal static class PanLaw
{
    private const double RadiansPerUnit = Math.PI / 2 / 1000;

    /// <param name="pan">-500 left to 500 right, in 0.1 %; beyond that as at the ends.</param>
    /// <param name="left">Gain of the left channel, 0..1.</param>
    /// <param name="right">Gain of the right channel, 0..1.</param>
    public static void Gains(float pan, out float left, out float right)
    {
        FastMath.SinCos((Math.Clamp(pan, -500f, 500f) + 500) * RadiansPerUnit, out var sine, out var cosine);
        left = (float)Math.Max(0, cosine);
        right = (float)Math.Max(0, sine);
    }
}
