namespace Awe.BuiltIn;

/// <summary>Programs 81-88: voices for melodies that make no secret of being electronic.</summary>
internal static class SynthLeads
{
    private static readonly Layer s_layer = new(Oscillators.Square)
    {
        AttackSeconds = 0.004,
        ReleaseSeconds = 0.1,
        CutoffHz = 6000,
        ResonanceDb = 2,
        VelocityToCutoffCents = 2400,
        CutoffPerKey = 0.4,
        VibratoCents = 7,
        VibratoDelaySeconds = 0.5,
        ReverbPercent = 14,
        ChorusPercent = 12,
    };

    private static readonly Layer s_saw = s_layer with { Waves = Oscillators.Saw };

    public static Patch Square => new(s_layer);

    public static Patch Saw => new(s_saw with { TuneCents = 5, LevelDb = -3 }, s_saw with { TuneCents = -5, LevelDb = -3 });

    public static Patch Calliope => new(
        s_layer with { Waves = Pipes.FluteWaves, AttackSeconds = 0.015, CutoffHz = 12000 },
        s_layer with { TuneCents = 1200, LevelDb = -14, CutoffHz = 4000 });

    public static Patch Chiff => new(
        s_layer with { Waves = Oscillators.Pulse, LevelDb = 0, CutoffHz = 3500 },
        s_layer with { Waves = Pipes.PanWaves, LevelDb = -3, DecaySeconds = 0.25 });

    public static Patch Charang => new(
        new Layer(Guitars.DistortionWaves) { LevelDb = -3, DecaySeconds = 25, ReleaseSeconds = 0.12, ChorusPercent = 12 },
        s_saw with { LevelDb = -6, TuneCents = 6 });

    public static Patch Voice => new(
        Ensembles.ChoirLayer with { AttackSeconds = 0.04, LevelDb = -2, VibratoCents = 12 },
        s_layer with { LevelDb = -10, CutoffHz = 2500 });

    public static Patch Fifths => new(s_saw with { LevelDb = -3 }, s_saw with { TuneCents = 702, LevelDb = -5 });

    public static Patch BassAndLead => new(
        s_saw with { CutoffHz = 2500, ResonanceDb = 6, EnvelopeToCutoffCents = 2400, EnvelopeDecaySeconds = 0.4, LevelDb = -2 },
        s_layer with { TuneCents = -1200, CutoffHz = 1500, LevelDb = -4 });
}
