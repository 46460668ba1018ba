namespace Awe.BuiltIn;

/// <summary>Programs 89-96: slow, wide beds of sound.</summary>
internal static class SynthPads
{
    // Wet glass rims: near-sines that wander.
    private static readonly WaveSet s_glass = new("Bowed glass", [67], root =>
        new LoopedTone(root, 8192, 0.02, 16000)
            .Ensemble((n, _) => n switch { 1 => 1, 2 => 0.25, 3 => 0.3, 4 => 0.06, 5 => 0.12, 7 => 0.05, _ => 0 }, 8).Finish());

    private static readonly WaveSet s_metal = new("Metal pad", [64], Metal);

    private static readonly Layer s_layer = new(Oscillators.SawEnsemble)
    {
        AttackSeconds = 0.4,
        ReleaseSeconds = 1.2,
        CutoffHz = 1600,
        VelocityToCutoffCents = 1200,
        CutoffPerKey = 0.5,
        ReverbPercent = 28,
        ChorusPercent = 35,
    };

    public static WaveSet GlassWaves => s_glass;

    public static WaveSet MetalWaves => s_metal;

    public static Layer Bed => s_layer;

    public static Patch NewAge => new(
        s_layer with { CutoffHz = 1400, LevelDb = 0 },
        new Layer(Pianos.GlassTineWaves) { DecaySeconds = 5, ReleaseSeconds = 1.5, LevelDb = -1, ReverbPercent = 30, ChorusPercent = 30 });

    public static Patch Warm => new(s_layer with { CutoffHz = 1000 });

    public static Patch Poly => new(s_layer with
    {
        AttackSeconds = 0.02,
        CutoffHz = 1800,
        ResonanceDb = 4,
        EnvelopeToCutoffCents = 1800,
        EnvelopeDecaySeconds = 1.2,
        EnvelopeSustain = 0.3,
        ReleaseSeconds = 0.7,
    });

    public static Patch Choir => new(
        Ensembles.ChoirLayer with { AttackSeconds = 0.35, ReleaseSeconds = 1.2, LevelDb = -2, ChorusPercent = 30 },
        s_layer with { CutoffHz = 1000, LevelDb = -8 });

    public static Patch Bowed => new(s_layer with { Waves = s_glass, CutoffHz = 6000, AttackSeconds = 0.5, VibratoCents = 5 });

    public static Patch Metallic => new(s_layer with { Waves = s_metal, CutoffHz = 7000, AttackSeconds = 0.25 });

    public static Patch Halo => new(
        Ensembles.ChoirLayer with { AttackSeconds = 0.5, ReleaseSeconds = 1.5, LevelDb = -4 },
        s_layer with
        {
            CutoffHz = 700,
            ResonanceDb = 8,
            EnvelopeToCutoffCents = 2600,
            EnvelopeAttackSeconds = 2.5,
            EnvelopeDecaySeconds = 3,
            EnvelopeSustain = 0.5,
            LevelDb = -3,
        });

    public static Patch Sweep => new(s_layer with
    {
        CutoffHz = 500,
        ResonanceDb = 12,
        EnvelopeToCutoffCents = 4200,
        EnvelopeAttackSeconds = 2.2,
        EnvelopeDecaySeconds = 4,
        EnvelopeSustain = 0.2,
        LevelDb = 3,
    });

    private static Tone Metal(int rootKey)
    {
        var tone = new LoopedTone(rootKey, 8192, 0.02, 20000);
        ReadOnlySpan<(double Ratio, double Level)> modes =
        [
            (1, 1), (2, 0.5), (2.76, 0.35), (3, 0.3), (4.07, 0.3), (5.4, 0.25), (6.1, 0.15), (8.2, 0.12),
        ];
        foreach (var (ratio, level) in modes)
        {
            tone.Partial(ratio, level);
            tone.Partial(ratio + (1.0 / tone.Periods), level * 0.5);
            tone.Partial(ratio - (1.0 / tone.Periods), level * 0.5);
        }

        return tone.Finish();
    }
}
