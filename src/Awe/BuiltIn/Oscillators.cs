namespace Awe.BuiltIn;

/// <summary>The plain waveforms of analogue synthesizers, computed without the harmonics that would alias.</summary>
internal static class Oscillators
{
    // A root every octave or less: as many harmonics as the ear can use, and none that the next octave up would fold.
    private static readonly int[] s_roots = [28, 38, 48, 58, 67, 76, 86];

    public static readonly WaveSet Saw = new("Saw", s_roots, root => Wave(root, n => 1.0 / n));

    public static readonly WaveSet Square = new("Square", s_roots, root => Wave(root, n => n % 2 == 1 ? 1.0 / n : 0));

    public static readonly WaveSet Pulse = new("Pulse", s_roots, root => Wave(root, n => Math.Sin(Math.PI * n * 0.22) / n));

    public static readonly WaveSet Sine = new("Sine", [60], root => Wave(root, n => n == 1 ? 1 : 0));

    public static readonly WaveSet SawEnsemble = new("Saw ensemble", [45, 62, 79], root =>
        new LoopedTone(root, 8192, 0.01, root < 50 ? 18000 : 22000)
            .Ensemble((n, hz) => Math.Pow(n, -0.95) * Spectrum.LowPass(hz, 9000), 9).Finish());

    private static Tone Wave(int rootKey, Func<int, double> level)
    {
        var tone = new LoopedTone(rootKey, 512, 0.003, 30000);
        for (var n = 1; n <= tone.Harmonics; n++)
        {
            tone.Partial(n, level(n));
        }

        return tone.Finish();
    }
}
