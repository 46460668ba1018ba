namespace Awe.BuiltIn;

/// <summary>Programs 113-120: percussion that is played by key.</summary>
internal static class Percussive
{
    private static readonly WaveSet s_agogo = new("Agogo", [72],
        new StruckBar((1, 1, 0.6), (1.47, 0.45, 0.5), (2.62, 0.7, 0.35), (4.1, 0.4, 0.2), (6.2, 0.2, 0.1))
        {
            FundamentalSeconds = 0.7,
            KnockLevel = 0.15,
            LoopPoints = 1024,
        }.Compute);

    // The octave and twelfth of a steel pan's note area swell a moment after the stroke.
    private static readonly WaveSet s_steelPan = new("Steel pan", [64], root => new LoopedTone(root, 1024, 0.25, 24000)
        .Partial(1, 1)
        .Partial(2, 0.25, 0.5, 0.05)
        .Partial(3, 0.5, 0.1, 0.12)
        .Partial(4.03, 0.3, 0.06, 0.1)
        .Partial(5.1, 0.15, 0, 0.06)
        .Partial(7.3, 0.08, 0, 0.04)
        .Noise(hz => Spectrum.HighPass(hz, 600) * Spectrum.LowPass(hz, 4000), 0.15, 0, 0.006)
        .Finish());

    private static readonly Layer s_layer = new(ChromaticPercussion.GlockenspielWaves)
    {
        DecaySeconds = 2,
        ReleaseSeconds = 1,
        ReverbPercent = 22,
    };

    public static WaveSet AgogoWaves => s_agogo;

    public static Patch Tinkle => new(s_layer with { TuneCents = 700 }, s_layer with { TuneCents = 1210, LevelDb = -5 });

    public static Patch Agogo => new(s_layer with { Waves = s_agogo, DecaySeconds = 0.8 });

    public static Patch SteelPans => new(s_layer with
    {
        Waves = s_steelPan,
        DecaySeconds = 2.2,
        DecayPerOctave = 1.4,
        ReleaseSeconds = 0.5,
        CutoffHz = 9000,
    });

    public static Patch WoodBlock => new(s_layer with { Waves = Drums.BlockWaves, DecaySeconds = 0, LevelDb = -3 });

    public static Patch Taiko => new(s_layer with
    {
        Waves = Drums.TomWaves,
        TuneCents = -700,
        DecaySeconds = 0,
        ReleaseSeconds = 2,
        CutoffHz = 3500,
        ReverbPercent = 28,
        LevelDb = -4,
    });

    public static Patch MelodicTom => new(s_layer with
    {
        Waves = Drums.TomWaves,
        DecaySeconds = 0,
        ReleaseSeconds = 1.5,
        CutoffHz = 7000,
        LevelDb = -4,
    });

    public static Patch SynthDrum => new(s_layer with
    {
        Waves = Oscillators.Sine,
        DecaySeconds = 0.7,
        ReleaseSeconds = 0.6,
        EnvelopeToPitchCents = 1400,
        EnvelopeDecaySeconds = 0.22,
        TuneCents = -1200,
        LevelDb = 3,
    });

    public static Patch ReverseCymbal => new(s_layer with
    {
        Waves = Drums.CrashWaves,
        IsFixedPitch = true,
        LevelDb = 6,
        AttackSeconds = 1.6,
        DecaySeconds = 0.2,
        ReleaseSeconds = 0.15,
        CutoffHz = 1200,
        EnvelopeToCutoffCents = 4200,
        EnvelopeAttackSeconds = 1.6,
        EnvelopeDecaySeconds = 0.5,
    });
}
