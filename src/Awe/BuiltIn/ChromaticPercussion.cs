namespace Awe.BuiltIn;

/// <summary>Programs 9-16: bars, plates and tubes with a pitch. A free bar sounds 1 : 2.76 : 5.40 : 8.93, as in the textbooks.</summary>
internal static class ChromaticPercussion
{
    private static readonly WaveSet s_celesta = new("Celesta", [74], new StruckBar(
        (1, 1, 2), (2, 0.06, 1), (4, 0.22, 0.5), (6.8, 0.06, 0.2))
    { KnockLevel = 0.05 }.Compute);

    private static readonly WaveSet s_glockenspiel = new("Glockenspiel", [84], new StruckBar(
        (1, 1, 2.5), (2.756, 0.4, 1.2), (5.404, 0.25, 0.5), (8.93, 0.12, 0.2))
    {
        KnockLowHz = 3000,
        KnockHighHz = 12000,
        Rate = 34000,
    }.Compute);

    private static readonly WaveSet s_musicBox = new("Music box", [76], new StruckBar(
        (1, 1, 2), (2, 0.25, 1.2), (3, 0.06, 1), (6.27, 0.3, 0.35), (9.1, 0.1, 0.12))
    {
        KnockLowHz = 2500,
        KnockHighHz = 9000,
        KnockLevel = 0.12,
    }.Compute);

    private static readonly WaveSet s_vibraphone = new("Vibraphone", [64], new StruckBar(
        (1, 1, 5), (3.98, 0.2, 1.2), (9.6, 0.08, 0.25))
    { FundamentalSeconds = 6, KnockHighHz = 2500, KnockLevel = 0.04 }.Compute);

    private static readonly WaveSet s_marimba = new("Marimba", [57], new StruckBar(
        (1, 1, 1), (3.94, 0.3, 0.18), (9.2, 0.12, 0.06))
    {
        FundamentalSeconds = 1.2,
        KnockHighHz = 1600,
        KnockLevel = 0.14,
        OnsetSeconds = 0.12,
    }.Compute);

    private static readonly WaveSet s_xylophone = new("Xylophone", [72], new StruckBar(
        (1, 1, 0.6), (3, 0.45, 0.25), (6.1, 0.25, 0.1), (10, 0.12, 0.05))
    {
        FundamentalSeconds = 0.7,
        KnockLowHz = 900,
        KnockHighHz = 7000,
        KnockLevel = 0.2,
        OnsetSeconds = 0.1,
    }.Compute);

    // The ear hears a chime's pitch an octave below its fourth mode, where nothing sounds: modes near 2 : 3 : 4.
    private static readonly WaveSet s_tubularBell = new("Tubular bell", [62], new StruckBar(
        (0.5, 0.12, 6), (1, 0.5, 6), (2, 1, 5), (2.99, 0.8, 4), (4.16, 0.55, 3), (5.44, 0.4, 1.8), (6.8, 0.25, 1), (8.25, 0.18, 0.6))
    {
        FundamentalSeconds = 6,
        OnsetSeconds = 0.25,
        LoopPoints = 8192,
        KnockLowHz = 1000,
        KnockLevel = 0.12,
        Rate = 22000,
    }.Compute);

    private static readonly Layer s_course = new(Guitars.SteelWaves)
    {
        LevelDb = -3,
        DecaySeconds = 3.5,
        DecayPerOctave = 1.5,
        ReleaseSeconds = 1.2,
        ReverbPercent = 18,
    };

    public static WaveSet VibraphoneWaves => s_vibraphone;

    public static WaveSet GlockenspielWaves => s_glockenspiel;

    public static WaveSet MusicBoxWaves => s_musicBox;

    public static Patch Celesta => new(new Layer(s_celesta) { DecaySeconds = 3, DecayPerOctave = 1.4, ReleaseSeconds = 0.6 });

    public static Patch Glockenspiel => new(new Layer(s_glockenspiel)
    {
        DecaySeconds = 4,
        DecayPerOctave = 1.5,
        ReleaseSeconds = 1.5,
        ReverbPercent = 20,
    });

    public static Patch MusicBox => new(new Layer(s_musicBox)
    {
        DecaySeconds = 3.5,
        DecayPerOctave = 1.4,
        ReleaseSeconds = 1.5,
        ReverbPercent = 20,
    });

    public static Patch Vibraphone => new(new Layer(s_vibraphone)
    {
        DecaySeconds = 7,
        DecayPerOctave = 1.5,
        ReleaseSeconds = 0.8,
        TremoloHz = 5.2,
        TremoloDb = 3,
        ReverbPercent = 20,
    });

    public static Patch Marimba => new(new Layer(s_marimba)
    {
        DecaySeconds = 1.6,
        DecayPerOctave = 1.6,
        ReleaseSeconds = 0.8,
        CutoffHz = 9000,
    });

    public static Patch Xylophone => new(new Layer(s_xylophone) { DecaySeconds = 0.9, DecayPerOctave = 1.4, ReleaseSeconds = 0.6 });

    public static Patch TubularBells => new(new Layer(s_tubularBell)
    {
        DecaySeconds = 8,
        DecayPerOctave = 1.3,
        ReleaseSeconds = 3,
        ReverbPercent = 25,
    });

    // Each course of a dulcimer is two strings or more, never quite in tune.
    public static Patch Dulcimer => new(s_course with { TuneCents = 4, Pan = -15 }, s_course with { TuneCents = -4, Pan = 15 });
}
