namespace Awe.BuiltIn;

/// <summary>The drums themselves: skins, snares, metals, woods and shakers as modes and noise.</summary>
internal static class DrumSounds
{
    private const int Rate = 24000;

    /// <summary>Ratios of an ideal membrane's modes, the air under it aside.</summary>
    private static readonly double[] s_membrane = [1, 1.59, 2.14, 2.3, 2.65, 2.92, 3.5];

    /// <summary>Ratios of inharmonic square waves that make an electronic, and passable, cymbal: prime to each other.</summary>
    private static readonly double[] s_metal = [1, 1.342, 1.483, 1.801, 2.083, 2.548, 2.897, 3.317, 3.761, 4.173];

    public static Tone Kick(double hz, double punchHz, double seconds, double click) => new OneShot(seconds * 0.85, 20000, 11)
        .Sweep(punchHz, hz, 0.022, 1, seconds)
        .Sweep(punchHz * 2.1, hz * 1.8, 0.015, 0.25, seconds * 0.3)
        .Noise(900, 5000, click, 0.02)
        .Noise(60, 500, 0.25, 0.06)
        .Drive(1.4)
        .Finish();

    public static Tone Snare(double hz, double wires, double seconds, int seed)
    {
        var snare = new OneShot(seconds, Rate, seed);
        snare.Sweep(hz * 1.35, hz, 0.012, 0.8, 0.16).Sweep(hz * 2.2, hz * 1.78, 0.01, 0.5, 0.11).Mode(hz * 2.45, 0.25, 0.08);
        return snare.Noise(1400, 9500, wires, seconds * 0.85).Noise(300, 2500, wires * 0.7, seconds * 0.45).Noise(2500, 13000, 0.7, 0.018)
            .Drive(1.3).Finish();
    }

    /// <summary>A tom, bongo, conga, timbale or taiko: a membrane with its pitch falling a little.</summary>
    public static Tone Skin(double hz, double bend, double seconds, double slap, double slapHz, int rootKey)
    {
        var skin = new OneShot(seconds * 0.9, 16000, rootKey + (int)hz);
        for (var mode = 0; mode < s_membrane.Length; mode++)
        {
            var modeHz = hz * s_membrane[mode];
            skin.Sweep(modeHz * bend, modeHz, 0.03, 0.9 / (1 + (1.6 * mode)), seconds * 1.1 / (1 + (0.9 * mode)));
        }

        return skin.Noise(slapHz * 0.5, slapHz * 3, slap, 0.035).Noise(60, 400, slap * 0.3, 0.08).Finish(rootKey);
    }

    /// <summary>Hats: metal modes and hiss in the top two octaves.</summary>
    public static Tone Hat(double seconds, int seed)
    {
        var hat = new OneShot(seconds, 36000, seed);
        for (var mode = 0; mode < s_metal.Length; mode++)
        {
            hat.Mode(3170 * s_metal[mode], 0.12, seconds * (1.1 - (0.06 * mode)));
        }

        return hat.Noise(6500, 15000, 1, seconds * 1.1).Noise(3500, 8000, 0.3, seconds * 0.5).Noise(5000, 16000, 0.8, 0.012).Finish();
    }

    /// <summary>A cymbal that sustains: dense modes and hiss in a loop; the bank's envelope lets it die.</summary>
    public static Tone Cymbal(double lowestHz, double ping, double hiss, int loopPoints)
    {
        var cymbal = new LoopedTone(60, loopPoints, 0.12, 29000);
        foreach (var octave in (ReadOnlySpan<double>)[1, 2.13, 4.31])
        {
            foreach (var metal in s_metal)
            {
                var ratio = lowestHz * octave * metal / cymbal.KeyHz;
                cymbal.Partial(ratio, 0.1 * ping, 0.035 * ping, 0.15);
            }
        }

        return cymbal
            .Noise(hz => Spectrum.HighPass(hz, 3500, 1) * Spectrum.LowPass(hz, 13000), hiss * 1.3, hiss * 0.55, 0.12)
            .Noise(hz => Spectrum.HighPass(hz, 300, 1) * Spectrum.LowPass(hz, 3000), hiss * 0.8, hiss * 0.1, 0.07)
            .Finish();
    }

    public static Tone Clap()
    {
        var clap = new OneShot(0.22, Rate, 21);
        foreach (var delaySeconds in (ReadOnlySpan<double>)[0, 0.011, 0.021, 0.03])
        {
            clap.Noise(800, 3200, 1, delaySeconds < 0.03 ? 0.012 : 0.22, 0.0005, delaySeconds);
        }

        return clap.Finish();
    }

    public static Tone SideStick() =>
        new OneShot(0.12, Rate, 22).Mode(480, 0.5, 0.05).Mode(1650, 1, 0.05).Mode(2400, 0.5, 0.03).Noise(1500, 9000, 0.8, 0.015).Finish();

    public static Tone WoodBlock(double ratio) => new OneShot(0.16, Rate, 23)
        .Mode(523.25 * ratio, 1, 0.09).Mode(523.25 * 2.62 * ratio, 0.5, 0.05).Mode(523.25 * 4.4 * ratio, 0.2, 0.03)
        .Noise(1000, 6000, 0.25, 0.008).Finish(72);

    public static Tone Claves() =>
        new OneShot(0.14, Rate, 24).Mode(2480, 1, 0.11).Mode(5100, 0.15, 0.03).Noise(3000, 9000, 0.2, 0.006).Finish();

    public static Tone CowBell() => new OneShot(0.3, 20000, 25)
        .Mode(562, 1, 0.35).Mode(845, 0.9, 0.4).Mode(1410, 0.35, 0.2).Mode(2250, 0.25, 0.15).Noise(800, 6000, 0.4, 0.015).Drive(1.5)
        .Finish();

    public static Tone Tambourine() => new OneShot(0.2, 32000, 26)
        .Mode(6200, 0.2, 0.3).Mode(7900, 0.22, 0.32).Mode(9400, 0.18, 0.28).Noise(5000, 15000, 1, 0.28, 0.004)
        .Noise(1000, 4000, 0.4, 0.03).Finish();

    public static Tone Shaker(double seconds, double lowHz, double attackSeconds, int seed) =>
        new OneShot(seconds, 30000, seed).Noise(lowHz, 14000, 1, seconds, attackSeconds).Finish();

    public static Tone Triangle() => new LoopedTone(84, 1024, 0.1, 36000)
        .Partial(3.21, 1).Partial(5.03, 0.7).Partial(7.44, 0.5).Partial(10.1, 0.3).Partial(13.2, 0.2)
        .Noise(hz => Spectrum.HighPass(hz, 5000), 0.3, 0, 0.006).Finish();

    /// <summary>Three chambers against each other, and the pea between them.</summary>
    public static Tone Whistle() => new LoopedTone(84, 2048, 0.02, Rate)
        .Partial(2.245, 1).Partial(2.285, 0.7).Partial(2.17, 0.5).Noise(hz => Spectrum.Peak(hz, 3000, 2500), 0.4, 0.1, 0.02).Finish();

    public static Tone Guiro(double seconds, int teeth)
    {
        var guiro = new OneShot(seconds, Rate, 29);
        for (var tooth = 0; tooth < teeth; tooth++)
        {
            guiro.Noise(1800, 7000, 0.5 + (0.5 * tooth / teeth), 0.018, 0.001, seconds * 0.85 * tooth / teeth);
        }

        return guiro.Finish();
    }

    public static Tone Cuica(double fromHz, double toHz, double seconds) => new OneShot(seconds, 18000, 30)
        .Sweep(fromHz, toHz, seconds * 0.4, 1, seconds * 1.6).Sweep(fromHz * 2, toHz * 2, seconds * 0.4, 0.6, seconds * 1.3)
        .Sweep(fromHz * 3, toHz * 3, seconds * 0.4, 0.25, seconds).Noise(600, 3000, 0.1, seconds).Finish();

    public static Tone VibraSlap()
    {
        var rattle = new OneShot(0.42, 18000, 31);
        for (var stroke = 0; stroke < 14; stroke++)
        {
            rattle.Noise(2200, 6500, Math.Exp(-stroke / 9.0), 0.02, 0.001, stroke * 0.028);
        }

        return rattle.Finish();
    }
}
