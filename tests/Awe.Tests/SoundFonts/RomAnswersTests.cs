using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Tests.Storage;
using static Awe.Tests.SoundFonts.RawBank;

namespace Awe.Tests.SoundFonts;

/// <summary>Samples that a bank expects in a sound card's ROM, and what happens to them with and without somebody who answers.</summary>
public sealed class RomAnswersTests
{
    private const int RomType = 0x8001;

    [Fact]
    public void Without_anybody_who_answers_a_sample_of_the_ROM_is_silent_and_the_bank_opens()
    {
        using var font = Rom().Read();

        Assert.Equal("a sample of the card's ROM, which is not there", Assert.Single(font.Samples).Fault);
        Assert.Equal(["1 of 1 samples are silent: a sample of the card's ROM, which is not there"], font.Warnings);
        Assert.Equal(Rom().ToBytes().Length, font.Source.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_answer_lies_behind_the_file_and_is_read_as_all_points_are(int oddBytes)
    {
        byte[] bytes = [.. Rom().ToBytes(), .. new byte[oddBytes]];
        using var font = SoundFont.Open(new MemoryByteSource(bytes, "rom.sbk"), new Answering());
        var sample = Assert.Single(font.Samples);

        Assert.Equal(("Ramp", 12345, true), (sample.StandIn, sample.Rate, sample.IsPlayable));
        Assert.Equal((20, 90, 100), (sample.LoopStart - sample.Start, sample.LoopEnd - sample.Start, sample.End - sample.Start));
        Assert.Equal((60, RomType), (sample.RootKey, (int)sample.Type));
        Assert.True(sample.Start * 2 + font.SampleData.Offset >= bytes.Length);
        Assert.Equal(Answering.Ramp, Points(font, sample));
        Assert.Equal(bytes.Length, font.FileBytes);
        Assert.EndsWith("are of the card's ROM, which is not there; others stand in: wave (Ramp)", Assert.Single(font.Warnings, w => w.Contains("ROM", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_with_the_same_answer_share_its_points()
    {
        using var font = SoundFont.Open(new MemoryByteSource(Rom(samples: 50).ToBytes(), "rom.sbk"), new Answering());

        Assert.Single(font.Samples.Select(sample => sample.Start).Distinct());
        Assert.InRange(font.Source.Length - font.FileBytes, 200, 300);
        Assert.Contains(font.Warnings, w => w.EndsWith("and 42 more", StringComparison.Ordinal));
    }

    [Fact]
    public void What_nobody_answers_for_stays_silent()
    {
        using var font = SoundFont.Open(new MemoryByteSource(Rom().ToBytes(), "rom.sbk"), new Answering { Knows = false });

        Assert.False(font.Samples[0].IsPlayable);
    }

    [Fact]
    public void A_bank_of_24_bits_gets_no_answer()
    {
        var bank = Rom();
        (bank.Ifil, bank.Sm24) = (Words(2, 4), new byte[PointsOfS + 46]);
        using var font = SoundFont.Open(new MemoryByteSource(bank.ToBytes(), "rom.sf2"), new Answering());

        Assert.True(font.SampleData.Is24Bit);
        Assert.False(font.Samples[0].IsPlayable);
    }

    [Fact]
    public void The_bank_says_what_it_knows_of_the_sample()
    {
        var answering = new Answering();
        using var font = SoundFont.Open(
            new MemoryByteSource(
                new RawBank().AsSoundFont1(("*SineWave", 430271, 430410, 430339, 430404))
                    .InstrumentZones([Gen(43, 0x6B0C), Gen(55, 6000), Gen(51, -4), Gen(52, -13), Gen(53, 0)], [Gen(55, 6000), Gen(51, -16), Gen(53, 0)], [Gen(56, 1), Gen(53, 0)])
                    .ToBytes(),
                "wind.sbk"),
            answering);
        var need = Assert.Single(answering.Needs);

        Assert.Equal(("SineWave", 430271, 139, 66), (need.Name, need.Start, need.Points, need.LoopPoints));
        Assert.Equal(("I", "P", 59), (need.InstrumentName, need.PresetName, need.MiddleKey));
        Assert.Equal([64.13, 76], need.UnityKeys.Select(key => Math.Round(key, 2))); // the third zone scales its keys and says nothing
    }

    [Fact]
    public void Address_offsets_meant_for_the_ROMs_sample_do_not_touch_what_stands_in()
    {
        var bank = Rom().InstrumentZones([Gen(2, 5), Gen(45, 1)], [Gen(3, -7), Gen(17, 100), Gen(53, 0)]);
        using var font = SoundFont.Open(new MemoryByteSource(bank.ToBytes(), "rom.sf2"), new Answering());
        var zone = font.ZonesOf(font.Instruments[0])[0];
        var global = font.InstrumentGenerators(font.Instruments[0].Global!.Value);
        var own = font.InstrumentGenerators(zone);

        Assert.True(AddressOffsets.Of(global, own).IsZero);
        Assert.Contains(new Generator(GeneratorType.Pan, 100), own.ToArray());
    }

    [Fact]
    public void Address_offsets_of_the_banks_own_samples_stay()
    {
        var bank = Rom(samples: 2).InstrumentZones([Gen(2, 5), Gen(53, 0)], [Gen(2, 5), Gen(53, 1)]);
        bank.Shdr[1] = SampleRecord("own", 0, 1000, 100, 900);
        using var font = SoundFont.Open(new MemoryByteSource(bank.ToBytes(), "rom.sf2"), new Answering());

        Assert.Equal([new Generator(GeneratorType.StartLoopAddressOffset, 5)], font.InstrumentGenerators(font.ZonesOf(font.Instruments[0])[1]).ToArray());
    }

    [Fact]
    public void Bytes_behind_a_source_are_read_across_the_seam()
    {
        byte[] first = [1, 2, 3, 4, 5];
        using var source = new ConcatenatedByteSource(new MemoryByteSource(first, "first"), new byte[] { 6, 7, 8 });
        using var slow = new ShortReadingSource(source, 2);
        var all = new byte[10];

        Assert.Equal(("first", 8), (source.Name, source.Length));
        Assert.Equal(8, slow.ReadFully(0, all));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 0, 0], all);
        for (var offset = 0; offset < 8; offset++)
        {
            var rest = new byte[8 - offset];
            Assert.Equal(rest.Length, source.ReadFully(offset, rest));
            Assert.Equal(all[offset..8], rest);
        }

        Assert.Equal(0, source.Read(8, all));
        Assert.Equal(0, source.Read(long.MaxValue, all));
    }

    private static RawBank Rom(int samples = 1)
    {
        var bank = new RawBank { Shdr = [] };
        for (var i = 0; i < samples; i++)
        {
            bank.Shdr.Add(SampleRecord("wave", 430271, 430410, 430340, 430406, type: RomType));
        }

        bank.Shdr.Add(new byte[46]);
        return bank;
    }

    private static short[] Points(SoundFont font, SampleHeader sample)
    {
        var bytes = new byte[(sample.End - sample.Start) * 2];
        Assert.Equal(bytes.Length, font.Source.ReadFully(font.SampleData.Offset + (sample.Start * 2), bytes));
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes).ToArray();
    }

    private sealed class Answering : SampleRom
    {
        public static short[] Ramp { get; } = [.. Enumerable.Range(0, 100).Select(i => (short)(i * 300))];

        public bool Knows { get; init; } = true;

        public List<RomNeed> Needs { get; } = [];

        internal override RomAnswer? Find(RomNeed need)
        {
            Needs.Add(need);
            return Knows ? new RomAnswer("Ramp", Ramp, 12345, 20, 90) : null;
        }
    }
}
