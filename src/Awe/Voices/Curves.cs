using Awe.Primitives;

namespace Awe.Voices;

/// <summary>
/// The concave and convex curves of modulator sources (specification 9.5, figures; the formula printed there is wrong).
/// Positions count 128ths of the controller's range: 0-127, fractions where a controller has more than 7 bits.
/// </summary>
internal static class Curves
{
    /// <summary>The last position, where both curves reach 1.</summary>
    public const float Top = 127f;

    // 96 dB are spread over one side of the curve: 400/960 = 40 log10(x) dB over 96 dB.
    private const double DecadeShare = 400d / 960;

    /// <summary>Slow start, steep end: 0 at 0, 1 at 127.</summary>
    public static float Concave(float position) => 1f - Convex(Top - position);

    /// <summary>Steep start, slow end: 0 at 0, 1 at 127. Linear between whole positions, clamped outside.</summary>
    public static float Convex(float position)
    {
        if (position <= 0f)
        {
            return 0f;
        }

        if (position >= Top)
        {
            return 1f;
        }

        var whole = (int)position;
        var below = ConvexAt(whole);
        var fraction = position - whole;
        return (float)(fraction == 0f ? below : below + (fraction * (ConvexAt(whole + 1) - below)));
    }

    private static double ConvexAt(int position) => position == 0 ? 0 : 1 + (DecadeShare * FastMath.Log10(position / (double)Top));
}
