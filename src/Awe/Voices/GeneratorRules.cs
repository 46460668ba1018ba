using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>Defaults, useful ranges and kinds of the generators (specification 8.1.2, 8.1.3, 8.5), by generator number.</summary>
internal static class GeneratorRules
{
    /// <summary>Generators 0 to 60.</summary>
    public const int Count = 61;

    /// <summary>Value of a substitution generator (46, 47, 58) that no zone set.</summary>
    public const short Unset = -1;

    /// <summary>
    /// What the balance controller attenuates, in centibels: the left side when positive, the right side when negative. It has the number of
    /// a generator that the specification keeps unused, which no zone can set and no record of a file can modulate.
    /// </summary>
    public const GeneratorType Balance = GeneratorType.Unused5;

    // Spans of constants: they lie in the assembly's data and nothing is made when they are first used, which may be the audio thread.
    private static ReadOnlySpan<short> Defaults =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 13500, 0, // 0-9: offsets, pitch depths, cutoff, Q
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 10-19: cutoff and volume depths, sends, pan
        0, -12000, 0, -12000, 0, -12000, -12000, -12000, -12000, 0, // 20-29: LFOs, modulation envelope
        -12000, 0, 0, -12000, -12000, -12000, -12000, 0, -12000, 0, // 30-39: volume envelope
        0, 0, 0, 0, 0, 0, Unset, Unset, 0, 0, // 40-49
        0, 0, 0, 0, 0, 0, 100, 0, Unset, 0, // 50-59: tuning, sample mode, scale tuning, class, root key
        0,
    ];

    // Address offsets (0-4, 12, 45, 50) have no bounds here, the sample bounds them. What a modulator can reach is bounded together with it.
    private static ReadOnlySpan<short> Minimums =>
    [
        short.MinValue, short.MinValue, short.MinValue, short.MinValue, short.MinValue, -12000, -12000, -12000, 1500, 0,
        -12000, -12000, short.MinValue, -960, 0, 0, 0, -500, 0, 0,
        0, -12000, -16000, -12000, -16000, -12000, -12000, -12000, -12000, 0,
        -12000, -1200, -1200, -12000, -12000, -12000, -12000, 0, -12000, -1200,
        -1200, 0, 0, 0, 0, short.MinValue, Unset, Unset, 0, 0,
        short.MinValue, -120, -99, 0, 0, 0, 0, 0, Unset, -960,
        0,
    ];

    private static ReadOnlySpan<short> Maximums =>
    [
        short.MaxValue, short.MaxValue, short.MaxValue, short.MaxValue, short.MaxValue, 12000, 12000, 12000, 13500, 960,
        12000, 12000, short.MaxValue, 960, 0, 1000, 1000, 500, 0, 0,
        0, 5000, 4500, 5000, 4500, 5000, 8000, 5000, 8000, 1000,
        8000, 1200, 1200, 5000, 8000, 5000, 8000, 1440, 8000, 1200,
        1200, 0, 0, 0, 0, short.MaxValue, 127, 127, 1440, 0,
        short.MaxValue, 120, 99, 0, 3, 0, 1200, 127, 127, 960,
        0,
    ];

    private const ulong Unused =
        1UL << 14 | 1UL << 18 | 1UL << 19 | 1UL << 20 | 1UL << 42 | 1UL << 49 | 1UL << 55 | 1UL << 59 | 1UL << 60;

    // Targets and ranges are part of the zone, not numbers to sum.
    private const ulong Structural = 1UL << 41 | 1UL << 43 | 1UL << 44 | 1UL << 53;

    private const ulong Addresses = 0x1F | 1UL << 12 | 1UL << 45 | 1UL << 50;
    private const ulong Substitutions = 1UL << 46 | 1UL << 47 | 1UL << 58;
    private const ulong InstrumentOnly = Addresses | Substitutions | 1UL << 54 | 1UL << 57;
    private const ulong All = (1UL << Count) - 1;

    /// <summary>Generators that an instrument zone may set to a number, bit n for generator n.</summary>
    private const ulong InstrumentLevel = All & ~Unused & ~Structural;

    /// <summary>Generators that a preset zone adds to (8.5).</summary>
    private const ulong PresetLevel = InstrumentLevel & ~InstrumentOnly;

    /// <summary>Real-time generators and address offsets, which banks do modulate; not what is fixed when the note starts.</summary>
    private const ulong Modulated = InstrumentLevel & ~Substitutions & ~(1UL << 54 | 1UL << 56 | 1UL << 57);

    public static short DefaultOf(int generator) => Defaults[generator];

    public static bool IsAllowedInInstrument(GeneratorType generator) => Has(InstrumentLevel, (int)generator);

    public static bool IsAllowedInPreset(GeneratorType generator) => Has(PresetLevel, (int)generator);

    public static bool CanBeModulated(int destination) => Has(Modulated, destination);

    /// <summary>Whether a sounding note follows a change of it (8.1.2): neither where a sample begins and ends, nor what the note is.</summary>
    public static bool IsRealTime(int generator) => Has(Modulated & ~Addresses, generator);

    /// <summary>As <see cref="CanBeModulated"/>, for default modulators.</summary>
    public static bool CanBeModulatedByDefault(int destination) => Has(Modulated | 1UL << (int)Balance, destination);

    /// <summary>Bounds a value to the generator's useful range.</summary>
    public static float Clip(GeneratorType generator, float value) =>
        Math.Clamp(value, Minimums[(int)generator], Maximums[(int)generator]);

    private static bool Has(ulong set, int generator) => (uint)generator < Count && (set >> generator & 1) != 0;
}
