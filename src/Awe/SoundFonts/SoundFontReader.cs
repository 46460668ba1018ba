using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>
/// Reads the map of an SF2 bank, stage by stage: chunks, version, tables, samples, zones. Headers only: smpl and sm24 are never read,
/// and no size in the file decides how much memory is taken unless the file is that long.
/// </summary>
internal static class SoundFontReader
{
    /// <exception cref="InvalidDataException">The source is no SoundFont, or lacks what cannot be done without.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public static SoundFont Read(IByteSource source)
    {
        var warnings = new WarningList();
        var chunks = new ChunkWalker(source, warnings).Walk();
        var info = new InfoReader(source, chunks, warnings).Read();
        var data = SampleDataLocator.Locate(chunks, info, warnings);
        var tables = new TableReader(source, chunks, warnings);

        var presetRecords = tables.Presets();
        var presetZones = (Zones: tables.Zones("pbag"), Modulators: tables.Modulators("pmod"), Generators: tables.Generators("pgen"));
        var instrumentRecords = tables.Instruments();
        var instrumentZones = (Zones: tables.Zones("ibag"), Modulators: tables.Modulators("imod"), Generators: tables.Generators("igen"));
        var samples = new SampleSanitizer(data, warnings).Sanitize(tables.Samples());

        var presetLevel = new ZoneResolver(
            ZoneLevel.Preset, presetZones.Zones, presetZones.Generators, presetZones.Modulators, instrumentRecords.Length - 1, warnings);
        var instrumentLevel = new ZoneResolver(
            ZoneLevel.Instrument, instrumentZones.Zones, instrumentZones.Generators, instrumentZones.Modulators, samples.Length, warnings);
        var presets = presetRecords.Zip(presetLevel.Resolve(presetRecords), ToPreset).ToArray();
        var instruments = instrumentRecords.Zip(instrumentLevel.Resolve(instrumentRecords), ToInstrument).ToArray();
        var zones = instrumentLevel.Zones;
        var generators = instrumentLevel.Generators;
        FindReach(data, samples, instruments, zones, generators, warnings);

        return new SoundFont(source, new SoundFontTables
        {
            Info = info,
            SampleData = data,
            Presets = presets,
            Instruments = instruments,
            Samples = samples,
            PresetZones = presetLevel.Zones,
            InstrumentZones = zones,
            PresetGenerators = presetLevel.Generators,
            InstrumentGenerators = generators,
            PresetModulators = presetLevel.Modulators,
            InstrumentModulators = instrumentLevel.Modulators,
            DefaultModulators = tables.DefaultModulators(),
            Warnings = warnings.ToArray(),
        });
    }

    private static Preset ToPreset(ItemRecord record, ResolvedItem item) => new()
    {
        Name = record.Name,
        Bank = record.Bank,
        Program = record.Program,
        Global = item.Global,
        FirstZone = item.FirstZone,
        ZoneCount = item.ZoneCount,
    };

    private static Instrument ToInstrument(ItemRecord record, ResolvedItem item) => new()
    {
        Name = record.Name,
        Global = item.Global,
        FirstZone = item.FirstZone,
        ZoneCount = item.ZoneCount,
    };

    private static void FindReach(
        SampleData data, SampleHeader[] samples, Instrument[] instruments, Zone[] zones, Generator[] generators, WarningList warnings)
    {
        var reach = new SampleReach(data, samples, warnings);
        foreach (var instrument in instruments)
        {
            var global = instrument.Global is { } zone ? generators.AsSpan(zone.FirstGenerator, zone.GeneratorCount) : [];
            foreach (ref readonly var local in zones.AsSpan(instrument.FirstZone, instrument.ZoneCount))
            {
                reach.Include(local.Target, AddressOffsets.Of(global, generators.AsSpan(local.FirstGenerator, local.GeneratorCount)));
            }
        }

        reach.Apply();
    }
}
