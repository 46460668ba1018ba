namespace Awe.BuiltIn;

/// <summary>Programs 51-56: synthesizer strings, voices and the orchestra's one stroke.</summary>
internal static class Ensembles
{
    private static readonly WaveSet s_aah = new("Choir aah", [50, 62, 75], root => Sing(
        root, 8192, 14, 0.03, (800, 140, 1), (1150, 160, 0.55), (2850, 220, 0.16), (3600, 300, 0.12), (4700, 400, 0.04)));

    private static readonly WaveSet s_ooh = new("Voice ooh", [53, 70], root => Sing(
        root, 4096, 8, 0.02, (360, 130, 1), (780, 150, 0.28), (2500, 250, 0.03), (3300, 300, 0.02)));

    private static readonly Layer s_synth = new(Oscillators.SawEnsemble)
    {
        AttackSeconds = 0.08,
        ReleaseSeconds = 0.5,
        CutoffHz = 4200,
        VelocityToCutoffCents = 2400,
        CutoffPerKey = 0.3,
        ReverbPercent = 20,
        ChorusPercent = 30,
    };

    private static readonly Layer s_choir = new(s_aah)
    {
        AttackSeconds = 0.12,
        ReleaseSeconds = 0.45,
        VibratoCents = 5,
        VibratoHz = 5,
        VibratoDelaySeconds = 0.4,
        ReverbPercent = 28,
    };

    public static Layer ChoirLayer => s_choir;

    public static Patch SynthStrings => new(s_synth);

    public static Patch SlowSynthStrings => new(s_synth with
    {
        AttackSeconds = 0.3,
        CutoffHz = 2600,
        ReleaseSeconds = 0.9,
        ChorusPercent = 45,
    });

    public static Patch Choir => new(s_choir);

    public static Patch Ooh => new(s_choir with { Waves = s_ooh, AttackSeconds = 0.08, VibratoCents = 8 });

    public static Patch SynthVoice => new(s_choir with
    {
        Waves = s_ooh,
        AttackSeconds = 0.05,
        ChorusPercent = 40,
        VibratoCents = 10,
        VibratoDelaySeconds = 0.2,
        TuneCents = 4,
    });

    public static Patch Hit => new(
        Strings.SectionLayer with { AttackSeconds = 0.002, CutoffHz = 12000, DecaySeconds = 1.1, ReleaseSeconds = 0.7, LevelDb = -3 },
        new Layer(Brass.SectionWaves) { DecaySeconds = 0.9, ReleaseSeconds = 0.6, TuneCents = -1200, LevelDb = -4, ReverbPercent = 25 },
        new Layer(Strings.TimpaniWaves) { DecaySeconds = 1.4, ReleaseSeconds = 1.2, TuneCents = -1200, ReverbPercent = 25 });

    // A glottis falls by 12 dB an octave less what the lips radiate; the mouth's formants stand still whatever the key.
    private static Tone Sing(int rootKey, int loopPoints, double spreadCents, double breath,
        params (double Hz, double WidthHz, double Level)[] mouth) =>
        new LoopedTone(rootKey, loopPoints, 0.05, 18000)
            .Ensemble((n, hz) => Math.Pow(n, -0.6) * Spectrum.Formants(hz, 0.025, mouth), spreadCents, 0.3, 0.03)
            .Noise(hz => Spectrum.Formants(hz, 0.02, mouth) * Spectrum.HighPass(hz, 500), breath * 1.5, breath * 0.3, 0.03)
            .Finish();
}
