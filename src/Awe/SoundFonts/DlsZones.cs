namespace Awe.SoundFonts;

/// <summary>The instruments of a DLS bank as presets of one instrument each, and its regions as zones. One thread.</summary>
internal sealed class DlsZones
{
    private const int CoarsePoints = 32768;
    private const int HighestClass = 127;

    // What the player makes of a centibel of generator 48; gains of DLS are true ones.
    private const double AttenuationScale = 0.4;

    private readonly DlsWavePool _pool;
    private readonly SampleHeader[] _samples;
    private readonly List<Preset> _presets = [];
    private readonly List<Instrument> _instruments = [];
    private readonly List<Zone> _presetZones = [];
    private readonly List<Zone> _zones = [];
    private readonly List<Generator> _generators = [];
    private readonly List<Modulator> _modulators = [];
    private readonly Dictionary<DlsArticulation, int> _firstModulators = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(int, int)> _numbers = [];
    private int _hidden;
    private int _withoutWave;
    private int _louder;

    public DlsZones(DlsWavePool pool, SampleHeader[] samples)
    {
        _pool = pool;
        _samples = samples;
    }

    public void Add(DlsInstrument instrument)
    {
        var first = _zones.Count;
        foreach (var region in instrument.Regions)
        {
            if (_pool.IndexOf(region.Wave) is >= 0 and var wave)
            {
                AddZone(region, region.Articulation ?? instrument.Articulation ?? DlsArticulation.Default, wave);
            }
            else
            {
                _withoutWave++;
            }
        }

        _hidden += _numbers.Add((instrument.Bank, instrument.Program)) ? 0 : 1;
        _presets.Add(new Preset { Name = instrument.Name, Bank = instrument.Bank, Program = instrument.Program, FirstZone = _presetZones.Count, ZoneCount = 1 });
        _presetZones.Add(new Zone { KeyLow = 0, KeyHigh = 127, VelocityLow = 0, VelocityHigh = 127, Target = _instruments.Count });
        _instruments.Add(new Instrument { Name = instrument.Name, FirstZone = first, ZoneCount = _zones.Count - first });
    }

    public SoundFontTables ToTables(SoundFontInfo info, SampleData data) => new()
    {
        Info = info,
        SampleData = data,
        Presets = [.. _presets],
        Instruments = [.. _instruments],
        Samples = _samples,
        PresetZones = [.. _presetZones],
        InstrumentZones = [.. _zones],
        PresetGenerators = [],
        InstrumentGenerators = [.. _generators],
        PresetModulators = [],
        InstrumentModulators = [.. _modulators],
        DefaultModulators = [.. DlsDefaults.Modulators],
        Warnings = [],
    };

    public void Warn(WarningList warnings)
    {
        if (_withoutWave > 0)
        {
            warnings.Add($"{_withoutWave} regions name a wave that the table of waves does not have: ignored");
        }

        if (_hidden > 0)
        {
            warnings.Add($"{_hidden} instruments have the bank and program of one before them, as a SoundFont numbers them: they do not sound");
        }

        if (_louder > 0)
        {
            warnings.Add($"{_louder} regions are louder than full: no more than velocity and controllers take away is given");
        }
    }

    private void AddZone(in DlsRegion region, DlsArticulation articulation, int wave)
    {
        var firstGenerator = _generators.Count;
        var sample = region.Sample ?? _pool.Waves[wave].Sample ?? DlsWaveSample.Default;
        _generators.AddRange(articulation.Generators);
        AddTuning(sample, articulation, _samples[wave]);
        AddGain(sample.GainCentibels + articulation.GainCentibels);
        AddLoop(sample.Loop, _samples[wave]);
        if (region.KeyGroup != 0)
        {
            Add(GeneratorType.ExclusiveClass, Math.Min(region.KeyGroup, HighestClass));
        }

        _zones.Add(new Zone
        {
            KeyLow = region.KeyLow,
            KeyHigh = region.KeyHigh,
            VelocityLow = region.VelocityLow,
            VelocityHigh = region.VelocityHigh,
            Target = wave,
            FirstGenerator = firstGenerator,
            GeneratorCount = _generators.Count - firstGenerator,
            FirstModulator = PlaceModulators(articulation),
            ModulatorCount = articulation.Modulators.Length,
        });
    }

    private void AddTuning(DlsWaveSample sample, DlsArticulation articulation, SampleHeader header)
    {
        if (sample.UnityKey != header.RootKey)
        {
            Add(GeneratorType.OverridingRootKey, sample.UnityKey);
        }

        var cents = sample.FineTuneCents - header.CorrectionCents + articulation.PitchCents;
        var semitones = Math.Truncate(cents / 100);
        AddIfAny(GeneratorType.CoarseTune, semitones);
        AddIfAny(GeneratorType.FineTune, cents - (100 * semitones));
    }

    private void AddGain(double centibels)
    {
        _louder += centibels > 0.5 ? 1 : 0;
        AddIfAny(GeneratorType.InitialAttenuation, -centibels / AttenuationScale);
    }

    private void AddLoop(DlsLoop? loop, SampleHeader header)
    {
        if (loop?.Inside(header.End - header.Start) is not { } place)
        {
            return;
        }

        Add(GeneratorType.SampleModes, loop.Value.EndsWithKey ? 3 : 1);
        AddOffset(GeneratorType.StartLoopAddressOffset, GeneratorType.StartLoopAddressCoarseOffset, header.Start + place.Start - header.LoopStart);
        AddOffset(GeneratorType.EndLoopAddressOffset, GeneratorType.EndLoopAddressCoarseOffset, header.Start + place.End - header.LoopEnd);
    }

    private void AddOffset(GeneratorType fine, GeneratorType coarse, long points)
    {
        AddIfAny(fine, points % CoarsePoints);
        AddIfAny(coarse, points / CoarsePoints);
    }

    private void AddIfAny(GeneratorType type, double amount)
    {
        if (DlsArticulator.Round(amount) != 0)
        {
            Add(type, amount);
        }
    }

    private void Add(GeneratorType type, double amount) => _generators.Add(new Generator(type, DlsArticulator.Round(amount)));

    private int PlaceModulators(DlsArticulation articulation)
    {
        if (!_firstModulators.TryGetValue(articulation, out var first))
        {
            _firstModulators.Add(articulation, first = _modulators.Count);
            _modulators.AddRange(articulation.Modulators);
        }

        return first;
    }
}
