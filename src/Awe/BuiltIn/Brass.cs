namespace Awe.BuiltIn;

/// <summary>Programs 57-64: lips and tubes. High harmonics speak late and grow with the stroke: that is the sound of brass.</summary>
internal static class Brass
{
    private static readonly WaveSet s_trumpet = new("Trumpet", [60, 74], Lips(1300, 2200, 0.008).Compute);

    private static readonly WaveSet s_muted = new("Muted trumpet", [66], new BlownTone((n, hz) =>
        Spectrum.HighPass(hz, 1100, 2) * Spectrum.Formants(hz, 0.15, (1600, 600, 1), (3200, 1500, 0.6)) * Spectrum.LowPass(hz, 6000, 3)
            * Math.Pow(n, -0.2))
    {
        SpeakSeconds = 0.01,
        SpeakPerHarmonic = 0.0015,
        ChiffLevel = 0.05,
        BreathLevel = 0.008,
        LoopPoints = 1024,
    }.Compute);

    private static readonly WaveSet s_trombone = new("Trombone", [45, 58], Lips(620, 1500, 0.012).Compute);

    private static readonly WaveSet s_tuba = new("Tuba", [38], Lips(260, 700, 0.018).Compute);

    private static readonly WaveSet s_horn = new("French horn", [46, 60], Lips(430, 800, 0.016).Compute);

    private static readonly WaveSet s_section = new("Brass section", [53, 72], root =>
        new LoopedTone(root, 4096, 0.06, 22000)
            .Ensemble((n, hz) => LipSpectrum(n, hz, 1000, 2400), 5, 0.1, 0.025)
            .Noise(hz => Spectrum.HighPass(hz, 400) * Spectrum.LowPass(hz, 3000), 0.06, 0.004, 0.03)
            .Finish());

    private static readonly Layer s_solo = new(s_trumpet)
    {
        AttackSeconds = 0.015,
        ReleaseSeconds = 0.12,
        CutoffHz = 6500,
        VelocityToCutoffCents = 4200,
        CutoffPerKey = 0.3,
        VibratoCents = 7,
        VibratoDelaySeconds = 0.6,
        ReverbPercent = 18,
        EnvelopeToPitchCents = -18,
        EnvelopeDecaySeconds = 0.06,
    };

    private static readonly Layer s_synth = new(Oscillators.SawEnsemble)
    {
        AttackSeconds = 0.02,
        ReleaseSeconds = 0.2,
        CutoffHz = 900,
        ResonanceDb = 3,
        CutoffPerKey = 0.5,
        VelocityToCutoffCents = 2400,
        EnvelopeToCutoffCents = 3600,
        EnvelopeAttackSeconds = 0.05,
        EnvelopeDecaySeconds = 0.9,
        EnvelopeSustain = 0.45,
        ReverbPercent = 18,
        ChorusPercent = 20,
    };

    public static WaveSet SectionWaves => s_section;

    public static Patch Trumpet => new(s_solo);

    public static Patch Trombone => new(s_solo with { Waves = s_trombone, AttackSeconds = 0.03, CutoffHz = 4500 });

    public static Patch Tuba => new(s_solo with { Waves = s_tuba, AttackSeconds = 0.04, CutoffHz = 2500, VibratoCents = 3 });

    public static Patch Muted => new(s_solo with { Waves = s_muted, CutoffHz = 9000 });

    public static Patch Horn => new(s_solo with
    {
        Waves = s_horn,
        AttackSeconds = 0.045,
        CutoffHz = 3200,
        ReverbPercent = 28,
        VibratoCents = 4,
        ReleaseSeconds = 0.2,
    });

    public static Patch Section => new(s_solo with
    {
        Waves = s_section,
        VibratoCents = 3,
        AttackSeconds = 0.02,
        ReverbPercent = 22,
        CutoffHz = 8000,
    });

    public static Patch Synth => new(s_synth);

    public static Patch SoftSynth => new(s_synth with
    {
        AttackSeconds = 0.05,
        CutoffHz = 700,
        EnvelopeToCutoffCents = 2400,
        EnvelopeAttackSeconds = 0.12,
        ChorusPercent = 35,
    });

    private static BlownTone Lips(double bellHz, double brightHz, double speakSeconds) =>
        new((n, hz) => LipSpectrum(n, hz, bellHz, brightHz))
        {
            SpeakSeconds = speakSeconds,
            SpeakPerHarmonic = speakSeconds * 0.35,
            ChiffLevel = 0.07,
            ChiffSeconds = 0.02,
            BreathLevel = 0.004,
            Breath = hz => Spectrum.HighPass(hz, bellHz * 0.5) * Spectrum.LowPass(hz, bellHz * 3),
            LoopPoints = 1024,
        };

    // Rising to the bell's cutoff, then falling steeply.
    private static double LipSpectrum(int n, double hz, double bellHz, double brightHz) =>
        Math.Pow(n, -0.35) * Spectrum.HighPass(hz, bellHz * 0.55, 1) * Spectrum.LowPass(hz, brightHz, 2.2)
            * Spectrum.Formants(hz, 0.7, (bellHz, bellHz, 0.7));
}
