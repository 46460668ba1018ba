namespace Awe.BuiltIn;

/// <summary>Programs 113-120: percussion that is played by key.</summary>
internal static class Percussive
{
    private static readonly WaveSet s_tinkle = new("Tinkle bell", [84], new StruckBar(
        (1, 1, 1.5), (2.41, 0.5, 0.9), (3.9, 0.4, 0.6), (5.6, 0.25, 0.3)) { FundamentalSeconds = 1.6, Rate = 44000, KnockLowHz = 4000, KnockHighHz = 14000 }.Compute);

    private static readonly WaveSet s_agogo = new("Agogo", [72], new StruckBar((1, 1, 0.6), (1.47, 0.45, 0.5), (2.62, 0.7, 0.35), (4.1, 0.4, 0.2), (6.2, 0.2, 0.1))
    {
        FundamentalSeconds = 0.7, KnockLevel = 0.15, LoopPoints = 2048,
    }.Compute);

    // The octave and twelfth of a steel pan's note area swell a moment after the stroke.
    private static readonly WaveSet s_steelPan = new("Steel pan", [55, 69, 82], root => new LoopedTone(root, 2048, 0.4, 30000)
        .Partial(1, 1)
        .Partial(2, 0.25, 0.5, 0.05)
        .Partial(3, 0.5, 0.1, 0.12)
        .Partial(4.03, 0.3, 0.06, 0.1)
        .Partial(5.1, 0.15, 0, 0.06)
        .Partial(7.3, 0.08, 0, 0.04)
        .Noise(hz => Spectrum.HighPass(hz, 600) * Spectrum.LowPass(hz, 4000), 0.15, 0, 0.006)
        .Finish());

    private static readonly WaveSet s_woodBlock = new("Wood block", [72], _ => DrumSounds.WoodBlock(1));

    private static readonly WaveSet s_taiko = new("Taiko", [48], _ => DrumSounds.Skin(82, 1.4, 0.9, 0.6, 900, 48));

    private static readonly WaveSet s_reverseCymbal = new("Reverse cymbal", [60], root => new LoopedTone(root, 16384, 0.01, 30000)
        .Noise(hz => Spectrum.HighPass(hz, 2500, 1) * Spectrum.LowPass(hz, 12000), 1, 1, 1).Finish());

    private static readonly Layer s_layer = new(s_tinkle) { DecaySeconds = 2, ReleaseSeconds = 1, ReverbPercent = 22 };

    public static WaveSet CymbalNoise => s_reverseCymbal;

    public static Patch Tinkle => new(s_layer);

    public static Patch Agogo => new(s_layer with { Waves = s_agogo, DecaySeconds = 0.8 });

    public static Patch SteelPans => new(s_layer with { Waves = s_steelPan, DecaySeconds = 2.2, DecayPerOctave = 1.4, ReleaseSeconds = 0.5, CutoffHz = 9000 });

    public static Patch WoodBlock => new(s_layer with { Waves = s_woodBlock, DecaySeconds = 0 });

    public static Patch Taiko => new(s_layer with { Waves = s_taiko, DecaySeconds = 0, ReleaseSeconds = 2, CutoffHz = 6000 });

    public static Patch MelodicTom => new(s_layer with { Waves = Drums.TomWaves, DecaySeconds = 0, ReleaseSeconds = 1.5, CutoffHz = 7000 });

    public static Patch SynthDrum => new(s_layer with
    {
        Waves = Oscillators.Sine, DecaySeconds = 0.7, ReleaseSeconds = 0.6, EnvelopeToPitchCents = 1400, EnvelopeDecaySeconds = 0.22, TuneCents = -1200, LevelDb = 3,
    });

    public static Patch ReverseCymbal => new(s_layer with
    {
        Waves = s_reverseCymbal, IsFixedPitch = true, AttackSeconds = 1.6, DecaySeconds = 0.2, ReleaseSeconds = 0.15,
        CutoffHz = 1200, EnvelopeToCutoffCents = 4200, EnvelopeAttackSeconds = 1.6, EnvelopeDecaySeconds = 0.5,
    });
}
