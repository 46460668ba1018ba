using Awe.Primitives;
using Awe.SoundFonts;
using static Awe.Tests.SoundFonts.DlsBank;

namespace Awe.Tests.SoundFonts;

/// <summary>
/// Writes a SoundFont of 16-bit mono samples as a DLS bank of level 2 that means the same: the way of the reader backwards. What SoundFonts have by
/// default, and DLS has not, is said by every region.
/// </summary>
internal sealed class DlsTwin
{
    private const int Bipolar = 0x4000;

    // What DLS makes of the parameters that a zone does not say.
    private const int NoTime = -12000;

    private static readonly Dictionary<GeneratorType, int> s_constants = new()
    {
        [GeneratorType.Pan] = 0x004,
        [GeneratorType.ChorusSend] = 0x080,
        [GeneratorType.ReverbSend] = 0x081,
        [GeneratorType.FrequencyModLfo] = 0x104,
        [GeneratorType.DelayModLfo] = 0x105,
        [GeneratorType.FrequencyVibLfo] = 0x114,
        [GeneratorType.DelayVibLfo] = 0x115,
        [GeneratorType.AttackVolEnv] = 0x206,
        [GeneratorType.DecayVolEnv] = 0x207,
        [GeneratorType.ReleaseVolEnv] = 0x209,
        [GeneratorType.DelayVolEnv] = 0x20B,
        [GeneratorType.HoldVolEnv] = 0x20C,
        [GeneratorType.AttackModEnv] = 0x30A,
        [GeneratorType.DecayModEnv] = 0x30B,
        [GeneratorType.ReleaseModEnv] = 0x30D,
        [GeneratorType.DelayModEnv] = 0x30F,
        [GeneratorType.HoldModEnv] = 0x310,
        [GeneratorType.InitialFilterCutoff] = 0x500,
        [GeneratorType.InitialFilterQ] = 0x501,
    };

    private static readonly Dictionary<GeneratorType, (int Source, int Destination)> s_depths = new()
    {
        [GeneratorType.ModLfoToPitch] = (1, 3),
        [GeneratorType.ModLfoToVolume] = (1, 1),
        [GeneratorType.ModLfoToFilterCutoff] = (1, 0x500),
        [GeneratorType.VibLfoToPitch] = (9, 3),
        [GeneratorType.ModEnvToPitch] = (5, 3),
        [GeneratorType.ModEnvToFilterCutoff] = (5, 0x500),
    };

    private static readonly byte[][] s_defaults =
    [
        Connection(9, 0x81, 3, Bipolar, 50), Connection(9, 8, 3, Bipolar, 50), Connection(0x8A, 0, 4, Bipolar, 500),
        Connection(0xDB, 0, 0x81, 0, 200), Connection(0xDD, 0, 0x80, 0, 200),
    ];

    private readonly SoundFont _font;
    private readonly Dictionary<GeneratorType, int> _zone = [];

    private DlsTwin(SoundFont font) => _font = font;

    public static byte[] Of(byte[] bank)
    {
        using var font = SoundFont.Read(new MemoryByteSource(bank, "twin"));
        return new DlsTwin(font).Write();
    }

    private byte[] Write()
    {
        var bank = new DlsBank();
        foreach (var sample in _font.Samples)
        {
            bank.AddWave(sample.Name, Bytes(Points(_font, sample)), WaveSample(sample.RootKey, sample.CorrectionCents), rate: sample.Rate);
        }

        foreach (var preset in _font.Presets)
        {
            var regions = new List<byte[]>();
            foreach (var outer in _font.ZonesOf(preset).ToArray())
            {
                var instrument = _font.Instruments[outer.Target];
                foreach (var inner in _font.ZonesOf(instrument).ToArray())
                {
                    regions.Add(WriteRegion(preset, outer, instrument, inner));
                }
            }

            var word = preset.Bank == 128 ? 0x80000000 : (uint)preset.Bank << 8;
            bank.AddInstrument(preset.Name, word, preset.Program, [], [.. regions]);
        }

        return bank.ToBytes();
    }

    private byte[] WriteRegion(Preset preset, in Zone outer, Instrument instrument, in Zone inner)
    {
        Collect(preset, outer, instrument, inner);
        var sample = _font.Samples[inner.Target];
        (int, int)? loop = (Get(GeneratorType.SampleModes) & 1) != 0 ? ((int)(sample.LoopStart - sample.Start), (int)(sample.LoopEnd - sample.LoopStart)) : null;
        var cents = sample.CorrectionCents + (100 * Get(GeneratorType.CoarseTune)) + Get(GeneratorType.FineTune);
        return Region(
            inner.Target,
            Math.Max(outer.KeyLow, inner.KeyLow),
            Math.Min(outer.KeyHigh, inner.KeyHigh),
            Math.Max(outer.VelocityLow, inner.VelocityLow),
            Math.Min(outer.VelocityHigh, inner.VelocityHigh),
            Get(GeneratorType.ExclusiveClass),
            WaveSample(Get(GeneratorType.OverridingRootKey, sample.RootKey), cents, Get(GeneratorType.InitialAttenuation) * -0.04, loop, Get(GeneratorType.SampleModes) == 3 ? 1 : 0),
            Level2([.. s_defaults, .. Connections(), .. ModulatorsOf(instrument, inner)]),
            "rgn2");
    }

    private void Collect(Preset preset, in Zone outer, Instrument instrument, in Zone inner)
    {
        _zone.Clear();
        (_zone[GeneratorType.FrequencyModLfo], _zone[GeneratorType.FrequencyVibLfo]) = (0, 0);
        (_zone[GeneratorType.DelayModLfo], _zone[GeneratorType.DelayVibLfo]) = (NoTime, NoTime);
        foreach (var (type, amount) in (Generator[])[.. instrument.Global is { } all ? _font.InstrumentGenerators(all) : [], .. _font.InstrumentGenerators(inner)])
        {
            _zone[type] = amount;
        }

        var added = new Dictionary<GeneratorType, int>();
        foreach (var (type, amount) in (Generator[])[.. preset.Global is { } every ? _font.PresetGenerators(every) : [], .. _font.PresetGenerators(outer)])
        {
            added[type] = amount;
        }

        Assert.All(added, more => Assert.True(_zone.ContainsKey(more.Key) || more.Key is GeneratorType.InitialAttenuation or GeneratorType.Pan, $"{more.Key} has a default"));
        foreach (var (type, amount) in added)
        {
            _zone[type] = Get(type) + amount;
        }
    }

    private IEnumerable<byte[]> Connections()
    {
        foreach (var (type, amount) in _zone)
        {
            if (s_constants.TryGetValue(type, out var destination))
            {
                yield return Constant(destination, amount);
            }
            else if (s_depths.TryGetValue(type, out var depth))
            {
                yield return Connection(depth.Source, 0, depth.Destination, depth.Source == 5 ? 0 : Bipolar, amount);
            }
        }

        if (_zone.TryGetValue(GeneratorType.SustainVolEnv, out var centibels))
        {
            yield return Constant(0x20A, 1000 - (Math.Min(centibels, 960) / 0.96));
        }

        if (_zone.TryGetValue(GeneratorType.SustainModEnv, out var steps))
        {
            yield return Constant(0x30E, 1000 - steps);
        }

        if (_zone.TryGetValue(GeneratorType.ScaleTuning, out var scale))
        {
            yield return Connection(3, 0, 3, 0, 128 * scale);
        }

        // Counted from key 60 there, from key 0 here.
        if (_zone.TryGetValue(GeneratorType.KeyToVolEnvDecay, out var perKey))
        {
            yield return Connection(3, 0, 0x207, 0, -128 * perKey);
            yield return Constant(0x207, 60 * perKey);
        }
    }

    private IEnumerable<byte[]> ModulatorsOf(Instrument instrument, in Zone inner)
    {
        Modulator[] both = [.. _font.InstrumentModulators(inner), .. instrument.Global is { } all ? _font.InstrumentModulators(all) : []];
        return both.DistinctBy(modulator => modulator with { Amount = 0 }).Select(modulator =>
        {
            Assert.Equal((ushort)GeneratorType.InitialFilterCutoff, modulator.Destination);
            Assert.Equal(0, modulator.AmountSource);
            var source = (byte)modulator.Source is 2 or 3 or >= 0x80 ? (byte)modulator.Source : throw new ArgumentException($"source {modulator.Source:X4}");
            var transform = (modulator.Source & 0xFC00) | ((modulator.Source & 0x200) << 5) | ((modulator.Source & 0x100) << 7);
            return Connection(source, 0, 0x500, transform, modulator.Amount);
        });
    }

    private int Get(GeneratorType type, int otherwise = 0) => _zone.GetValueOrDefault(type, otherwise);
}
