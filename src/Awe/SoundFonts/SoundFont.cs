using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>
/// The map of a bank: presets, instruments, zones, sample headers. No PCM is read; the sample store reads it from <see cref="Source"/>.
/// Immutable once opened, so any thread may read it.
/// </summary>
public sealed class SoundFont : IDisposable
{
    private readonly Dictionary<(int Bank, int Program), Preset> _presetsByNumber;
    private readonly SampleHeader[] _samples;
    private readonly Instrument[] _instruments;
    private readonly Zone[] _presetZones;
    private readonly Zone[] _instrumentZones;
    private readonly Generator[] _presetGenerators;
    private readonly Generator[] _instrumentGenerators;
    private readonly Modulator[] _presetModulators;
    private readonly Modulator[] _instrumentModulators;

    internal SoundFont(IByteSource source, SoundFontTables tables)
    {
        Source = source;
        FileBytes = tables.FileBytes;
        Info = tables.Info;
        SampleData = tables.SampleData;
        Presets = tables.Presets;
        Instruments = _instruments = tables.Instruments;
        Samples = _samples = tables.Samples;
        Warnings = tables.Warnings;
        DefaultModulators = tables.DefaultModulators;
        _presetsByNumber = ByNumber(tables.Presets);
        _presetZones = tables.PresetZones;
        _instrumentZones = tables.InstrumentZones;
        _presetGenerators = tables.PresetGenerators;
        _instrumentGenerators = tables.InstrumentGenerators;
        _presetModulators = tables.PresetModulators;
        _instrumentModulators = tables.InstrumentModulators;
    }

    /// <summary>
    /// Opens a bank, a SoundFont or a DLS bank: reads its headers, not its samples, and keeps the file open until disposed. Samples that it expects in a sound
    /// card's ROM are silent.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is no bank or lacks what cannot be done without; the message is one line.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static SoundFont Open(string path) => Open(path, null);

    /// <summary>Opens a bank, and lets <paramref name="rom"/> answer for the samples that it expects in a sound card's ROM.</summary>
    /// <inheritdoc cref="Open(string)"/>
    public static SoundFont Open(string path, SampleRom? rom)
    {
        if (Directory.Exists(path))
        {
            throw Refusal.Of(path, "found a directory, expected a SoundFont file");
        }

        var source = OpenFile(path);
        try
        {
            return SoundFontReader.Read(source, rom);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Reads a bank from a source, which it owns from then on; when this throws, the source is still the caller's.</summary>
    /// <exception cref="InvalidDataException">As for <see cref="Open(string)"/>.</exception>
    public static SoundFont Open(IByteSource source) => Open(source, null);

    /// <summary>Reads a bank from a source, and lets <paramref name="rom"/> answer for the samples that it expects in a sound card's ROM.</summary>
    /// <inheritdoc cref="Open(IByteSource)"/>
    public static SoundFont Open(IByteSource source, SampleRom? rom)
    {
        ArgumentNullException.ThrowIfNull(source);
        return SoundFontReader.Read(source, rom);
    }

    /// <inheritdoc cref="Open(IByteSource)"/>
    internal static SoundFont Read(IByteSource source) => SoundFontReader.Read(source, null);

    /// <summary>Where the bank's bytes come from; owned by this object. What plays for samples of a ROM, or had to be expanded, stands behind the file's end.</summary>
    public IByteSource Source { get; }

    /// <summary>Bytes of the bank's file.</summary>
    internal long FileBytes { get; }

    /// <summary>Version and texts.</summary>
    public SoundFontInfo Info { get; }

    /// <summary>Where the bank's own sample points lie in <see cref="Source"/>; in a DLS bank the whole file counts, with other things between them.</summary>
    public SampleData SampleData { get; }

    /// <summary>All presets in file order; of two with the same bank and program the first is the one that sounds.</summary>
    public IReadOnlyList<Preset> Presets { get; }

    /// <summary>All instruments in file order; behind them, those that presets of a SoundFont 1 bank have overridden for themselves.</summary>
    public IReadOnlyList<Instrument> Instruments { get; }

    /// <summary>All sample headers in file order, without the terminal record.</summary>
    public IReadOnlyList<SampleHeader> Samples { get; }

    /// <summary>What was wrong with the file and what was done about it, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The bank's own default modulators (DMOD, or what DLS has by default), or null for those of the specification.</summary>
    public IReadOnlyList<Modulator>? DefaultModulators { get; }

    /// <summary>The preset that answers to a bank and a program, or null.</summary>
    public Preset? FindPreset(int bank, int program) => _presetsByNumber.GetValueOrDefault((bank, program));

    /// <summary>A sample, for the audio thread: no list in between.</summary>
    internal SampleHeader SampleAt(int index) => _samples[index];

    /// <inheritdoc cref="SampleAt"/>
    internal Instrument InstrumentAt(int index) => _instruments[index];

    /// <summary>Local zones of a preset, in file order.</summary>
    public ReadOnlySpan<Zone> ZonesOf(Preset preset) => _presetZones.AsSpan(preset.FirstZone, preset.ZoneCount);

    /// <summary>Local zones of an instrument, in file order.</summary>
    public ReadOnlySpan<Zone> ZonesOf(Instrument instrument) => _instrumentZones.AsSpan(instrument.FirstZone, instrument.ZoneCount);

    /// <summary>
    /// Generators of a preset's zone (local or global), in file order, each operator once. Only those that mean something for a preset:
    /// ranges and target are in the zone.
    /// </summary>
    public ReadOnlySpan<Generator> PresetGenerators(scoped in Zone zone) => _presetGenerators.AsSpan(zone.FirstGenerator, zone.GeneratorCount);

    /// <summary>
    /// Generators of an instrument's zone (local or global), in file order, each operator once. Only those that mean something for
    /// an instrument: ranges and target are in the zone.
    /// </summary>
    public ReadOnlySpan<Generator> InstrumentGenerators(scoped in Zone zone) =>
        _instrumentGenerators.AsSpan(zone.FirstGenerator, zone.GeneratorCount);

    /// <summary>Modulators of a preset's zone, all records in file order (links count by this index).</summary>
    public ReadOnlySpan<Modulator> PresetModulators(scoped in Zone zone) => _presetModulators.AsSpan(zone.FirstModulator, zone.ModulatorCount);

    /// <summary>Modulators of an instrument's zone, all records in file order (links count by this index).</summary>
    public ReadOnlySpan<Modulator> InstrumentModulators(scoped in Zone zone) =>
        _instrumentModulators.AsSpan(zone.FirstModulator, zone.ModulatorCount);

    /// <summary>Closes the source.</summary>
    public void Dispose() => Source.Dispose();

    private static FileByteSource OpenFile(string path)
    {
        try
        {
            return new FileByteSource(path);
        }
        catch (NotSupportedException)
        {
            throw Refusal.Of(path, "found a pipe or a device, expected a file that can be read anywhere");
        }
    }

    private static Dictionary<(int Bank, int Program), Preset> ByNumber(Preset[] presets)
    {
        var byNumber = new Dictionary<(int, int), Preset>(presets.Length);
        foreach (var preset in presets)
        {
            // Of two with one number the first is the one that sounds (specification 7.2).
            byNumber.TryAdd((preset.Bank, preset.Program), preset);
        }

        return byNumber;
    }
}
