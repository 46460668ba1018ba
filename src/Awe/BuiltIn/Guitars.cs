namespace Awe.BuiltIn;

/// <summary>Programs 25-32: plucked by finger, pick and amplifier.</summary>
internal static class Guitars
{
    private static readonly (double, double, double)[] s_body = [(105, 40, 1.2), (210, 60, 1), (420, 150, 0.5)];

    private static readonly WaveSet s_nylon = new("Nylon", [43, 57, 72], new StruckString
    {
        StrikeShare = 0.22,
        BrightnessHz = 1500,
        BrightnessPerHz = 2,
        Slope = 0.9,
        Stiffness = 0.00002,
        Rate = 17000,
        DampingDbPerKhz = 26,
        Body = s_body,
        KnockLevel = 0.12,
        KnockLowHz = 90,
        KnockHighHz = 900,
    }.Compute);

    private static readonly WaveSet s_steel = new("Steel", [43, 57, 72], new StruckString
    {
        StrikeShare = 0.14,
        BrightnessHz = 4200,
        BrightnessPerHz = 1.5,
        Slope = 0.75,
        Stiffness = 0.00004,
        DampingDbPerKhz = 11,
        Body = s_body,
        KnockLevel = 0.12,
        KnockLowHz = 600,
        KnockHighHz = 6000,
        KnockSeconds = 0.005,
        Rate = 23000,
    }.Compute);

    // A magnetic pickup a quarter of the way up hears no fourth harmonic; no body colours it.
    private static readonly WaveSet s_electric = new("Electric", [43, 57, 72], new StruckString
    {
        StrikeShare = 0.25,
        BrightnessHz = 2800,
        BrightnessPerHz = 2,
        Slope = 0.7,
        Stiffness = 0.00003,
        DampingDbPerKhz = 9,
        BodyHz = 110,
        Body = [(2600, 1500, 0.6)],
        KnockLevel = 0.08,
        KnockLowHz = 800,
        KnockHighHz = 5000,
        KnockSeconds = 0.004,
    }.Compute);

    private static readonly WaveSet s_distortion = new("Distortion", [43, 57, 72], root => Amplified(root, 0.55, 4800, 0.09));

    public static WaveSet SteelWaves => s_steel;

    public static WaveSet NylonWaves => s_nylon;

    public static WaveSet DistortionWaves => s_distortion;

    private static readonly Layer s_electricLayer = new(s_electric)
    {
        DecaySeconds = 7,
        DecayPerOctave = 1.4,
        ReleaseSeconds = 0.15,
        CutoffHz = 7000,
        VelocityToCutoffCents = 3600,
    };

    public static Patch Nylon => new(new Layer(s_nylon)
    {
        DecaySeconds = 4.5,
        DecayPerOctave = 1.5,
        ReleaseSeconds = 0.25,
        CutoffHz = 2500,
        VelocityToCutoffCents = 3600,
        EnvelopeToCutoffCents = 2000,
        EnvelopeDecaySeconds = 1.8,
        ReverbPercent = 15,
    });

    public static Patch Steel => new(new Layer(s_steel)
    {
        DecaySeconds = 6.5,
        DecayPerOctave = 1.4,
        ReleaseSeconds = 0.25,
        CutoffHz = 3800,
        VelocityToCutoffCents = 3600,
        EnvelopeToCutoffCents = 2400,
        EnvelopeDecaySeconds = 2.5,
        ReverbPercent = 15,
    });

    public static Patch Jazz => new(s_electricLayer with
    {
        CutoffHz = 2200,
        VelocityToCutoffCents = 2400,
        CutoffPerKey = 0.4,
        DecaySeconds = 5,
    });

    public static Patch Clean => new(s_electricLayer with { ChorusPercent = 35 });

    public static Patch Muted => new(s_electricLayer with
    {
        CutoffHz = 3200,
        DecaySeconds = 0.55,
        DecayPerOctave = 1.2,
        ReleaseSeconds = 0.08,
        LevelDb = 2.5,
    });

    public static Patch Overdriven => new(new Layer(s_distortion)
    {
        CutoffHz = 2600,
        CutoffPerKey = 0.3,
        LevelDb = 2,
        DecaySeconds = 22,
        ReleaseSeconds = 0.12,
        VibratoCents = 6,
        VibratoDelaySeconds = 0.7,
        ReverbPercent = 15,
        ChorusPercent = 8,
    });

    public static Patch Distorted => new(new Layer(s_distortion)
    {
        DecaySeconds = 30,
        ReleaseSeconds = 0.12,
        VibratoCents = 8,
        VibratoDelaySeconds = 0.8,
        ReverbPercent = 15,
        ChorusPercent = 8,
    });

    public static Patch Flageolets => new(new Layer(ChromaticPercussion.VibraphoneWaves)
    {
        TuneCents = 1200,
        DecaySeconds = 5,
        DecayPerOctave = 1.3,
        ReleaseSeconds = 0.4,
        ChorusPercent = 15,
    });

    // Clipped strings: an almost flat spectrum through a loudspeaker that ends near the corner, grinding slightly against itself.
    private static Tone Amplified(int rootKey, double slope, double speakerHz, double grind)
    {
        var tone = new LoopedTone(rootKey, 2048, 0.08, 22000);
        for (var n = 1; n <= Math.Min(tone.Harmonics, 60); n++)
        {
            var hz = n * tone.KeyHz;
            var level = Math.Pow(n, -slope) * (n % 2 == 0 ? 0.7 : 1) * Spectrum.LowPass(hz, speakerHz, 3) * Spectrum.HighPass(hz, 130, 1)
                * Spectrum.Formants(hz, 0.7, (900, 700, 0.4), (2700, 1600, 0.8));
            tone.Partial(n, level * 1.3, level, 0.08);
            tone.Partial(n + (1.0 / tone.Periods), level * grind);
            tone.Partial(n - (2.0 / tone.Periods), level * grind * 0.6);
        }

        return tone.Noise(hz => Spectrum.HighPass(hz, 500) * Spectrum.LowPass(hz, speakerHz), 0.5, 0.01, 0.008).Finish();
    }
}
