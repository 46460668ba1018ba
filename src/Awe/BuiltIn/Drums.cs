namespace Awe.BuiltIn;

/// <summary>The drum kits: the percussion keys 35-81 of General MIDI, and the room, power, jazz and brush relatives of that kit.</summary>
internal static class Drums
{
    private const int Hats = 1;
    private const int Whistles = 2;
    private const int Guiros = 3;
    private const int Cuicas = 4;
    private const int Triangles = 5;

    private static readonly WaveSet s_kick = Sound("Kick", () => DrumSounds.Kick(52, 190, 0.42, 0.5));
    private static readonly WaveSet s_snare = Sound("Snare", () => DrumSounds.Snare(185, 0.9, 0.3, 12));
    private static readonly WaveSet s_hat = Sound("Hat", () => DrumSounds.Hat(0.26, 14));
    private static readonly WaveSet s_pedalHat = Sound("Pedal hat", () => DrumSounds.Shaker(0.12, 4000, 0.004, 15));
    private static readonly WaveSet s_crash = Sound("Crash", () => DrumSounds.Cymbal(410, 0.6, 1, 16384));
    private static readonly WaveSet s_ride = Sound("Ride", () => DrumSounds.Cymbal(620, 1.8, 0.35, 8192));
    private static readonly WaveSet s_stick = Sound("Side stick", DrumSounds.SideStick);
    private static readonly WaveSet s_clap = Sound("Hand clap", DrumSounds.Clap);
    private static readonly WaveSet s_tambourine = Sound("Tambourine", DrumSounds.Tambourine);
    private static readonly WaveSet s_cowBell = Sound("Cow bell", DrumSounds.CowBell);
    private static readonly WaveSet s_vibraSlap = Sound("Vibra slap", DrumSounds.VibraSlap);
    private static readonly WaveSet s_conga = Sound("Conga", () => DrumSounds.Skin(215, 1.06, 0.42, 0.4, 1000, 60));
    private static readonly WaveSet s_slappedConga = Sound("Slapped conga", () => DrumSounds.Skin(260, 1.05, 0.16, 1.4, 1500, 60));
    private static readonly WaveSet s_timbale = Sound("Timbale", () => DrumSounds.Skin(330, 1.03, 0.4, 0.9, 2600, 60));
    private static readonly WaveSet s_cabasa = Sound("Cabasa", () => DrumSounds.Shaker(0.1, 5500, 0.012, 16));
    private static readonly WaveSet s_maracas = Sound("Maracas", () => DrumSounds.Shaker(0.07, 4500, 0.006, 17));
    private static readonly WaveSet s_whistle = Sound("Whistle", DrumSounds.Whistle);
    private static readonly WaveSet s_guiro = Sound("Guiro", () => DrumSounds.Guiro(0.3, 20));
    private static readonly WaveSet s_claves = Sound("Claves", DrumSounds.Claves);
    private static readonly WaveSet s_block = new("Block", [72], _ => DrumSounds.WoodBlock(1));
    private static readonly WaveSet s_cuica = Sound("Cuica", () => DrumSounds.Cuica(380, 620, 0.3));
    private static readonly WaveSet s_triangle = new("Triangle", [84], _ => DrumSounds.Triangle());

    private static readonly WaveSet s_tom = new("Tom", [60], _ => DrumSounds.Skin(130.8, 1.35, 0.75, 0.5, 900, 60));

    private static readonly Layer[] s_standard =
    [
        Hit(35, s_kick) with { TuneCents = -150, CutoffHz = 1500, LevelDb = -1, ReverbPercent = 4 },
        Hit(36, s_kick) with { LevelDb = 0, ReverbPercent = 4 },
        Hit(37, s_stick) with { LevelDb = -2 },
        Hit(38, s_snare) with { LevelDb = -1 },
        Hit(39, s_clap) with { Pan = 10, LevelDb = -3 },
        Hit(40, s_snare) with { TuneCents = 350, LevelDb = -1 },
        Tom(41, -900, 45),
        Ring(42, s_hat, 0.07) with { ExclusiveClass = Hats, LevelDb = -5, Pan = -25 },
        Tom(43, -600, 30),
        Hit(44, s_pedalHat) with { ExclusiveClass = Hats, LevelDb = -8, Pan = -25 },
        Tom(45, -300, 15),
        Ring(46, s_hat, 0.9) with { ExclusiveClass = Hats, LevelDb = -5, Pan = -25 },
        Tom(47, 0, -5),
        Tom(48, 300, -20),
        Ring(49, s_crash, 2.6) with { Pan = -30, LevelDb = -2 },
        Tom(50, 600, -35),
        Ring(51, s_ride, 2.4) with { Pan = 30, LevelDb = -6 },
        Ring(52, s_crash, 1.8) with { TuneCents = -350, Pan = 35, LevelDb = -2 },
        Ring(53, s_ride, 1.6) with { TuneCents = 500, Pan = 30, LevelDb = -5, CutoffHz = 7000 },
        Hit(54, s_tambourine) with { Pan = 20, LevelDb = -5 },
        Ring(55, s_crash, 0.8) with { TuneCents = 500, Pan = -15, LevelDb = -3 },
        Hit(56, s_cowBell) with { Pan = 20, LevelDb = -4 },
        Ring(57, s_crash, 2.3) with { TuneCents = 200, Pan = 30, LevelDb = -2 },
        Hit(58, s_vibraSlap) with { Pan = -30, LevelDb = -5 },
        Ring(59, s_ride, 2) with { TuneCents = 150, Pan = 25, LevelDb = -6 },
        Hit(60, s_conga) with { TuneCents = 1300, Pan = 40, LevelDb = -2 },
        Hit(61, s_conga) with { TuneCents = 850, Pan = 40, LevelDb = -2 },
        Hit(62, s_slappedConga) with { TuneCents = 200, Pan = -30, LevelDb = -2 },
        Hit(63, s_conga) with { TuneCents = 300, Pan = -30, LevelDb = -1 },
        Hit(64, s_conga) with { TuneCents = -200, Pan = -30, LevelDb = -1 },
        Hit(65, s_timbale) with { TuneCents = 300, Pan = 25, LevelDb = -2 },
        Hit(66, s_timbale) with { TuneCents = -200, Pan = 25, LevelDb = -2 },
        Ring(67, Percussive.AgogoWaves, 0.6) with { TuneCents = 1200, Pan = -35, LevelDb = -5 },
        Ring(68, Percussive.AgogoWaves, 0.6) with { TuneCents = 700, Pan = -35, LevelDb = -5 },
        Hit(69, s_cabasa) with { Pan = -35, LevelDb = -7 },
        Hit(70, s_maracas) with { Pan = 35, LevelDb = -7 },
        Ring(71, s_whistle, 0.12) with { ExclusiveClass = Whistles, Pan = 35, LevelDb = 1 },
        Ring(72, s_whistle, 0.9) with { ExclusiveClass = Whistles, Pan = 35, LevelDb = -1 },
        Ring(73, s_guiro, 0.12) with { TuneCents = 300, ExclusiveClass = Guiros, Pan = 35, LevelDb = 2 },
        Hit(74, s_guiro) with { ExclusiveClass = Guiros, Pan = 35, LevelDb = -5 },
        Hit(75, s_claves) with { Pan = 30, LevelDb = -5 },
        Hit(76, s_block) with { TuneCents = 800, Pan = 40, LevelDb = -3 },
        Hit(77, s_block) with { TuneCents = 300, Pan = 40, LevelDb = -3 },
        Ring(78, s_cuica, 0.15) with { TuneCents = 300, ExclusiveClass = Cuicas, Pan = -25, LevelDb = -4 },
        Hit(79, s_cuica) with { ExclusiveClass = Cuicas, Pan = -25, LevelDb = -4 },
        Ring(80, s_triangle, 0.15) with { ExclusiveClass = Triangles, Pan = -40, LevelDb = -2 },
        Ring(81, s_triangle, 2.2) with { ExclusiveClass = Triangles, Pan = -40, LevelDb = -2 },
    ];

    public static WaveSet BlockWaves => s_block;

    public static WaveSet KickWaves => s_kick;

    public static WaveSet CrashWaves => s_crash;

    public static WaveSet TomWaves => s_tom;

    public static Patch Standard => new(s_standard);

    /// <summary>The standard kit in a large room.</summary>
    public static Patch Room => Change(layer => layer with { ReverbPercent = 30 });

    /// <summary>Lower skins, louder.</summary>
    public static Patch Power =>
        Change(layer => IsSkin(layer)
            ? layer with { TuneCents = layer.TuneCents - 150, LevelDb = layer.LevelDb + 1, ReverbPercent = 22 } : layer);

    /// <summary>Softer strokes, higher skins.</summary>
    public static Patch Jazz =>
        Change(layer => IsSkin(layer)
            ? layer with { TuneCents = layer.TuneCents + 180, CutoffHz = 5000, LevelDb = layer.LevelDb - 1 } : layer);

    /// <summary>Wire brushes for sticks.</summary>
    public static Patch Brush => Change(layer => layer.LowKey is 38 or 39 or 40
        ? layer with { AttackSeconds = layer.LowKey == 39 ? 0.004 : 0.05, CutoffHz = 6000 }
        : IsSkin(layer) ? layer with { CutoffHz = 3500, TuneCents = layer.TuneCents + 120 } : layer);

    private static Patch Change(Func<Layer, Layer> change) => new([.. s_standard.Select(change)]);

    private static bool IsSkin(Layer layer) => layer.LowKey is >= 35 and <= 50 and not (37 or 39 or 42 or 44 or 46 or 49);

    private static WaveSet Sound(string name, Func<Tone> compute) => new(name, [60], _ => compute());

    // A drum rings on when its key is let go.
    private static Layer Hit(int key, WaveSet sound) => new(sound)
    {
        LowKey = key,
        HighKey = key,
        IsFixedPitch = true,
        ReleaseSeconds = 4,
        ReverbPercent = 10,
        CutoffHz = 18000,
        VelocityToCutoffCents = 3000,
    };

    private static Layer Ring(int key, WaveSet sound, double decaySeconds) => Hit(key, sound) with
    {
        DecaySeconds = decaySeconds,
        ReleaseSeconds = decaySeconds,
    };

    private static Layer Tom(int key, int tuneCents, int pan) => Hit(key, s_tom) with { TuneCents = tuneCents, Pan = pan, LevelDb = -2 };
}
