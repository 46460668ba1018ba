namespace Awe.SoundFonts;

/// <summary>
/// The zones of a SoundFont 1 bank as SoundFont 2 has them, so that nobody behind the reader needs to know of the older version. Two rules differ
/// beside the units: what a zone does not say has defaults of its own, and a preset's zone does not add to its instrument but overrides it. Presets that
/// do so get an instrument of their own, behind those of the file. Attenuation alone is added at both levels, as the card's driver does.
/// </summary>
/// <remarks>
/// Key and velocity ranges of both levels intersect as in SoundFont 2: an instrument's splits would otherwise all sound at once.
/// </remarks>
internal sealed class SoundFont1Zones
{
    // Banks of the time have a few hundred zones; a hostile one may claim that thousands of presets override thousands of zones each.
    private const int MostCopiedZones = 1 << 14;

    private const short MiddleFrequency = 64; // 5.4 Hz
    private const short SlightReverb = 28;

    private readonly SoundFontTables _file;
    private readonly WarningList _warnings;
    private readonly List<Instrument> _instruments;
    private readonly List<Zone> _zones;
    private readonly List<Generator> _generators;
    private readonly List<Generator> _presetGenerators = [];
    private readonly GeneratorSet _zone = new();
    private readonly GeneratorSet _own = new();
    private readonly GeneratorSet _overrides = new();
    private int _copiedZones;

    private SoundFont1Zones(SoundFontTables file, WarningList warnings)
    {
        _file = file;
        _warnings = warnings;
        _instruments = new List<Instrument>(file.Instruments.Length);
        _zones = new List<Zone>(file.InstrumentZones.Length);
        _generators = new List<Generator>(file.InstrumentGenerators.Length + (8 * file.InstrumentZones.Length));
    }

    /// <summary>The same bank in units and rules of SoundFont 2.</summary>
    public static SoundFontTables Convert(SoundFontTables file, WarningList warnings) => new SoundFont1Zones(file, warnings).Convert();

    private SoundFontTables Convert()
    {
        foreach (var instrument in _file.Instruments)
        {
            _instruments.Add(Convert(instrument));
        }

        var presetZones = (Zone[])_file.PresetZones.Clone();
        foreach (var preset in _file.Presets)
        {
            var global = preset.Global is { } zone ? GeneratorsOf(_file.PresetGenerators, zone) : [];
            foreach (ref var local in presetZones.AsSpan(preset.FirstZone, preset.ZoneCount))
            {
                local = ConvertPresetZone(preset, global, local);
            }
        }

        return _file with
        {
            Presets = [.. _file.Presets.Select(preset => preset with { Global = null })],
            PresetZones = presetZones,
            PresetGenerators = [.. _presetGenerators],
            Instruments = [.. _instruments],
            InstrumentZones = [.. _zones],
            InstrumentGenerators = [.. _generators],
        };
    }

    private Zone ConvertPresetZone(Preset preset, ReadOnlySpan<Generator> global, in Zone zone)
    {
        _overrides.Clear();
        _overrides.Take(global);
        _overrides.Take(GeneratorsOf(_file.PresetGenerators, zone));
        var first = _presetGenerators.Count;
        if (_overrides.Has(GeneratorType.InitialAttenuation))
        {
            Add(_presetGenerators, GeneratorType.InitialAttenuation, _overrides[GeneratorType.InitialAttenuation]);
            _overrides.Remove(GeneratorType.InitialAttenuation);
        }

        var target = _overrides.IsEmpty ? zone.Target : Copy(preset, zone.Target);
        return zone with { Target = target, FirstGenerator = first, GeneratorCount = _presetGenerators.Count - first };
    }

    /// <summary>The index of an instrument with what the preset's zone overrides.</summary>
    private int Copy(Preset preset, int instrument)
    {
        var original = _file.Instruments[instrument];
        if (_copiedZones + original.ZoneCount > MostCopiedZones)
        {
            _warnings.Add($"preset '{preset.Name}' overrides more zones of its instruments than {MostCopiedZones}: its own values are ignored");
            return instrument;
        }

        _copiedZones += original.ZoneCount;
        _instruments.Add(Convert(original));
        return _instruments.Count - 1;
    }

    private Instrument Convert(Instrument instrument)
    {
        var global = instrument.Global is { } zone ? GeneratorsOf(_file.InstrumentGenerators, zone) : [];
        var firstZone = _zones.Count;
        var converted = instrument with { Global = ConvertGlobal(instrument.Global, global), FirstZone = firstZone };
        foreach (ref readonly var local in _file.InstrumentZones.AsSpan(instrument.FirstZone, instrument.ZoneCount))
        {
            _own.Clear();
            _own.Take(GeneratorsOf(_file.InstrumentGenerators, local));
            _own.Take(_overrides);
            _zone.Clear();
            _zone.Take(global);
            _zone.Take(_own);
            var first = _generators.Count;
            ConvertLocal();
            _zones.Add(local with { FirstGenerator = first, GeneratorCount = _generators.Count - first });
        }

        return converted;
    }

    private Zone? ConvertGlobal(Zone? zone, ReadOnlySpan<Generator> generators)
    {
        var first = _generators.Count;
        foreach (var (type, amount) in generators)
        {
            if (!SoundFont1Tuning.Has(type))
            {
                Add(_generators, type, amount);
            }
        }

        return zone is { } global ? global with { FirstGenerator = first, GeneratorCount = _generators.Count - first } : null;
    }

    private void ConvertLocal()
    {
        foreach (var (type, amount) in _own.InOrder())
        {
            if (!SoundFont1Tuning.Has(type))
            {
                Add(_generators, type, amount);
            }
        }

        SoundFont1Tuning.Convert(_zone, _generators);
        AddDefault(GeneratorType.FrequencyModLfo, MiddleFrequency);
        AddDefault(GeneratorType.FrequencyVibLfo, MiddleFrequency);
        AddDefault(GeneratorType.ReverbSend, SlightReverb);

        // Who names a decay and no level for it means all the way.
        if (_zone.Has(GeneratorType.DecayVolEnv))
        {
            AddDefault(GeneratorType.SustainVolEnv, 0);
        }

        if (_zone.Has(GeneratorType.DecayModEnv))
        {
            AddDefault(GeneratorType.SustainModEnv, 0);
        }
    }

    private void AddDefault(GeneratorType type, short amount)
    {
        if (!_zone.Has(type))
        {
            Add(_generators, type, amount);
        }
    }

    private static void Add(List<Generator> converted, GeneratorType type, short amount) =>
        converted.Add(new Generator(type, SoundFont1Units.Convert(type, amount)));

    private static ReadOnlySpan<Generator> GeneratorsOf(Generator[] table, in Zone zone) => table.AsSpan(zone.FirstGenerator, zone.GeneratorCount);
}
