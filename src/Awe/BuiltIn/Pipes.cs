namespace Awe.BuiltIn;

/// <summary>Programs 73-80: air on an edge: few harmonics, much breath, a chiff before the tone.</summary>
internal static class Pipes
{
    private static readonly WaveSet s_flute = new("Flute", [67, 81], Edge(0.25, 0.035, 1, 0.42, 0.2, 0.1, 0.05, 0.025).Compute);

    private static readonly WaveSet s_recorder = new("Recorder", [72], Edge(0.3, 0.015, 1, 0.1, 0.28, 0.04, 0.08).Compute);

    private static readonly WaveSet s_pan = new("Pan flute", [67], Edge(0.9, 0.1, 1, 0.2, 0.2, 0.06, 0.03).Compute);

    private static readonly WaveSet s_ocarina = new("Ocarina", [72], (Edge(0.12, 0, 1, 0.05, 0.03) with { LoopPoints = 512 }).Compute);

    private static readonly Layer s_layer = new(s_flute)
    {
        AttackSeconds = 0.02,
        ReleaseSeconds = 0.14,
        VibratoCents = 9,
        VibratoDelaySeconds = 0.4,
        VibratoHz = 5.2,
        CutoffHz = 9000,
        VelocityToCutoffCents = 3600,
        ReverbPercent = 24,
    };

    public static WaveSet FluteWaves => s_flute;

    public static WaveSet PanWaves => s_pan;

    public static Patch Piccolo => new(s_layer with { CutoffHz = 14000, AttackSeconds = 0.012 });

    public static Patch Flute => new(s_layer with { TremoloHz = 5.2, TremoloDb = 0.8, TremoloDelaySeconds = 0.4 });

    public static Patch Recorder => new(s_layer with { Waves = s_recorder, VibratoCents = 4 });

    public static Patch PanFlute => new(s_layer with { Waves = s_pan, VibratoCents = 6, ReverbPercent = 28 });

    public static Patch Bottle => new(s_layer with { Waves = s_pan, CutoffHz = 1500, VibratoCents = 3 });

    public static Patch Shakuhachi => new(s_layer with
    {
        Waves = s_pan,
        CutoffHz = 12000,
        AttackSeconds = 0.005,
        VibratoCents = 18,
        VibratoDelaySeconds = 0.6,
        VibratoHz = 4.6,
        EnvelopeToPitchCents = -70,
        EnvelopeDecaySeconds = 0.12,
        ReverbPercent = 28,
    });

    public static Patch Whistle => new(s_layer with
    {
        Waves = s_ocarina,
        VibratoCents = 14,
        VibratoDelaySeconds = 0.25,
        EnvelopeToPitchCents = -40,
        EnvelopeDecaySeconds = 0.05,
    });

    public static Patch Ocarina => new(s_layer with { Waves = s_ocarina, VibratoCents = 7, AttackSeconds = 0.03 });

    private static BlownTone Edge(double chiff, double breath, params double[] harmonics) =>
        new((n, _) => n <= harmonics.Length ? harmonics[n - 1] : 0)
        {
            SpeakSeconds = 0.02,
            SpeakPerHarmonic = 0.006,
            ChiffLevel = chiff * 0.4,
            ChiffSeconds = 0.03,
            BreathLevel = breath,
            Breath = hz => Spectrum.HighPass(hz, 500) * Spectrum.LowPass(hz, 3500, 1) * (0.6 + Spectrum.Peak(hz, 1800, 1200)),
            Unsteadiness = 0.03,
            LoopPoints = 4096,
            Rate = 20000,
        };
}
