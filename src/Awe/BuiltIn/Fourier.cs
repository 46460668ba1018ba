using System.Runtime.CompilerServices;

namespace Awe.BuiltIn;

/// <summary>The inverse transform that turns a spectrum into one period of sound.</summary>
internal static class Fourier
{
    /// <summary>
    /// In place, unscaled: point i becomes the sum over bins k of spectrum[k] * e^(2 pi j k i / n). The length is a power of two.
    /// </summary>
    public static void Inverse(Span<float> real, Span<float> imaginary)
    {
        ReverseBits(real, imaginary);
        for (var half = 1; half < real.Length; half *= 2)
        {
            Combine(real, imaginary, half);
        }
    }

    private static void ReverseBits(Span<float> real, Span<float> imaginary)
    {
        for (int i = 1, j = 0; i < real.Length; i++)
        {
            var bit = real.Length >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (real[i], real[j]) = (real[j], real[i]);
                (imaginary[i], imaginary[j]) = (imaginary[j], imaginary[i]);
            }
        }
    }

    // Joins transforms of length half into transforms of twice that length.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(Span<float> real, Span<float> imaginary, int half)
    {
        for (var k = 0; k < half; k++)
        {
            var cosine = SineTable.Cosine(k, half * 2);
            var sine = SineTable.Sine(k, half * 2);
            for (var i = k; i < real.Length; i += half * 2)
            {
                var j = i + half;
                var re = (real[j] * cosine) - (imaginary[j] * sine);
                var im = (real[j] * sine) + (imaginary[j] * cosine);
                (real[j], imaginary[j]) = (real[i] - re, imaginary[i] - im);
                (real[i], imaginary[i]) = (real[i] + re, imaginary[i] + im);
            }
        }
    }
}
