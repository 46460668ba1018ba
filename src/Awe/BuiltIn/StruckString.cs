namespace Awe.BuiltIn;

/// <summary>
/// A string that is struck or plucked once: partials a little sharp of the harmonic series (stiffness), the high ones dying
/// first, some beating with a twin. What all partials lose in common is left to the bank's volume envelope.
/// </summary>
internal sealed record StruckString
{
    /// <summary>Where along the string it is struck, as a share of its length.</summary>
    public double StrikeShare { get; init; } = 0.13;

    /// <summary>Above this the strike has little strength: a soft hammer, a fingertip.</summary>
    public double BrightnessHz { get; init; } = 2500;

    /// <summary>Further rise of <see cref="BrightnessHz"/> for each Hz of the key.</summary>
    public double BrightnessPerHz { get; init; } = 3;

    /// <summary>Amplitude falls with the harmonic number to this power.</summary>
    public double Slope { get; init; } = 0.9;

    /// <summary>Stiffness of the string of key 40; it doubles every nine keys above.</summary>
    public double Stiffness { get; init; } = 0.00012;

    /// <summary>Decay beyond the common one, in dB a second for each kHz of a partial.</summary>
    public double DampingDbPerKhz { get; init; } = 14;

    /// <summary>
    /// A twin of each partial, one step of the loop's grid above it; relative level. For long loops: below 3 Hz a step beats, above it
    /// is rough.
    /// </summary>
    public double Beating { get; init; }

    /// <summary>Below this the body radiates little.</summary>
    public double BodyHz { get; init; } = 80;

    /// <summary>Body resonances that colour the spectrum, on a floor of 1.</summary>
    public (double Hz, double WidthHz, double Level)[] Body { get; init; } = [];

    /// <summary>The knock of the hammer or nail: level, band and time.</summary>
    public double KnockLevel { get; init; } = 0.1;

    public double KnockLowHz { get; init; } = 100;

    public double KnockHighHz { get; init; } = 1800;

    public double KnockSeconds { get; init; } = 0.012;

    public double OnsetSeconds { get; init; } = 0.15;

    public int LoopPoints { get; init; } = 2048;

    public int Rate { get; init; } = 20000;

    public Tone Compute(int rootKey)
    {
        var tone = new LoopedTone(rootKey, LoopPoints, OnsetSeconds, Rate);
        var stiffness = Stiffness * Math.Pow(2, Math.Max(0, rootKey - 40) / 9.0);
        for (var harmonic = 1; harmonic <= Math.Min(tone.Harmonics, 70); harmonic++)
        {
            var ratio = harmonic * Math.Sqrt((1 + (stiffness * harmonic * harmonic)) / (1 + stiffness));
            AddPartial(tone, harmonic, ratio);
        }

        return tone.Noise(KnockBand, KnockLevel, 0, KnockSeconds).Finish();
    }

    private void AddPartial(LoopedTone tone, int harmonic, double ratio)
    {
        var hz = ratio * tone.KeyHz;
        var struck = LevelAt(harmonic, hz, tone.KeyHz);
        var lossDb = DampingDbPerKhz * (hz - tone.KeyHz) / 1000 * OnsetSeconds;
        var left = struck * Math.Pow(10, -lossDb / 20);
        var seconds = lossDb > 0.1 ? Math.Min(OnsetSeconds, OnsetSeconds * 8.7 / lossDb) : OnsetSeconds;
        tone.Partial(ratio, struck, left, seconds);
        if (Beating > 0)
        {
            tone.Partial(ratio + (1.0 / tone.Periods), struck * Beating, left * Beating, seconds);
        }
    }

    private double LevelAt(int harmonic, double hz, double keyHz) =>
        Spectrum.PluckedAt(StrikeShare, harmonic) * Math.Pow(harmonic, -Slope)
        * Spectrum.LowPass(hz, BrightnessHz + (BrightnessPerHz * keyHz), 2)
        * Spectrum.HighPass(hz, BodyHz, 1) * Spectrum.Formants(hz, 1, Body);

    private double KnockBand(double hz) => Spectrum.HighPass(hz, KnockLowHz, 2) * Spectrum.LowPass(hz, KnockHighHz, 2);
}
