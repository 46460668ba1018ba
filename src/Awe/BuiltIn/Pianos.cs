namespace Awe.BuiltIn;

/// <summary>Programs 1-8: hammered and plucked keyboards.</summary>
internal static class Pianos
{
    private static readonly WaveSet s_grand = new("Piano", [34, 50, 66, 82], root => new StruckString
    {
        BrightnessHz = 1700,
        BrightnessPerHz = 3.5,
        Slope = 0.8,
        Stiffness = root < 80 ? 0.00012 : 0.00004,
        DampingDbPerKhz = 20,
        Beating = root < 80 ? 0.2 : 0,
        KnockLevel = root > 70 ? 0.16 : 0.07,
        KnockHighHz = 1500,
        OnsetSeconds = root < 60 ? 0.35 : 0.22,
        LoopPoints = root < 80 ? 8192 : 2048,
        Rate = root < 40 ? 14000 : root < 80 ? 20000 : 26000,
    }.Compute(root));

    private static readonly WaveSet s_tine = new("Tine", [45, 69], new StruckBar(
        (1, 1, 4), (2, 0.32, 1.8), (3, 0.12, 0.9), (4, 0.06, 0.6), (6.2, 0.14, 0.16), (16.4, 0.05, 0.06))
    {
        FundamentalSeconds = 5,
        KnockHighHz = 1500,
        KnockLevel = 0.05,
    }.Compute);

    private static readonly WaveSet s_glassTine = new("Glass tine", [48, 70], new StruckBar(
        (1, 1, 4), (2, 0.2, 2.5), (3, 0.22, 2), (4, 0.05, 1.4), (5, 0.08, 1.2), (13, 0.1, 0.45), (14, 0.2, 0.55), (15, 0.1, 0.45))
    {
        FundamentalSeconds = 5,
        KnockLevel = 0.01,
    }.Compute);

    private static readonly WaveSet s_harpsichord = new("Harpsichord", [45, 62, 79], new StruckString
    {
        StrikeShare = 0.11,
        BrightnessHz = 6000,
        Slope = 0.35,
        Stiffness = 0.00002,
        DampingDbPerKhz = 5,
        BodyHz = 220,
        KnockLevel = 0.2,
        KnockLowHz = 1500,
        KnockHighHz = 8000,
        KnockSeconds = 0.004,
        Rate = 23000,
        LoopPoints = 1024,
    }.Compute);

    private static readonly WaveSet s_clavinet = new("Clavinet", [41, 62], new StruckString
    {
        StrikeShare = 0.07,
        BrightnessHz = 3800,
        Slope = 0.45,
        Stiffness = 0.00006,
        DampingDbPerKhz = 12,
        BodyHz = 150,
        Body = [(900, 500, 1.2), (2300, 900, 1)],
        KnockLevel = 0.12,
        KnockHighHz = 3000,
        KnockSeconds = 0.005,
        LoopPoints = 1024,
    }.Compute);

    private static readonly Layer s_grandLayer = new(s_grand)
    {
        DecaySeconds = 11,
        DecayPerOctave = 1.55,
        ReleaseSeconds = 0.3,
        CutoffHz = 2600,
        VelocityToCutoffCents = 3600,
        CutoffPerKey = 0.5,
        EnvelopeToCutoffCents = 2400,
        EnvelopeDecaySeconds = 5,
        ReverbPercent = 12,
    };

    public static WaveSet GlassTineWaves => s_glassTine;

    public static Patch Grand => new(s_grandLayer);

    public static Patch Bright => new(s_grandLayer with { CutoffHz = 7000, VelocityToCutoffCents = 3000, DecaySeconds = 9 });

    public static Patch ElectricGrand => new(
        s_grandLayer with { CutoffHz = 3500, ChorusPercent = 30, DecaySeconds = 8 },
        new Layer(s_tine) { LevelDb = -9, DecaySeconds = 6, DecayPerOctave = 1.4, ChorusPercent = 30 });

    public static Patch HonkyTonk => new(
        s_grandLayer with { TuneCents = 9, Pan = -35, CutoffHz = 5000, LevelDb = -3 },
        s_grandLayer with { TuneCents = -9, Pan = 35, CutoffHz = 5000, LevelDb = -3 });

    public static Patch Tines => new(new Layer(s_tine)
    {
        DecaySeconds = 9,
        DecayPerOctave = 1.5,
        CutoffHz = 6000,
        VelocityToCutoffCents = 4800,
        CutoffPerKey = 0.6,
        TremoloHz = 4.6,
        TremoloDb = 1.2,
        ChorusPercent = 15,
        ReleaseSeconds = 0.25,
    });

    public static Patch GlassTines => new(new Layer(s_glassTine)
    {
        DecaySeconds = 9,
        DecayPerOctave = 1.5,
        CutoffHz = 12000,
        VelocityToCutoffCents = 4200,
        CutoffPerKey = 0.5,
        ChorusPercent = 35,
        ReleaseSeconds = 0.3,
    });

    public static Patch Harpsichord => new(new Layer(s_harpsichord)
    {
        DecaySeconds = 5,
        DecayPerOctave = 1.4,
        ReleaseSeconds = 0.15,
        CutoffHz = 4000,
        EnvelopeToCutoffCents = 2600,
        EnvelopeDecaySeconds = 2.5,
        VelocityToCutoffCents = 600,
    });

    public static Patch Clavinet => new(new Layer(s_clavinet)
    {
        DecaySeconds = 4,
        DecayPerOctave = 1.4,
        ReleaseSeconds = 0.08,
        CutoffHz = 9000,
        VelocityToCutoffCents = 3600,
    });
}
