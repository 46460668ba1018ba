namespace Awe.BuiltIn;

/// <summary>Programs 17-24: pipes, tone wheels and free reeds.</summary>
internal static class Organs
{
    // Pitches of a tone wheel organ's nine drawbars against the 8' one.
    private static readonly double[] s_drawbarRatios = [0.5, 1.5, 1, 2, 3, 4, 5, 6, 8];

    private static readonly WaveSet s_drawbars = new("Drawbars", [40, 58, 76], root => Drawbars(root, "888530004", 0.3));

    private static readonly WaveSet s_fullDrawbars = new("Full drawbars", [40, 58, 76], root => Drawbars(root, "888876668", 0.6));

    private static readonly WaveSet s_percussion = new("Organ percussion", [64], new StruckBar((1, 0.3, 1), (2, 1, 1), (3, 0.9, 1))
    {
        FundamentalSeconds = 1,
        OnsetSeconds = 0.02,
    }.Compute);

    private static readonly WaveSet s_church = new("Principal", [40, 56, 74], root =>
        new LoopedTone(root, 2048, 0.08, root < 50 ? 18000 : 26000)
            .Ensemble((n, hz) => PipeStops(n) * Spectrum.LowPass(hz, 5500), 3, 0.3, 0.03)
            .Noise(hz => Spectrum.Peak(hz, 2500, 2500), 0.25, 0.004, 0.03)
            .Finish());

    private static readonly WaveSet s_reed = new("Free reed", [46, 60, 76], new BlownTone((n, hz) =>
        Math.Pow(n, -0.75) * (n % 2 == 0 ? 0.75 : 1) * Spectrum.Formants(hz, 0.5, (1100, 900, 0.8), (2600, 1200, 0.5))
            * Spectrum.LowPass(hz, 5000))
    {
        SpeakSeconds = 0.02,
        SpeakPerHarmonic = 0.001,
        BreathLevel = 0.01,
        OnsetSeconds = 0.06,
        LoopPoints = 1024,
    }.Compute);

    private static readonly Layer s_reedLayer = new(s_reed) { AttackSeconds = 0.02, ReleaseSeconds = 0.12 };

    public static Patch Drawbar => new(new Layer(s_drawbars)
    {
        ReleaseSeconds = 0.06,
        TremoloHz = 6.1,
        TremoloToPitchCents = 6,
        TremoloDb = 0.7,
        ChorusPercent = 25,
    });

    public static Patch Percussive => new(
        new Layer(s_drawbars) { ReleaseSeconds = 0.06, ChorusPercent = 25, LevelDb = -2 },
        new Layer(s_percussion) { DecaySeconds = 0.7, ReleaseSeconds = 0.06, LevelDb = -2 });

    public static Patch Rock => new(new Layer(s_fullDrawbars)
    {
        ReleaseSeconds = 0.06,
        TremoloHz = 6.6,
        TremoloToPitchCents = 11,
        TremoloDb = 1.6,
        ChorusPercent = 30,
        CutoffHz = 9000,
    });

    public static Patch Church => new(new Layer(s_church) { AttackSeconds = 0.03, ReleaseSeconds = 0.5, ReverbPercent = 30 });

    public static Patch Reed => new(s_reedLayer with { AttackSeconds = 0.05, CutoffHz = 5000, TremoloHz = 5.2, TremoloDb = 0.8 });

    public static Patch Accordion => new(
        s_reedLayer with { TuneCents = 8, Pan = -20, LevelDb = -4.5 },
        s_reedLayer with { TuneCents = -7, Pan = 20, LevelDb = -4.5 });

    public static Patch Harmonica => new(s_reedLayer with
    {
        AttackSeconds = 0.04,
        CutoffHz = 6000,
        VelocityToCutoffCents = 3600,
        TremoloHz = 5.4,
        TremoloDb = 1,
        TremoloDelaySeconds = 0.4,
        VibratoCents = 8,
    });

    public static Patch Bandoneon => new(
        s_reedLayer with { TuneCents = 2, LevelDb = -2 },
        s_reedLayer with { TuneCents = 1201, LevelDb = -7, CutoffHz = 6000 });

    private static Tone Drawbars(int rootKey, string registration, double click)
    {
        var tone = new LoopedTone(rootKey, 1024, 0.02, 30000, periodsStep: 2);
        for (var bar = 0; bar < s_drawbarRatios.Length; bar++)
        {
            // Each of the eight marks of a drawbar is 3 dB.
            var mark = registration[bar] - '0';
            tone.Partial(s_drawbarRatios[bar], mark == 0 ? 0 : Math.Pow(10, (mark - 8) * 3 / 20.0));
        }

        // A tone wheel leaks its neighbours, and its key contact clicks.
        return tone.Partial(7, 0.01).Partial(12, 0.012).Noise(hz => Spectrum.HighPass(hz, 800), click, 0, 0.004).Finish();
    }

    // 8' and 4' principals, a 2 2/3' and a 2', each a short harmonic series.
    private static double PipeStops(int n) => Stop(n, 1, 1) + Stop(n, 2, 0.8) + Stop(n, 3, 0.35) + Stop(n, 4, 0.5) + Stop(n, 8, 0.2);

    private static double Stop(int harmonic, int ratio, double level) =>
        harmonic % ratio == 0 ? level * Math.Pow(harmonic / (double)ratio, -1.7) : 0;
}
