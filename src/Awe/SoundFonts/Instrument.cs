namespace Awe.SoundFonts;

/// <summary>One instrument; its zones are <see cref="SoundFont.ZonesOf(Instrument)"/>.</summary>
public sealed record Instrument
{
    /// <summary>Name as the file holds it; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>The global zone, or null.</summary>
    public Zone? Global { get; init; }

    internal int FirstZone { get; init; }

    internal int ZoneCount { get; init; }
}
