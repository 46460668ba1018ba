namespace Awe.BuiltIn;

/// <summary>Programs 41-52: the bowed family, alone and together, and what else stands among the strings.</summary>
internal static class Strings
{
    private static readonly WaveSet s_violin = new("Violin", [62, 79],
        Bowed(400, (280, 60, 0.8), (460, 100, 0.9), (1100, 500, 0.5), (2600, 1100, 0.9)).Compute);

    private static readonly WaveSet s_cello = new("Cello", [42, 57],
        Bowed(150, (110, 40, 0.7), (220, 80, 0.9), (600, 300, 0.6), (1500, 800, 0.6)).Compute);

    private static readonly WaveSet s_contrabass = new("Contrabass", [34],
        Bowed(90, (65, 30, 0.7), (130, 60, 0.9), (400, 250, 0.6), (1000, 600, 0.4)).Compute);

    private static readonly WaveSet s_section = new("String section", [44, 60, 77], root =>
        new LoopedTone(root, root is > 50 and < 70 ? 16384 : 8192, 0.05, root < 50 ? 18000 : 22000)
            .Ensemble(
                (n, hz) => Math.Pow(n, -0.9) * Spectrum.LowPass(hz, 5000)
                    * Spectrum.Formants(hz, 0.6, (300, 150, 0.5), (500, 250, 0.5), (2400, 1500, 0.7)),
                10,
                0.2,
                0.05)
            .Noise(hz => Spectrum.HighPass(hz, 1500) * Spectrum.LowPass(hz, 6000), 0.06, 0.01, 0.05)
            .Finish());

    private static readonly WaveSet s_pizzicato = new("Pizzicato", [46, 65], new StruckString
    {
        StrikeShare = 0.2,
        BrightnessHz = 1200,
        BrightnessPerHz = 2,
        DampingDbPerKhz = 45,
        BodyHz = 120,
        Body = [(280, 80, 1), (460, 120, 1), (1000, 500, 0.4)],
        KnockLevel = 0.2,
        KnockHighHz = 1500,
        OnsetSeconds = 0.12,
        LoopPoints = 512,
    }.Compute);

    private static readonly WaveSet s_harp = new("Harp", [52, 72], new StruckString
    {
        StrikeShare = 0.4,
        BrightnessHz = 1400,
        BrightnessPerHz = 2.4,
        Slope = 1,
        Stiffness = 0.00002,
        DampingDbPerKhz = 15,
        BodyHz = 90,
        KnockLevel = 0.06,
        KnockHighHz = 2000,
    }.Compute);

    // The membrane's modes in air, against the one that is heard as its pitch (Rossing): 1 : 1.5 : 2 : 2.44 : 2.9.
    private static readonly WaveSet s_timpani = new("Timpani", [45], new StruckBar(
        (0.85, 0.25, 0.3), (1, 1, 2.4), (1.5, 0.6, 1.8), (1.98, 0.35, 1.4), (2.44, 0.25, 0.9), (2.9, 0.15, 0.6), (3.4, 0.1, 0.4))
    {
        FundamentalSeconds = 2.6,
        KnockLowHz = 60,
        KnockHighHz = 700,
        KnockLevel = 0.35,
        KnockSeconds = 0.015,
        LoopPoints = 2048,
        Rate = 9000,
        OnsetSeconds = 0.4,
    }.Compute);

    private static readonly Layer s_solo = new(s_violin)
    {
        AttackSeconds = 0.06,
        ReleaseSeconds = 0.22,
        VibratoCents = 14,
        VibratoDelaySeconds = 0.35,
        CutoffHz = 9000,
        VelocityToCutoffCents = 3000,
        ReverbPercent = 20,
    };

    private static readonly Layer s_sectionLayer = new(s_section)
    {
        AttackSeconds = 0.12,
        ReleaseSeconds = 0.5,
        CutoffHz = 8000,
        VelocityToCutoffCents = 3000,
        ReverbPercent = 25,
    };

    public static Patch Violin => new(s_solo);

    public static Patch Viola => new(s_solo with { Waves = s_cello, CutoffHz = 7000 });

    public static Patch Cello => new(s_solo with { Waves = s_cello, VibratoCents = 11, AttackSeconds = 0.08 });

    public static Patch Contrabass => new(s_solo with { Waves = s_contrabass, VibratoCents = 7, AttackSeconds = 0.09, CutoffHz = 4000 });

    public static Patch Tremolo => new(s_sectionLayer with
    {
        AttackSeconds = 0.04,
        TremoloHz = 9.5,
        TremoloDb = 4.5,
        ReleaseSeconds = 0.35,
    });

    public static Patch Pizzicato => new(new Layer(s_pizzicato)
    {
        DecaySeconds = 0.75,
        DecayPerOctave = 1.5,
        ReleaseSeconds = 0.4,
        LevelDb = 3,
        CutoffHz = 6000,
        VelocityToCutoffCents = 3000,
        ReverbPercent = 22,
    });

    public static Patch Harp => new(new Layer(s_harp)
    {
        DecaySeconds = 4.5,
        DecayPerOctave = 1.5,
        ReleaseSeconds = 1.2,
        CutoffHz = 9000,
        VelocityToCutoffCents = 3000,
        ReverbPercent = 22,
    });

    public static Patch Timpani => new(new Layer(s_timpani)
    {
        DecaySeconds = 3,
        ReleaseSeconds = 1.6,
        CutoffHz = 5000,
        VelocityToCutoffCents = 4200,
        ReverbPercent = 22,
    });

    public static Patch Section => new(s_sectionLayer);

    public static Patch SlowSection => new(s_sectionLayer with { AttackSeconds = 0.35, CutoffHz = 5000, ReleaseSeconds = 0.8 });

    /// <summary>The section as a part of other patches.</summary>
    public static Layer SectionLayer => s_sectionLayer;

    /// <summary>The struck drum as a part of other patches.</summary>
    public static WaveSet TimpaniWaves => s_timpani;

    public static WaveSet ViolinWaves => s_violin;

    // The bow drags and slips: a sawtooth, coloured by the body's resonances, with the hair's noise above it.
    private static BlownTone Bowed(double lowestHz, params (double Hz, double WidthHz, double Level)[] body) => new((n, hz) =>
        Math.Pow(n, -1.0) * Spectrum.Formants(hz, 0.35, body) * Spectrum.LowPass(hz, 4500) * Spectrum.HighPass(hz, lowestHz * 0.6, 1))
    {
        SpeakSeconds = 0.025,
        SpeakPerHarmonic = 0.002,
        ChiffLevel = 0.08,
        ChiffSeconds = 0.04,
        BreathLevel = 0.012,
        Breath = hz => Spectrum.HighPass(hz, lowestHz * 4) * Spectrum.LowPass(hz, 6000, 1),
        OnsetSeconds = 0.1,
        LoopPoints = 2048,
    };
}
