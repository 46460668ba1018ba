namespace Awe.BuiltIn;

/// <summary>Shapes over frequency from which the spectra of instruments are put together; all are amplitudes around 1.</summary>
internal static class Spectrum
{
    /// <summary>A resonance: 1 at its centre, half its width away 0.7.</summary>
    public static double Peak(double hz, double centreHz, double widthHz)
    {
        var distance = (hz - centreHz) / (widthHz / 2);
        return 1 / Math.Sqrt(1 + (distance * distance));
    }

    /// <summary>Flat below the corner, falling above by 6 dB an octave and order.</summary>
    public static double LowPass(double hz, double cornerHz, double order = 2) => 1 / Math.Sqrt(1 + Math.Pow(hz / cornerHz, 2 * order));

    /// <summary>Flat above the corner, falling below by 6 dB an octave and order.</summary>
    public static double HighPass(double hz, double cornerHz, double order = 2) => LowPass(cornerHz, hz, order);

    /// <summary>How strongly a string struck or plucked at this share of its length sounds its n-th harmonic.</summary>
    public static double PluckedAt(double share, int harmonic) => 0.15 + (0.85 * Math.Abs(Math.Sin(Math.PI * harmonic * share)));

    /// <summary>Resonances in parallel on a floor: the vowel of a voice or the colour of a bore.</summary>
    public static double Formants(double hz, double floor, params ReadOnlySpan<(double Hz, double WidthHz, double Level)> formants)
    {
        var sum = floor;
        foreach (var (centreHz, widthHz, level) in formants)
        {
            var peak = Peak(hz, centreHz, widthHz);
            sum += level * peak * peak;
        }

        return sum;
    }
}
