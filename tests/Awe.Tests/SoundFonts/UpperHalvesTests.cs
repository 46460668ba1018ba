using Awe.SoundFonts;
using static Awe.Tests.SoundFonts.RawBank;

namespace Awe.Tests.SoundFonts;

/// <summary>LIST xdta inside INFO: the upper 16 bits of indices and the second half of names.</summary>
public sealed class UpperHalvesTests
{
    [Fact]
    public void Names_go_on_in_the_second_half()
    {
        using var font = WithUpper(
            new RawBank
            {
                Phdr = [PresetRecord("A preset with a name", 0, 0, 0), PresetRecord("EOP", 0, 0, 1)],
                Inst = [InstrumentRecord("Name that ends in   ", 0), InstrumentRecord("EOI", 1)],
            },
            presets: [PresetRecord(" of forty characters", 0, 0, 0), PresetRecord("", 0, 0, 0)],
            instruments: [InstrumentRecord("blanks and goes on", 0), InstrumentRecord("", 0)]).Read();

        Assert.Equal("A preset with a name of forty characters", font.Presets[0].Name);
        Assert.Equal("Name that ends in   blanks and goes on", font.Instruments[0].Name);
        Assert.Empty(font.Warnings);
    }

    [Fact]
    public void An_index_of_65538_is_1_above_and_2_below()
    {
        var bank = new RawBank
        {
            Pbag = [Words(2, 0), Words(4, 0)],
            Pgen = [.. Enumerable.Repeat(Gen(17, -1), 65538), Gen(17, 123), Gen(41, 0), Gen(0, 0)],
        };
        using var font = WithUpper(bank, presetZones: [Words(1, 0), Words(1, 0)]).Read();
        var zone = Assert.Single(font.ZonesOf(font.Presets[0]).ToArray());

        Assert.Equal([new Generator(GeneratorType.Pan, 123)], font.PresetGenerators(zone).ToArray());
        Assert.Empty(font.Warnings);
    }

    [Fact]
    public void Zones_of_items_and_links_of_samples_have_upper_halves_too()
    {
        var bank = new RawBank { Ibag = [.. Enumerable.Repeat(Words(0, 0), 65538), Words(1, 0)] };
        bank.Inst = [InstrumentRecord("I", 1), InstrumentRecord("EOI", 2)];
        using var font = WithUpper(
            bank,
            instruments: [InstrumentRecord("", 1), InstrumentRecord("", 1)],
            samples: [SampleRecord("", 0, 0, 0, 0, rate: 0, link: 3), new byte[46]]).Read();

        Assert.Equal(1, font.ZonesOf(font.Instruments[0]).Length);
        Assert.Equal(3 << 16, font.Samples[0].Link);
    }

    [Theory]
    [InlineData("phdr")]
    [InlineData("pbag")]
    [InlineData("inst")]
    [InlineData("ibag")]
    [InlineData("shdr")]
    public void A_list_of_other_counts_is_ignored_whole(string id)
    {
        var upper = new RawBank { Phdr = [PresetRecord(" and more", 0, 0, 0), PresetRecord("", 0, 0, 0)] };
        var bytes = new RawBank { ExtraInfo = Renamed(upper.Tables(), id) }.ToBytes();
        using var font = Read(bytes);

        Assert.Equal("P", font.Presets[0].Name);
        Assert.StartsWith($"list 'xdta' has 0 bytes of '{id}', 'pdta' has ", Assert.Single(font.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_past_all_tables_leaves_its_item_empty()
    {
        using var font = WithUpper(new RawBank(), presetZones: [Words(0xFFFF, 0xFFFF), Words(0xFFFF, 0xFFFF)]).Read();

        Assert.Empty(font.ZonesOf(font.Presets[0]).ToArray());
    }

    private static RawBank WithUpper(
        RawBank bank, List<byte[]>? presets = null, List<byte[]>? presetZones = null, List<byte[]>? instruments = null, List<byte[]>? samples = null)
    {
        var upper = new RawBank
        {
            Phdr = presets ?? [.. bank.Phdr.Select(record => new byte[record.Length])],
            Pbag = presetZones ?? [.. bank.Pbag.Select(record => new byte[record.Length])],
            Pgen = [new byte[4]],
            Inst = instruments ?? [.. bank.Inst.Select(record => new byte[record.Length])],
            Ibag = [.. bank.Ibag.Select((_, index) => index < 65536 ? new byte[4] : Words(0, 0))],
            Igen = [new byte[4]],
            Shdr = samples ?? [.. bank.Shdr.Select(record => new byte[record.Length])],
        };
        var tables = upper.Tables();
        "xdta"u8.CopyTo(tables.AsSpan(8));
        bank.ExtraInfo = tables;
        return bank;
    }

    /// <summary>The list as xdta, one of its tables under an id that nobody knows.</summary>
    private static byte[] Renamed(byte[] tables, string id)
    {
        "xdta"u8.CopyTo(tables.AsSpan(8));
        "XXXX"u8.CopyTo(tables.AsSpan(Find(tables, id)));
        return tables;
    }
}
