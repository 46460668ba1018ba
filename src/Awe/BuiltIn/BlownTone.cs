namespace Awe.BuiltIn;

/// <summary>
/// A tone that is kept up by breath or bow: harmonics under a spectral shape, the high ones speaking later than the low, with
/// a noise at the onset (chiff, scratch) and a breath that stays.
/// </summary>
/// <param name="LevelAt">Amplitude by harmonic number and Hz.</param>
internal sealed record BlownTone(Func<int, double, double> LevelAt)
{
    /// <summary>Time constant of the first harmonic's rise, and how much each further one adds.</summary>
    public double SpeakSeconds { get; init; } = 0.012;

    public double SpeakPerHarmonic { get; init; } = 0.003;

    /// <summary>Level of the onset's noise and its time constant.</summary>
    public double ChiffLevel { get; init; }

    public double ChiffSeconds { get; init; } = 0.03;

    /// <summary>Level of the noise that stays.</summary>
    public double BreathLevel { get; init; }

    /// <summary>Shape of both noises.</summary>
    public Func<double, double> Breath { get; init; } = hz => Spectrum.HighPass(hz, 300) * Spectrum.LowPass(hz, 4000, 1);

    /// <summary>
    /// Lines beside each harmonic, one step of the loop's grid away: unsteady breath. For loops so long that the step is some 5 Hz.
    /// </summary>
    public double Unsteadiness { get; init; }

    public double OnsetSeconds { get; init; } = 0.09;

    public int LoopPoints { get; init; } = 2048;

    public int Rate { get; init; } = 21000;

    public Tone Compute(int rootKey)
    {
        var tone = new LoopedTone(rootKey, LoopPoints, OnsetSeconds, Rate);
        for (var harmonic = 1; harmonic <= Math.Min(tone.Harmonics, 40); harmonic++)
        {
            var level = LevelAt(harmonic, harmonic * tone.KeyHz);
            var seconds = SpeakSeconds + (SpeakPerHarmonic * harmonic);
            tone.Partial(harmonic, 0, level, seconds);
            if (Unsteadiness > 0)
            {
                tone.Partial(harmonic - (1.0 / tone.Periods), 0, level * Unsteadiness, seconds);
                tone.Partial(harmonic + (1.0 / tone.Periods), 0, level * Unsteadiness, seconds);
            }
        }

        if (ChiffLevel > 0 || BreathLevel > 0)
        {
            tone.Noise(Breath, ChiffLevel, BreathLevel, ChiffSeconds);
        }

        return tone.Finish();
    }
}
