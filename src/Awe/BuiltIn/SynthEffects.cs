namespace Awe.BuiltIn;

/// <summary>Programs 97-104: scenes rather than instruments.</summary>
internal static class SynthEffects
{
    private static readonly Layer s_bell = new(Pianos.GlassTineWaves)
    {
        DecaySeconds = 4,
        ReleaseSeconds = 1.5,
        ReverbPercent = 30,
        ChorusPercent = 30,
    };

    public static Patch Rain => new(
        s_bell with { Waves = ChromaticPercussion.MusicBoxWaves, LevelDb = 1, DecaySeconds = 2.5, TremoloHz = 7, TremoloDb = 5 },
        SynthPads.Bed with { CutoffHz = 1800, LevelDb = -3, TremoloHz = 3.5, TremoloToCutoffCents = 900 });

    public static Patch Soundtrack => new(
        SynthPads.Bed with
        {
            CutoffHz = 900,
            EnvelopeToCutoffCents = 2400,
            EnvelopeAttackSeconds = 1,
            EnvelopeDecaySeconds = 3,
            EnvelopeSustain = 0.4,
            LevelDb = -3,
        },
        SynthPads.Bed with { TuneCents = 702, CutoffHz = 1200, LevelDb = -6 });

    public static Patch Crystal =>
        new(s_bell with { Waves = ChromaticPercussion.GlockenspielWaves, LevelDb = -1 }, s_bell with { TuneCents = 6, LevelDb = -4 });

    public static Patch Atmosphere => new(
        new Layer(Guitars.NylonWaves) { DecaySeconds = 4, ReleaseSeconds = 1, LevelDb = -1, ReverbPercent = 28 },
        SynthPads.Bed with { CutoffHz = 1200, LevelDb = -6 });

    public static Patch Brightness => new(
        s_bell with { LevelDb = -3 },
        SynthPads.Bed with { AttackSeconds = 0.03, CutoffHz = 5000, LevelDb = -5 },
        Ensembles.ChoirLayer with { AttackSeconds = 0.05, LevelDb = -8 });

    public static Patch Goblins => new(
        SynthPads.Bed with
        {
            Waves = SynthPads.MetalWaves,
            AttackSeconds = 0.9,
            CutoffHz = 2500,
            TremoloHz = 0.6,
            TremoloToPitchCents = 30,
            LevelDb = -2,
        },
        SynthPads.Bed with { TuneCents = -1200, CutoffHz = 800, TremoloHz = 4, TremoloToCutoffCents = 1800, LevelDb = -5 });

    // An echo without a delay line: later copies of the same note.
    public static Patch Echoes => new(
        s_bell with { Waves = Oscillators.Pulse, DecaySeconds = 1.2, CutoffHz = 4000, LevelDb = 2 },
        s_bell with { Waves = Oscillators.Pulse, DecaySeconds = 1.2, CutoffHz = 2500, LevelDb = -4, DelaySeconds = 0.28, Pan = -50 },
        s_bell with { Waves = Oscillators.Pulse, DecaySeconds = 1.2, CutoffHz = 1500, LevelDb = -9, DelaySeconds = 0.56, Pan = 50 });

    public static Patch SciFi => new(
        SynthPads.Bed with
        {
            Waves = SynthPads.GlassWaves,
            AttackSeconds = 0.1,
            CutoffHz = 5000,
            TremoloHz = 5.5,
            TremoloToPitchCents = 35,
            LevelDb = -2,
        },
        SynthPads.Bed with
        {
            TuneCents = 1200,
            CutoffHz = 900,
            ResonanceDb = 10,
            TremoloHz = 1.2,
            TremoloToCutoffCents = 2400,
            LevelDb = -6,
        });
}
