namespace Awe.SoundFonts;

/// <summary>Everything a reader found in a bank, handed to <see cref="SoundFont"/> once.</summary>
internal sealed record SoundFontTables
{
    public required SoundFontInfo Info { get; init; }

    public required SampleData SampleData { get; init; }

    /// <summary>Length of the file, without what a source has behind it.</summary>
    public long FileBytes { get; init; }

    public required Preset[] Presets { get; init; }

    public required Instrument[] Instruments { get; init; }

    public required SampleHeader[] Samples { get; init; }

    public required Zone[] PresetZones { get; init; }

    public required Zone[] InstrumentZones { get; init; }

    public required Generator[] PresetGenerators { get; init; }

    public required Generator[] InstrumentGenerators { get; init; }

    public required Modulator[] PresetModulators { get; init; }

    public required Modulator[] InstrumentModulators { get; init; }

    public required string[] Warnings { get; init; }

    public Modulator[]? DefaultModulators { get; init; }
}
