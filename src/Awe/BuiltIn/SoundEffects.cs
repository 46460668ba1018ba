namespace Awe.BuiltIn;

/// <summary>Programs 121-128: noises, most of them one bed of noise that filters and oscillators shape.</summary>
internal static class SoundEffects
{
    private static readonly WaveSet s_noise = new("Noise", [60], root => new LoopedTone(root, 8192, 0.003, 12000)
        .Noise(hz => Spectrum.LowPass(hz, 8000, 1), 1, 1, 1).Finish());

    private static readonly WaveSet s_fret = new("Fret squeak", [60], _ => new OneShot(0.2, 22000, 5)
        .Sweep(1300, 2900, 0.07, 0.5, 0.4).Sweep(2700, 5600, 0.07, 0.25, 0.4).Noise(1200, 6000, 0.5, 0.3, 0.03).Finish());

    private static readonly WaveSet s_clap = new("Crowd", [60], _ => Crowd());

    private static readonly WaveSet s_ring = new("Telephone bell", [72], root => new LoopedTone(root, 4096, 0.02, 24000)
        .Partial(1, 1).Partial(1.26, 0.8).Partial(2.71, 0.5).Partial(3.4, 0.4).Partial(5.3, 0.3).Partial(6.6, 0.2).Finish());

    private static readonly Layer s_bed = new(s_noise) { IsFixedPitch = true, ReleaseSeconds = 1.5, ReverbPercent = 20 };

    public static Patch Fret => new(new Layer(s_fret) { LevelDb = -2, ReleaseSeconds = 0.3 });

    public static Patch Breath => new(s_bed with
    {
        AttackSeconds = 0.12,
        DecaySeconds = 0.9,
        ReleaseSeconds = 0.4,
        LevelDb = 4,
        CutoffHz = 3500,
        ResonanceDb = 4,
    });

    public static Patch Seashore => new(
        s_bed with { AttackSeconds = 1.2, CutoffHz = 900, TremoloHz = 0.17, TremoloDb = 7, TremoloToCutoffCents = 1400, LevelDb = 7 });

    public static Patch Bird => new(new Layer(Oscillators.Sine)
    {
        TuneCents = 3000,
        TremoloHz = 11,
        TremoloToPitchCents = 350,
        TremoloDb = 8,
        EnvelopeToPitchCents = 500,
        EnvelopeDecaySeconds = 0.4,
        AttackSeconds = 0.02,
        DecaySeconds = 1.4,
        ReleaseSeconds = 0.2,
        ReverbPercent = 30,
    });

    public static Patch Telephone => new(new Layer(s_ring) { TremoloHz = 21, TremoloDb = 9, ReleaseSeconds = 0.5, TuneCents = 700 });

    public static Patch Helicopter => new(s_bed with
    {
        CutoffHz = 1100,
        ResonanceDb = 3,
        TremoloHz = 11,
        TremoloDb = 12,
        TremoloToCutoffCents = 900,
        AttackSeconds = 0.3,
        LevelDb = 13,
    });

    public static Patch Applause => new(new Layer(s_clap)
    {
        IsFixedPitch = true,
        AttackSeconds = 0.4,
        ReleaseSeconds = 1.2,
        ReverbPercent = 25,
    });

    public static Patch Gunshot => new(
        s_bed with
        {
            DecaySeconds = 1.2,
            CutoffHz = 1200,
            EnvelopeToCutoffCents = 3600,
            EnvelopeDecaySeconds = 0.25,
            ReverbPercent = 30,
            LevelDb = -4,
        },
        new Layer(Drums.KickWaves) { IsFixedPitch = true, ReleaseSeconds = 1, LevelDb = -4 });

    // Hundreds of claps at random, wrapped around the end so that they never stop.
    private static Tone Crowd()
    {
        const int rate = 16000;
        const int loopPoints = 9000;
        const int margin = 16;
        var wave = new float[loopPoints + (2 * margin)];
        var noise = new NoiseSource(77);
        for (var clap = 0; clap < 120; clap++)
        {
            AddClap(wave.AsSpan(margin, loopPoints), rate, ref noise);
        }

        wave.AsSpan(loopPoints, margin).CopyTo(wave);
        wave.AsSpan(margin, margin).CopyTo(wave.AsSpan(loopPoints + margin));
        return Tone.Of(wave, rate, 60, margin, margin + loopPoints);
    }

    private static void AddClap(Span<float> loop, int rate, ref NoiseSource noise)
    {
        var start = (int)(noise.NextUnit() * loop.Length);
        var level = 0.2 + noise.NextUnit();
        var hz = 700 + (900 * noise.NextUnit());
        double body = 0, speed = 0;
        var stiffness = 2 * Math.PI * hz / rate;
        for (var i = 0; i < rate / 40; i++)
        {
            // A burst of noise through one resonance: the hollow of the hands.
            speed += stiffness * ((noise.NextSigned() * level) - body - (0.6 * speed));
            body += stiffness * speed;
            loop[(start + i) % loop.Length] += (float)body;
            level *= 1 - (200.0 / rate);
        }
    }
}
