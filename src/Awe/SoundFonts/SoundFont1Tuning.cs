namespace Awe.SoundFonts;

/// <summary>
/// Generators of a SoundFont 1 zone whose meaning hangs on others of the same zone, global zone and overrides counted in: its tuning, and how a key
/// changes its envelopes.
/// </summary>
internal static class SoundFont1Tuning
{
    /// <summary>SoundFont 2 has no use for this number; here it is the sample's pitch, root key times 100 and cents.</summary>
    public const GeneratorType SamplePitch = GeneratorType.Reserved3;

    private const double TimecentsPerNeper = 1200 / 0.69314718055994531;

    private static ReadOnlySpan<GeneratorType> Combined =>
    [
        GeneratorType.KeyToModEnvHold, GeneratorType.KeyToModEnvDecay, GeneratorType.KeyToVolEnvHold, GeneratorType.KeyToVolEnvDecay,
        GeneratorType.CoarseTune, GeneratorType.FineTune, SamplePitch, GeneratorType.ScaleTuning, GeneratorType.OverridingRootKey,
    ];

    /// <summary>Whether a generator is converted here rather than by itself.</summary>
    public static bool Has(GeneratorType type) => Combined.Contains(type);

    /// <summary>Appends what the zone says together.</summary>
    public static void Convert(GeneratorSet zone, List<Generator> converted)
    {
        var scale = zone[GeneratorType.ScaleTuning] == 0 ? 100 : 50;
        var cents = (zone[GeneratorType.CoarseTune] * scale) + (zone[GeneratorType.FineTune] * scale / 100);
        if (zone.Has(SamplePitch))
        {
            var (root, tune) = Pitch((ushort)zone[SamplePitch]);
            cents += scale == 50 ? tune / 2 : tune;
            Add(converted, GeneratorType.OverridingRootKey, zone.Has(GeneratorType.OverridingRootKey) ? zone[GeneratorType.OverridingRootKey] : root);
        }
        else if (zone.Has(GeneratorType.OverridingRootKey))
        {
            Add(converted, GeneratorType.OverridingRootKey, zone[GeneratorType.OverridingRootKey]);
        }

        AddUnless(0, converted, GeneratorType.CoarseTune, cents / 100);
        AddUnless(0, converted, GeneratorType.FineTune, cents % 100);
        AddUnless(100, converted, GeneratorType.ScaleTuning, scale);
        AddKeyScaling(zone, converted, GeneratorType.KeyToModEnvHold, GeneratorType.HoldModEnv);
        AddKeyScaling(zone, converted, GeneratorType.KeyToModEnvDecay, GeneratorType.DecayModEnv);
        AddKeyScaling(zone, converted, GeneratorType.KeyToVolEnvHold, GeneratorType.HoldVolEnv);
        AddKeyScaling(zone, converted, GeneratorType.KeyToVolEnvDecay, GeneratorType.DecayVolEnv);
    }

    /// <summary>6050 is a sample half a semitone above key 60: root 61, and 50 cents of tuning upwards.</summary>
    private static (int Root, int TuneCents) Pitch(int hundredths)
    {
        var (root, tune) = (hundredths / 100, -(hundredths % 100));
        return tune <= -50 ? (Math.Min(root + 1, 127), tune + 100) : (Math.Min(root, 127), tune);
    }

    // The card's driver adds so many milliseconds to the time for each key below 60, SoundFont 2 multiplies it. Both agree at key 60, in value and
    // in slope: a share of the time that is small stays right for octaves around.
    private static void AddKeyScaling(GeneratorSet zone, List<Generator> converted, GeneratorType perKey, GeneratorType time)
    {
        var milliseconds = (ushort)zone[time];
        if (milliseconds > 0)
        {
            var timecents = (int)Math.Clamp(TimecentsPerNeper * zone[perKey] / milliseconds, -1200, 1200);
            AddUnless(0, converted, perKey, timecents);
        }
    }

    private static void AddUnless(int standard, List<Generator> converted, GeneratorType type, int amount)
    {
        if (amount != standard)
        {
            Add(converted, type, amount);
        }
    }

    private static void Add(List<Generator> converted, GeneratorType type, int amount) =>
        converted.Add(new Generator(type, SoundFont1Units.Saturate(amount)));
}
