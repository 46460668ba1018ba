namespace Awe.BuiltIn;

/// <summary>Programs 33-40.</summary>
internal static class Basses
{
    private static readonly WaveSet s_acoustic = new("Upright", [33, 48], new StruckString
    {
        StrikeShare = 0.2,
        BrightnessHz = 550,
        BrightnessPerHz = 1,
        Slope = 0.6,
        DampingDbPerKhz = 40,
        BodyHz = 60,
        Body = [(95, 50, 1), (210, 90, 0.6)],
        KnockLevel = 0.2,
        KnockLowHz = 60,
        KnockHighHz = 500,
        LoopPoints = 1024,
        Rate = 12000,
    }.Compute);

    private static readonly WaveSet s_finger = new("Finger bass", [31, 45], new StruckString
    {
        StrikeShare = 0.2,
        BrightnessHz = 800,
        BrightnessPerHz = 2,
        Slope = 0.5,
        DampingDbPerKhz = 22,
        BodyHz = 45,
        KnockLevel = 0.1,
        KnockHighHz = 900,
        LoopPoints = 1024,
        Rate = 12000,
    }.Compute);

    private static readonly WaveSet s_slap = new("Slap bass", [31, 45], new StruckString
    {
        StrikeShare = 0.06,
        BrightnessHz = 4000,
        BrightnessPerHz = 3,
        Slope = 0.4,
        DampingDbPerKhz = 12,
        BodyHz = 45,
        KnockLevel = 0.5,
        KnockLowHz = 900,
        KnockHighHz = 7000,
        KnockSeconds = 0.008,
        LoopPoints = 1024,
        Rate = 20000,
    }.Compute);

    // The finger on the wood lets the second to sixth harmonics bloom after the stroke.
    private static readonly WaveSet s_fretless = new("Fretless", [31, 45], new BlownTone((n, hz) =>
        Math.Pow(n, -0.8) * Spectrum.LowPass(hz, 900) * (n is > 1 and < 7 ? 1.3 : 1))
    {
        SpeakSeconds = 0.004,
        SpeakPerHarmonic = 0.028,
        ChiffLevel = 0.12,
        ChiffSeconds = 0.012,
        Breath = hz => Spectrum.LowPass(hz, 500),
        Rate = 11000,
        OnsetSeconds = 0.22,
        LoopPoints = 1024,
    }.Compute);

    private static readonly Layer s_layer = new(s_finger)
    {
        DecaySeconds = 6,
        DecayPerOctave = 1.3,
        ReleaseSeconds = 0.12,
        CutoffHz = 5000,
        VelocityToCutoffCents = 3600,
        ReverbPercent = 4,
    };

    public static Patch Acoustic => new(s_layer with { Waves = s_acoustic, DecaySeconds = 3, ReverbPercent = 8 });

    public static Patch Finger => new(s_layer);

    public static Patch Pick => new(s_layer with { Waves = s_slap, CutoffHz = 2600 });

    public static Patch Fretless => new(s_layer with
    {
        Waves = s_fretless,
        DecaySeconds = 8,
        VibratoCents = 9,
        VibratoDelaySeconds = 0.4,
        ChorusPercent = 15,
    });

    public static Patch Slap => new(s_layer with { Waves = s_slap, CutoffHz = 10000, DecaySeconds = 4 });

    public static Patch Pop => new(s_layer with
    {
        Waves = s_slap,
        CutoffHz = 14000,
        DecaySeconds = 3,
        EnvelopeToPitchCents = 25,
        EnvelopeDecaySeconds = 0.04,
    });

    public static Patch SynthSaw => new(s_layer with
    {
        Waves = Oscillators.Saw,
        CutoffHz = 350,
        ResonanceDb = 9,
        CutoffPerKey = 0.4,
        EnvelopeToCutoffCents = 3600,
        EnvelopeDecaySeconds = 0.5,
        DecaySeconds = 8,
        LevelDb = 4,
    });

    public static Patch SynthSquare => new(s_layer with
    {
        Waves = Oscillators.Square,
        CutoffHz = 600,
        ResonanceDb = 5,
        CutoffPerKey = 0.4,
        EnvelopeToCutoffCents = 2000,
        EnvelopeDecaySeconds = 0.18,
        DecaySeconds = 10,
        LevelDb = 3,
    });
}
