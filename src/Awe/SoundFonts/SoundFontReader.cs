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
        var instrumentRecords = tables.Instruments();
        var samples = new SampleSanitizer(data, warnings).Sanitize(tables.Samples());
        var presetLevel = new ZoneResolver(
            ZoneLevel.Preset, tables.Zones("pbag"), tables.Generators("pgen"), tables.Modulators("pmod"), instrumentRecords.Length - 1, warnings);
        var instrumentLevel = new ZoneResolver(
            ZoneLevel.Instrument, tables.Zones("ibag"), tables.Generators("igen"), tables.Modulators("imod"), samples.Length, warnings);
        var presets = ToPresets(presetRecords, presetLevel.Resolve(presetRecords));
        var instruments = ToInstruments(instrumentRecords, instrumentLevel.Resolve(instrumentRecords));
        var zones = instrumentLevel.ZonesToArray();
        var generators = instrumentLevel.GeneratorsToArray();
        WidenSamples(data, samples, instruments, zones, generators, warnings);

        return new SoundFont(source, new SoundFontTables
        {
            Info = info,
            SampleData = data,
            Presets = presets,
            Instruments = instruments,
            Samples = samples,
            PresetZones = presetLevel.ZonesToArray(),
            InstrumentZones = zones,
            PresetGenerators = presetLevel.GeneratorsToArray(),
            InstrumentGenerators = generators,
            PresetModulators = presetLevel.Modulators,
            InstrumentModulators = instrumentLevel.Modulators,
            DefaultModulators = tables.DefaultModulators(),
            Warnings = warnings.ToArray(),
        });
    }

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

    private static void WidenSamples(
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
