using Awe.Primitives;

namespace Awe.Voices;

/// <summary>
/// Equal-power panning: the two gains lie on a quarter circle, so a voice is as loud wherever it stands. And balance, which only takes away.
/// </summary>
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

    /// <summary>Turns one side down and leaves the other, so that what is panned hard to one side never comes out of the other.</summary>
    /// <param name="centibels">Attenuation of the left side; when negative, of the right one.</param>
    /// <param name="left">Gain of the left channel.</param>
    /// <param name="right">Gain of the right channel.</param>
    public static void Balance(float centibels, ref float left, ref float right)
    {
        if (centibels > 0)
        {
            left *= FastMath.CentibelsToGain(centibels);
        }
        else if (centibels < 0)
        {
            right *= FastMath.CentibelsToGain(-centibels);
        }
    }
}
