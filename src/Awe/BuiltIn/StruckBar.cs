namespace Awe.BuiltIn;

/// <summary>
/// A bar, bell or tine: a handful of modes, each with its own ratio to the key, level and life. The mode at ratio 1 stays on
/// into the loop; the others die away before it, as they do.
/// </summary>
internal sealed record StruckBar(params (double Ratio, double Level, double DecaySeconds)[] Modes)
{
    /// <summary>Life of the fundamental, which the bank's volume envelope carries; the others are heard against it.</summary>
    public double FundamentalSeconds { get; init; } = 3;

    public double KnockLevel { get; init; } = 0.08;

    public double KnockLowHz { get; init; } = 400;

    public double KnockHighHz { get; init; } = 5000;

    public double KnockSeconds { get; init; } = 0.006;

    public double OnsetSeconds { get; init; } = 0.14;

    public int LoopPoints { get; init; } = 512;

    public int Rate { get; init; } = 22000;

    public Tone Compute(int rootKey)
    {
        var tone = new LoopedTone(rootKey, LoopPoints, OnsetSeconds, Rate);
        foreach (var (ratio, level, decaySeconds) in Modes)
        {
            // Both lose 60 dB in their time; the difference of the two rates remains for the sample to show.
            var lossDb = Math.Max(0, 60 * ((1 / decaySeconds) - (1 / FundamentalSeconds)) * OnsetSeconds);
            var seconds = lossDb > 0.1 ? Math.Min(OnsetSeconds, OnsetSeconds * 8.7 / lossDb) : OnsetSeconds;
            tone.Partial(ratio, level, level * Math.Pow(10, -lossDb / 20), seconds);
        }

        return tone.Noise(KnockBand, KnockLevel, 0, KnockSeconds).Finish();
    }

    private double KnockBand(double hz) => Spectrum.HighPass(hz, KnockLowHz, 2) * Spectrum.LowPass(hz, KnockHighHz, 2);
}
