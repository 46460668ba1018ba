using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>
/// Reads the map of a bank, stage by stage: chunks, version, tables, samples, zones. Headers only: smpl and sm24 are never read,
/// and no size in the file decides how much memory is taken unless the file is that long.
/// </summary>
internal static class SoundFontReader
{
    /// <exception cref="InvalidDataException">The source is no bank, or lacks what cannot be done without.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public static SoundFont Read(IByteSource source, SampleRom? rom)
    {
        var warnings = new WarningList();
        var layout = BankFrame.Check(source, warnings);
        var (bank, behind) = layout.IsDls ? DlsReader.Read(source, warnings) : ReadSoundFont(source, layout, rom, warnings);
        WidenSamples(bank, warnings);
        bank = bank with { FileBytes = source.Length, Warnings = warnings.ToArray() };
        return new SoundFont(behind.Length == 0 ? source : new ConcatenatedByteSource(source, behind), bank);
    }

    private static (SoundFontTables Bank, ReadOnlyMemory<byte> Behind) ReadSoundFont(IByteSource source, BankLayout layout, SampleRom? rom, WarningList warnings)
    {
        var chunks = new ChunkWalker(source, layout, warnings).Walk();
        var info = new InfoReader(source, chunks, warnings).Read();
        var data = SampleDataLocator.Locate(chunks, info, warnings);
        var tables = new TableReader(source, chunks, warnings);
        var sampleRecords = ReadSamples(tables, info, data);
        var bank = ReadTables(tables, sampleRecords, info, data, warnings);
        if (info.IsSoundFont1)
        {
            bank = SoundFont1Zones.Convert(bank, warnings);
        }

        return RomAnswers.Apply(bank, sampleRecords, rom, source.Length, warnings);
    }

    private static SoundFontTables ReadTables(
        TableReader tables, SampleRecord[] sampleRecords, SoundFontInfo info, SampleData data, WarningList warnings)
    {
        var presetRecords = tables.Presets();
        var instrumentRecords = tables.Instruments();
        var samples = new SampleSanitizer(data, warnings).Sanitize(sampleRecords);
        var presetLevel = new ZoneResolver(
            ZoneLevel.Preset, ReadZones(tables, info, "pbag"), tables.Generators("pgen"), ReadModulators(tables, info, "pmod"), instrumentRecords.Length - 1, warnings);
        var instrumentLevel = new ZoneResolver(
            info.IsSoundFont1 ? ZoneLevel.SoundFont1Instrument : ZoneLevel.Instrument,
            ReadZones(tables, info, "ibag"), tables.Generators("igen"), ReadModulators(tables, info, "imod"), samples.Length, warnings);
        var presets = ToPresets(presetRecords, presetLevel.Resolve(presetRecords));
        var instruments = ToInstruments(instrumentRecords, instrumentLevel.Resolve(instrumentRecords));
        return new SoundFontTables
        {
            Info = info,
            SampleData = data,
            Presets = presets,
            Instruments = instruments,
            Samples = samples,
            PresetZones = presetLevel.ZonesToArray(),
            InstrumentZones = instrumentLevel.ZonesToArray(),
            PresetGenerators = presetLevel.GeneratorsToArray(),
            InstrumentGenerators = instrumentLevel.GeneratorsToArray(),
            PresetModulators = presetLevel.Modulators,
            InstrumentModulators = instrumentLevel.Modulators,
            DefaultModulators = tables.DefaultModulators(),
            Warnings = [],
        };
    }

    private static SampleRecord[] ReadSamples(TableReader tables, SoundFontInfo info, SampleData data) => info.IsSoundFont1
        ? SoundFont1Samples.Complete(tables.SoundFont1Samples(), tables.SampleNames(), data.Points, hasRom: info.Rom.Length > 0)
        : tables.Samples();

    // A SoundFont 1 bank has no modulators: its tables for them are stubs.
    private static Modulator[] ReadModulators(TableReader tables, SoundFontInfo info, string id) =>
        info.IsSoundFont1 ? [] : tables.Modulators(id);

    private static ZoneRecord[] ReadZones(TableReader tables, SoundFontInfo info, string id) => info.IsSoundFont1
        ? [.. tables.Zones(id).Select(zone => zone with { FirstModulator = 0 })]
        : tables.Zones(id);

    private static Preset[] ToPresets(ItemRecord[] records, ResolvedItem[] items)
    {
        var presets = new Preset[items.Length];
        for (var i = 0; i < presets.Length; i++)
        {
            presets[i] = new Preset
            {
                Name = records[i].Name,
                Bank = records[i].Bank,
                Program = records[i].Program,
                Global = items[i].Global,
                FirstZone = items[i].FirstZone,
                ZoneCount = items[i].ZoneCount,
            };
        }

        return presets;
    }

    private static Instrument[] ToInstruments(ItemRecord[] records, ResolvedItem[] items)
    {
        var instruments = new Instrument[items.Length];
        for (var i = 0; i < instruments.Length; i++)
        {
            instruments[i] = new Instrument
            {
                Name = records[i].Name,
                Global = items[i].Global,
                FirstZone = items[i].FirstZone,
                ZoneCount = items[i].ZoneCount,
            };
        }

        return instruments;
    }

    private static void WidenSamples(SoundFontTables bank, WarningList warnings)
    {
        var reach = new SampleReach(bank.SampleData, bank.Samples, warnings);
        foreach (var instrument in bank.Instruments)
        {
            var global = instrument.Global is { } zone ? bank.InstrumentGenerators.AsSpan(zone.FirstGenerator, zone.GeneratorCount) : [];
            foreach (ref readonly var local in bank.InstrumentZones.AsSpan(instrument.FirstZone, instrument.ZoneCount))
            {
                reach.Include(local.Target, AddressOffsets.Of(global, bank.InstrumentGenerators.AsSpan(local.FirstGenerator, local.GeneratorCount)));
            }
        }

        reach.Apply();
    }
}
