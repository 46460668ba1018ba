using Awe.Primitives;
using Awe.SoundFonts;
using CsCheck;

namespace Awe.Tests.SoundFonts;

public sealed class RoundTripTests
{
    // Value generators that both levels keep.
    private static readonly Gen<Generator> s_generator =
        Gen.Select(Gen.Int[21, 40], Gen.Short, (type, amount) => new Generator((GeneratorType)type, amount));

    private static readonly Gen<Modulator> s_modulator =
        Gen.Select(Gen.UShort, Gen.UShort, Gen.Short, Gen.UShort, Gen.UShort, (s, d, a, m, t) => new Modulator(s, d, a, m, t));

    private static readonly Gen<ZoneModel> s_zone = Gen.Select(
        Gen.Int[0, 127], Gen.Int[0, 127], Gen.Int[0, 2], s_generator.Array[0, 8], s_modulator.Array[0, 3],
        (low, high, target, generators, modulators) => new ZoneModel(low, high, target, [.. generators.DistinctBy(g => g.Type)], modulators));

    private static readonly Gen<ItemModel> s_item = Gen.Select(
        Gen.Char['a', 'z'].Array[1, 20], s_zone.Array[0, 5], Gen.Bool, (name, zones, hasGlobal) => new ItemModel(new string(name), zones, hasGlobal));

    private static readonly Gen<SampleModel> s_sample = Gen.Select(
        Gen.Short.Array[2, 200], Gen.Int[400, 96000], Gen.Int[0, 127], Gen.Int[-128, 127], Gen.Int[0, 100], Gen.Int[0, 100],
        (points, rate, key, cents, a, b) => new SampleModel(points, rate, key, cents, Math.Min(a, b) * points.Length / 100, Math.Max(a, b) * points.Length / 100));

    [Fact]
    public void What_the_builder_writes_the_reader_reads() =>
        Gen.Select(s_sample.Array[3], s_item.Array[3], s_item.Array[0, 4]).Sample(
            (samples, instruments, presets) => AssertRoundTrip(samples, instruments, presets), iter: 300);

    private static void AssertRoundTrip(SampleModel[] samples, ItemModel[] instruments, ItemModel[] presets)
    {
        var builder = new SoundFontBuilder();
        foreach (var s in samples)
        {
            builder.AddSample("s", s.Points, s.Rate, s.RootKey, s.LoopStart, s.LoopEnd, s.Cents);
        }

        foreach (var i in instruments)
        {
            builder.AddInstrument(i.Name, i.Build());
        }

        for (var p = 0; p < presets.Length; p++)
        {
            builder.AddPreset(presets[p].Name, p / 2, p, presets[p].Build());
        }

        var bytes = builder.ToBytes();
        using var font = SoundFont.Read(new MemoryByteSource(bytes, "built.sf2"));

        Assert.Empty(font.Warnings);
        Assert.Equal(samples.Length, font.Samples.Count);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i].AssertEqual(font.Samples[i], bytes, font.SampleData);
        }

        Assert.Equal(instruments.Select(i => i.Name), font.Instruments.Select(i => i.Name));
        for (var i = 0; i < instruments.Length; i++)
        {
            var item = font.Instruments[i];
            instruments[i].AssertEqual(item.Global, font.ZonesOf(item).ToArray(), z => font.InstrumentGenerators(z).ToArray(), z => font.InstrumentModulators(z).ToArray());
        }

        Assert.Equal(presets.Select((p, i) => (p.Name, i / 2, i)), font.Presets.Select(p => (p.Name, p.Bank, p.Program)));
        for (var i = 0; i < presets.Length; i++)
        {
            var item = font.Presets[i];
            presets[i].AssertEqual(item.Global, font.ZonesOf(item).ToArray(), z => font.PresetGenerators(z).ToArray(), z => font.PresetModulators(z).ToArray());
        }
    }

    private sealed record ZoneModel(int Low, int High, int Target, Generator[] Generators, Modulator[] Modulators)
    {
        public ZoneBuilder Build()
        {
            var zone = new ZoneBuilder(Target);
            foreach (var generator in Generators)
            {
                zone.With(generator.Type, generator.Amount);
            }

            foreach (var modulator in Modulators)
            {
                zone.Modulate(modulator);
            }

            return zone.Velocities(Low, High).Keys(High, Low);
        }
    }

    private sealed record ItemModel(string Name, ZoneModel[] Zones, bool HasGlobal)
    {
        public ZoneBuilder[] Build()
        {
            var zones = Zones.Select(z => z.Build());
            return HasGlobal ? [new ZoneBuilder().With(GeneratorType.FineTune, 9), .. zones] : [.. zones];
        }

        public void AssertEqual(Zone? global, Zone[] zones, Func<Zone, Generator[]> generators, Func<Zone, Modulator[]> modulators)
        {
            Assert.Equal(HasGlobal, global is not null);
            Assert.Equal(Zones.Length, zones.Length);
            for (var i = 0; i < zones.Length; i++)
            {
                var (model, zone) = (Zones[i], zones[i]);
                Assert.Equal(
                    (model.High, model.Low, model.Low, model.High, model.Target),
                    (zone.KeyLow, zone.KeyHigh, zone.VelocityLow, zone.VelocityHigh, zone.Target));
                Assert.Equal(model.Generators, generators(zone));
                Assert.Equal(model.Modulators, modulators(zone));
            }
        }
    }

    private sealed record SampleModel(short[] Points, int Rate, int RootKey, int Cents, int LoopStart, int LoopEnd)
    {
        public void AssertEqual(SampleHeader header, byte[] file, SampleData data)
        {
            var hasLoop = LoopEnd - LoopStart >= 2;
            Assert.Equal(Points.Length, header.End - header.Start);
            Assert.Equal(hasLoop ? (LoopStart, LoopEnd) : (0, 0), (header.LoopStart - header.Start, header.LoopEnd - header.Start));
            Assert.Equal((Rate, RootKey, Cents), (header.Rate, header.RootKey, header.CorrectionCents));
            for (var i = 0; i < Points.Length; i++)
            {
                Assert.Equal(Points[i], BitConverter.ToInt16(file, (int)(data.Offset + ((header.Start + i) * 2))));
            }
        }
    }
}
