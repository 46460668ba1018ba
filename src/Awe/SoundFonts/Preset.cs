namespace Awe.SoundFonts;

/// <summary>One preset (a program of a bank); its zones are <see cref="SoundFont.ZonesOf(Preset)"/>.</summary>
public sealed record Preset
{
    /// <summary>Name as the file holds it; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>wBank: 0-127, 128 for percussion; larger values are kept.</summary>
    public required int Bank { get; init; }

    /// <summary>wPreset: the program number, 0-127; larger values are kept.</summary>
    public required int Program { get; init; }

    /// <summary>The global zone, or null.</summary>
    public Zone? Global { get; init; }

    internal int FirstZone { get; init; }

    internal int ZoneCount { get; init; }
}
