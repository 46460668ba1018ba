namespace Awe.BuiltIn;

/// <summary>Programs 105-112: plucked, piped and bowed elsewhere.</summary>
internal static class Ethnic
{
    // The sloping bridge keeps feeding the high harmonics: they come after the stroke and stay.
    private static readonly WaveSet s_sitar = new("Sitar", [57], new BlownTone((n, hz) =>
        Math.Pow(n, -0.45) * Spectrum.Formants(hz, 0.4, (1500, 900, 0.8), (3200, 1400, 0.8)) * Spectrum.LowPass(hz, 6000))
    {
        SpeakSeconds = 0.001,
        SpeakPerHarmonic = 0.006,
        ChiffLevel = 0.5,
        ChiffSeconds = 0.006,
        Breath = hz => Spectrum.HighPass(hz, 1200),
        LoopPoints = 2048,
        OnsetSeconds = 0.18,
    }.Compute);

    private static readonly WaveSet s_banjo = new("Banjo", [53, 69], Skin(0.1, 3800, (500, 250, 1), (1500, 900, 0.8)).Compute);

    private static readonly WaveSet s_koto = new("Koto", [53, 69], new StruckString
    {
        StrikeShare = 0.1,
        BrightnessHz = 3200,
        Slope = 0.65,
        DampingDbPerKhz = 12,
        Body = [(350, 200, 0.8)],
        KnockLevel = 0.15,
        KnockLowHz = 700,
        KnockHighHz = 5000,
        KnockSeconds = 0.005,
        Stiffness = 0.00003,
    }.Compute);

    private static readonly WaveSet s_kalimba = new("Kalimba", [69],
        new StruckBar((1, 1, 1.5), (2, 0.08, 0.8), (5.4, 0.25, 0.12), (6.3, 0.1, 0.08))
        {
            FundamentalSeconds = 1.6,
            KnockHighHz = 2200,
            KnockLevel = 0.15,
        }.Compute);

    private static readonly WaveSet s_bagpipe = new("Chanter", [66], new BlownTone((n, hz) =>
        Math.Pow(n, -0.3) * Spectrum.Formants(hz, 0.35, (1100, 600, 0.9), (2600, 1200, 0.9)) * Spectrum.LowPass(hz, 6500))
    {
        SpeakSeconds = 0.005,
        SpeakPerHarmonic = 0.0005,
        BreathLevel = 0.008,
        OnsetSeconds = 0.04,
        LoopPoints = 1024,
    }.Compute);

    private static readonly Layer s_plucked = new(s_koto)
    {
        DecaySeconds = 4,
        DecayPerOctave = 1.4,
        ReleaseSeconds = 0.4,
        CutoffHz = 11000,
        VelocityToCutoffCents = 3600,
        ReverbPercent = 18,
    };

    public static Patch Sitar => new(s_plucked with
    {
        Waves = s_sitar,
        DecaySeconds = 5,
        ReleaseSeconds = 0.8,
        EnvelopeToPitchCents = 20,
        EnvelopeDecaySeconds = 0.08,
    });

    public static Patch Banjo => new(s_plucked with { Waves = s_banjo, DecaySeconds = 1.8, ReverbPercent = 12 });

    public static Patch Shamisen => new(s_plucked with
    {
        Waves = s_banjo,
        CutoffHz = 4500,
        ResonanceDb = 4,
        LevelDb = 2.5,
        DecaySeconds = 1.1,
        EnvelopeToPitchCents = 30,
        EnvelopeDecaySeconds = 0.04,
    });

    public static Patch Koto => new(s_plucked);

    public static Patch Kalimba => new(s_plucked with { Waves = s_kalimba, LevelDb = 2, DecaySeconds = 1.8, ReleaseSeconds = 1 });

    public static Patch Bagpipe => new(new Layer(s_bagpipe) { AttackSeconds = 0.01, ReleaseSeconds = 0.08 });

    public static Patch Fiddle => new(new Layer(Strings.ViolinWaves)
    {
        AttackSeconds = 0.025,
        ReleaseSeconds = 0.12,
        CutoffHz = 14000,
        VelocityToCutoffCents = 2400,
        VibratoCents = 8,
        VibratoDelaySeconds = 0.5,
        EnvelopeToPitchCents = -25,
        EnvelopeDecaySeconds = 0.05,
    });

    public static Patch Shanai => new(new Layer(Reeds.OboeWaves)
    {
        AttackSeconds = 0.015,
        ReleaseSeconds = 0.1,
        VibratoCents = 15,
        VibratoDelaySeconds = 0.3,
        EnvelopeToPitchCents = -50,
        EnvelopeDecaySeconds = 0.07,
    });

    // Strings over a stretched skin: loud at once, gone soon.
    private static StruckString Skin(double strikeShare, double brightnessHz, params (double, double, double)[] body) => new()
    {
        StrikeShare = strikeShare,
        BrightnessHz = brightnessHz,
        Slope = 0.45,
        DampingDbPerKhz = 14,
        BodyHz = 250,
        Body = body,
        KnockLevel = 0.35,
        KnockLowHz = 300,
        KnockHighHz = 4000,
        KnockSeconds = 0.006,
        Stiffness = 0.00003,
        LoopPoints = 1024,
    };
}
