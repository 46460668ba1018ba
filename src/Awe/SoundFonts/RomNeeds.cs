namespace Awe.SoundFonts;

/// <summary>Finds out what a bank wants of the card's ROM: which samples, and what their zones say about their pitch.</summary>
internal sealed class RomNeeds
{
    private const double RomRateHz = 44100;
    private const int MostUnityKeys = 16;
    private const int WholeScale = 100;

    private readonly SoundFontTables _bank;
    private readonly Dictionary<int, User> _users = [];
    private readonly GeneratorSet _zone = new();

    /// <param name="bank">The bank, in units of SoundFont 2.</param>
    public RomNeeds(SoundFontTables bank)
    {
        _bank = bank;
        var presets = FirstPresets();
        for (var i = 0; i < bank.Instruments.Length; i++)
        {
            Collect(bank.Instruments[i], presets[i]);
        }
    }

    /// <summary>What the bank asks for under a sample's number.</summary>
    /// <param name="sample">The number.</param>
    /// <param name="record">The sample as the file has it.</param>
    public RomNeed Of(int sample, in SampleRecord record)
    {
        var user = _users.GetValueOrDefault(sample);
        return new RomNeed
        {
            Name = record.Name.TrimStart('*'),
            Start = record.Start,
            Points = Math.Max(0, (long)record.End - record.Start),
            LoopPoints = Math.Max(0, (long)record.LoopEnd - record.LoopStart),
            Rate = _bank.Samples[sample].Rate,
            UnityKeys = user?.UnityKeys ?? [],
            MiddleKey = user?.MiddleKey ?? 60,
            InstrumentName = user?.Instrument.Name ?? "",
            PresetName = user?.Preset?.Name ?? "",
        };
    }

    private Preset?[] FirstPresets()
    {
        var presets = new Preset?[_bank.Instruments.Length];
        foreach (var preset in _bank.Presets)
        {
            foreach (ref readonly var zone in _bank.PresetZones.AsSpan(preset.FirstZone, preset.ZoneCount))
            {
                presets[zone.Target] ??= preset;
            }
        }

        return presets;
    }

    private void Collect(Instrument instrument, Preset? preset)
    {
        foreach (ref readonly var zone in _bank.InstrumentZones.AsSpan(instrument.FirstZone, instrument.ZoneCount))
        {
            if ((_bank.Samples[zone.Target].Type & SampleSanitizer.RomFlag) == 0)
            {
                continue;
            }

            if (!_users.TryGetValue(zone.Target, out var user))
            {
                _users.Add(zone.Target, user = new User(instrument, preset, (zone.KeyLow + zone.KeyHigh) / 2, []));
            }

            if (user.UnityKeys.Count < MostUnityKeys && UnityKey(instrument, zone) is { } key)
            {
                user.UnityKeys.Add(key);
            }
        }
    }

    private double? UnityKey(Instrument instrument, in Zone zone)
    {
        _zone.Clear();
        if (instrument.Global is { } global)
        {
            _zone.Take(_bank.InstrumentGenerators.AsSpan(global.FirstGenerator, global.GeneratorCount));
        }

        _zone.Take(_bank.InstrumentGenerators.AsSpan(zone.FirstGenerator, zone.GeneratorCount));
        if (_zone.Has(GeneratorType.ScaleTuning) && _zone[GeneratorType.ScaleTuning] != WholeScale)
        {
            return null;
        }

        var sample = _bank.Samples[zone.Target];
        var root = _zone.Has(GeneratorType.OverridingRootKey) ? _zone[GeneratorType.OverridingRootKey] : sample.RootKey;
        var cents = (100.0 * _zone[GeneratorType.CoarseTune]) + _zone[GeneratorType.FineTune] + sample.CorrectionCents;
        return root - (cents / 100) - (12 * Math.Log2(sample.Rate / RomRateHz));
    }

    private sealed record User(Instrument Instrument, Preset? Preset, int MiddleKey, List<double> UnityKeys);
}
