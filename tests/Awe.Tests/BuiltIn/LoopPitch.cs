namespace Awe.Tests.BuiltIn;

/// <summary>
/// Measures a loop's pitch. An endless loop has no frequencies but whole periods of its length, so a plain transform sees them all.
/// </summary>
internal static class LoopPitch
{
    private const int HarmonicsHeard = 4;
    private const double ReachCents = 45;

    /// <summary>How far the centre of energy around the key's first harmonics lies from them, in cents.</summary>
    public static double CentsFrom(ReadOnlySpan<short> loop, int rate, int rootKey)
    {
        var keyBin = 440 * Math.Pow(2, (rootKey - 69) / 12.0) * loop.Length / rate;
        double cents = 0, energy = 0;
        for (var harmonic = 1; harmonic <= HarmonicsHeard; harmonic++)
        {
            var centre = keyBin * harmonic;
            var reach = Math.Pow(2, ReachCents / 1200);
            for (var bin = (int)Math.Ceiling(centre / reach); bin <= centre * reach && bin < loop.Length / 2; bin++)
            {
                var power = Power(loop, bin);
                cents += power * 1200 * Math.Log2(bin / centre);
                energy += power;
            }
        }

        // A key between the loop's lines, or with little of the sound's energy, has no pitch to measure.
        return energy > 0.02 * TotalPower(loop) ? cents / energy : double.PositiveInfinity;
    }

    private static double Power(ReadOnlySpan<short> loop, int bin)
    {
        double real = 0, imaginary = 0;
        for (var i = 0; i < loop.Length; i++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * ((long)bin * i % loop.Length) / loop.Length);
            real += loop[i] * cosine;
            imaginary += loop[i] * sine;
        }

        return 2 * ((real * real) + (imaginary * imaginary)) / loop.Length / loop.Length;
    }

    private static double TotalPower(ReadOnlySpan<short> loop)
    {
        double sum = 0;
        foreach (var point in loop)
        {
            sum += (double)point * point;
        }

        return sum / loop.Length;
    }
}
