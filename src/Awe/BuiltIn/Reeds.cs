namespace Awe.BuiltIn;

/// <summary>Programs 65-72: single reeds on cones and a cylinder, double reeds.</summary>
internal static class Reeds
{
    private static readonly WaveSet s_highSax = new("High sax", [60, 74], Sax(750, 1500).Compute);

    private static readonly WaveSet s_lowSax = new("Low sax", [45, 58], Sax(480, 1150).Compute);

    private static readonly WaveSet s_oboe = new("Oboe", [64, 78], DoubleReed((1100, 500, 1.1), (2900, 900, 0.7)).Compute);

    private static readonly WaveSet s_bassoon = new("Bassoon", [41, 55], DoubleReed((460, 220, 1.3), (1150, 500, 0.4)).Compute);

    // A closed cylinder: odd harmonics, the even ones coming up with height.
    private static readonly WaveSet s_clarinet = new("Clarinet", [56, 74], new BlownTone((n, hz) =>
        (n % 2 == 1 ? 1 : Math.Min(0.7, 0.05 * n)) * Math.Pow(n, -0.75) * Spectrum.LowPass(hz, 2600))
    {
        SpeakSeconds = 0.018,
        SpeakPerHarmonic = 0.003,
        ChiffLevel = 0.03,
        BreathLevel = 0.006,
    }.Compute);

    private static readonly Layer s_layer = new(s_highSax)
    {
        AttackSeconds = 0.02,
        ReleaseSeconds = 0.12,
        CutoffHz = 6500,
        VelocityToCutoffCents = 3600,
        CutoffPerKey = 0.3,
        VibratoCents = 11,
        VibratoDelaySeconds = 0.45,
        ReverbPercent = 18,
    };

    public static WaveSet OboeWaves => s_oboe;

    public static Patch SopranoSax => new(s_layer with { CutoffHz = 8000 });

    public static Patch AltoSax => new(s_layer with { CutoffHz = 5500, EnvelopeToPitchCents = -15, EnvelopeDecaySeconds = 0.07 });

    public static Patch TenorSax => new(s_layer with { Waves = s_lowSax, EnvelopeToPitchCents = -18, EnvelopeDecaySeconds = 0.08 });

    public static Patch BaritoneSax => new(s_layer with { Waves = s_lowSax, CutoffHz = 4200, VibratoCents = 6 });

    public static Patch Oboe => new(s_layer with { Waves = s_oboe, CutoffHz = 8000, VibratoCents = 9 });

    public static Patch EnglishHorn => new(s_layer with { Waves = s_oboe, CutoffHz = 2600, VibratoCents = 9 });

    public static Patch Bassoon => new(s_layer with { Waves = s_bassoon, CutoffHz = 4500, VibratoCents = 5 });

    public static Patch Clarinet => new(s_layer with { Waves = s_clarinet, CutoffHz = 5500, VibratoCents = 2 });

    private static BlownTone Sax(double firstHz, double secondHz) => new((n, hz) =>
        Math.Pow(n, -0.8)
            * Spectrum.Formants(hz, 0.45, (firstHz, firstHz * 0.7, 0.8), (secondHz, secondHz * 0.6, 0.5), (3200, 1400, 0.35))
            * Spectrum.LowPass(hz, 4200))
    {
        SpeakSeconds = 0.012,
        SpeakPerHarmonic = 0.002,
        ChiffLevel = 0.12,
        ChiffSeconds = 0.025,
        BreathLevel = 0.02,
        Breath = hz => Spectrum.HighPass(hz, 900) * Spectrum.LowPass(hz, 5000, 1),
        LoopPoints = 2048,
    };

    private static BlownTone DoubleReed(params (double Hz, double WidthHz, double Level)[] formants) => new((n, hz) =>
        Math.Pow(n, -0.4) * Spectrum.Formants(hz, 0.16, formants) * Spectrum.LowPass(hz, 5000))
    {
        SpeakSeconds = 0.014,
        SpeakPerHarmonic = 0.0015,
        ChiffLevel = 0.04,
        BreathLevel = 0.006,
    };
}
