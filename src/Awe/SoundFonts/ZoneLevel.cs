namespace Awe.SoundFonts;

/// <summary>What differs between the zones of presets and those of instruments.</summary>
internal sealed record ZoneLevel
{
    private const ulong ValueGenerators =
        (0x7FUL << 5) | (1UL << 13) | (0x7UL << 15) | (0xFFFFFUL << 21) | (1UL << 48) | (0x3UL << 51) | (1UL << 56);

    // Offsets, modes, substitutions, class and root belong to a sample's zone (8.5).
    private const ulong SampleGenerators =
        0x1FUL | (1UL << 12) | (1UL << 45) | (1UL << 46) | (1UL << 47) | (1UL << 50) | (1UL << 54) | (1UL << 57) | (1UL << 58);

    public static ZoneLevel Preset { get; } = new()
    {
        Name = "preset",
        TargetName = "instrument",
        TargetType = GeneratorType.Instrument,
        Generators = ValueGenerators,
    };

    public static ZoneLevel Instrument { get; } = new()
    {
        Name = "instrument",
        TargetName = "sample",
        TargetType = GeneratorType.SampleId,
        Generators = ValueGenerators | SampleGenerators,
    };

    /// <summary>The instrument level of a SoundFont 1 bank, which has the sample's pitch in its zones.</summary>
    public static ZoneLevel SoundFont1Instrument { get; } = Instrument with
    {
        Generators = ValueGenerators | SampleGenerators | (1UL << (int)SoundFont1Tuning.SamplePitch),
    };

    public required string Name { get; init; }

    public required string TargetName { get; init; }

    /// <summary>The generator that makes a zone local, and ends it.</summary>
    public required GeneratorType TargetType { get; init; }

    private ulong Generators { get; init; }

    /// <summary>Whether the generator means something at this level; ranges and targets are kept in the zone itself.</summary>
    public bool Keeps(GeneratorType type) => (ushort)type < 64 && ((Generators >> (ushort)type) & 1) != 0;
}
