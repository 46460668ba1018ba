using System.Runtime.CompilerServices;

namespace Awe.Primitives;

/// <summary>
/// The few transcendental functions that voices need once a block. Polynomials instead of the platform's library, so that every machine
/// computes the same bits; no fused operations, no tables, no branches that depend on the processor.
/// </summary>
internal static class FastMath
{
    /// <summary>Hz of absolute cent 0, MIDI key 0 (specification 9.3: 6900 cents are 440 Hz).</summary>
    public const double AbsoluteCentZeroHz = 8.17579891564371;

    private const double Ln2 = 0.693147180559945309417;
    private const double Log2Of10 = 3.32192809488736234787;

    /// <summary>2^exponent, relative error below 2e-7; 0 below -126, and as 2^127 above 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp2(float exponent)
    {
        if (exponent < -126f)
        {
            return 0f;
        }

        exponent = MathF.Min(exponent, 127f);
        var whole = MathF.Floor(exponent + 0.5f);
        var f = exponent - whole;

        // Taylor series of e^(f ln 2) to the 7th power; |f| <= 1/2 leaves 6e-9, far below the rounding of a float.
        const float C1 = 0.6931471806f, C2 = 0.2402265070f, C3 = 0.0555041087f, C4 = 0.0096181291f;
        const float C5 = 0.0013333558f, C6 = 0.0001540353f, C7 = 0.0000152527f;
        var p = 1f + (f * (C1 + (f * (C2 + (f * (C3 + (f * (C4 + (f * (C5 + (f * (C6 + (f * C7)))))))))))));
        return p * BitConverter.Int32BitsToSingle(((int)whole + 127) << 23);
    }

    /// <summary>2^exponent, relative error below 1e-9; 0 below -1022, and as 2^1023 above 1023.</summary>
    public static double Exp2(double exponent)
    {
        if (exponent < -1022)
        {
            return 0;
        }

        exponent = Math.Min(exponent, 1023);
        var whole = Math.Floor(exponent + 0.5);
        var x = (exponent - whole) * Ln2;

        // Taylor series to the 8th power; |x| <= ln 2 / 2 leaves 2e-10.
        var p = 1 + (x * (1 + (x * (1d / 2 + (x * (1d / 6 + (x * (1d / 24 + (x * (1d / 120
            + (x * (1d / 720 + (x * (1d / 5040 + (x * (1d / 40320))))))))))))))));
        return p * BitConverter.Int64BitsToDouble(((long)whole + 1023) << 52);
    }

    /// <summary>Base-2 logarithm of a positive normal number, absolute error below 1e-10.</summary>
    public static double Log2(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // ln m = 2 artanh(s), s = (m-1)/(m+1); |s| <= 0.172 leaves 1e-11 after s^11.
        var s = (mantissa - 1) / (mantissa + 1);
        var s2 = s * s;
        var series = 1 + (s2 * (1d / 3 + (s2 * (1d / 5 + (s2 * (1d / 7 + (s2 * (1d / 9 + (s2 * (1d / 11))))))))));
        return exponent + (2 / Ln2 * s * series);
    }

    /// <summary>Base-10 logarithm of a positive normal number, absolute error below 1e-10.</summary>
    public static double Log10(double value) => Log2(value) / Log2Of10;

    /// <summary>Sine and cosine of an angle of the first quadrant (0 to pi/2), absolute error below 1e-9.</summary>
    public static void SinCos(double radians, out double sine, out double cosine)
    {
        var x2 = radians * radians;
        sine = radians * (1 - (x2 * (1d / 6 - (x2 * (1d / 120 - (x2 * (1d / 5040 - (x2 * (1d / 362880
            - (x2 * (1d / 39916800 - (x2 * (1d / 6227020800 - (x2 * (1d / 1307674368000)))))))))))))));
        cosine = 1 - (x2 * (1d / 2 - (x2 * (1d / 24 - (x2 * (1d / 720 - (x2 * (1d / 40320
            - (x2 * (1d / 3628800 - (x2 * (1d / 479001600 - (x2 * (1d / 87178291200))))))))))))));
    }

    /// <summary>Gain of an attenuation in centibels, 10^(-cB/200): 200 cB are a tenth, negative values amplify.</summary>
    public static float CentibelsToGain(float centibels) => (float)Exp2(centibels * (-Log2Of10 / 200));

    /// <summary>Attenuation in centibels of a positive gain, the inverse of <see cref="CentibelsToGain"/>.</summary>
    public static double GainToCentibels(double gain) => -200 * Log10(gain);

    /// <summary>Frequency ratio of an interval in cents, 2^(cents/1200).</summary>
    public static double CentsToRatio(double cents) => Exp2(cents / 1200);

    /// <summary>Frequency of an absolute pitch in cents (6900 is 440 Hz).</summary>
    public static float CentsToHz(float absoluteCents) => (float)(AbsoluteCentZeroHz * Exp2(absoluteCents / 1200d));

    /// <summary>Seconds of a time in timecents, 2^(tc/1200); -32768 and below are 0 (specification 9.3).</summary>
    public static float TimecentsToSeconds(float timecents) => timecents <= -32768f ? 0f : (float)Exp2(timecents / 1200d);
}
