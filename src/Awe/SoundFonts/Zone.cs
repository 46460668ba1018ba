namespace Awe.SoundFonts;

/// <summary>
/// One local zone of a preset or an instrument, its ranges already resolved (a range the zone lacks is the global zone's, else 0-127).
/// Its generators and modulators are asked of the <see cref="SoundFont"/>.
/// </summary>
public readonly record struct Zone
{
    /// <summary>Lowest key that sounds, 0-127.</summary>
    public required byte KeyLow { get; init; }

    /// <summary>Highest key that sounds, 0-127.</summary>
    public required byte KeyHigh { get; init; }

    /// <summary>Lowest velocity that sounds, 0-127.</summary>
    public required byte VelocityLow { get; init; }

    /// <summary>Highest velocity that sounds, 0-127.</summary>
    public required byte VelocityHigh { get; init; }

    /// <summary>Index of the instrument (preset zone) or of the sample (instrument zone); -1 for a global zone.</summary>
    public required int Target { get; init; }

    internal int FirstGenerator { get; init; }

    internal int GeneratorCount { get; init; }

    internal int FirstModulator { get; init; }

    internal int ModulatorCount { get; init; }

    /// <summary>Whether a note of this key and velocity sounds in this zone.</summary>
    public bool Contains(int key, int velocity) =>
        key >= KeyLow && key <= KeyHigh && velocity >= VelocityLow && velocity <= VelocityHigh;
}
