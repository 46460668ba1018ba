using Awe.SoundFonts;
using static Awe.Tests.SoundFonts.RawBank;

namespace Awe.Tests.SoundFonts;

public sealed class ZoneTests
{
    private static byte[] Sample => Gen(53, 0);

    [Fact]
    public void The_low_byte_of_a_range_is_its_low_end()
    {
        var zone = OnlyZone(new RawBank().InstrumentZones([Gen(43, 0x483C), Sample]));

        Assert.Equal((60, 72), (zone.KeyLow, zone.KeyHigh));
        Assert.Equal((0, 127), (zone.VelocityLow, zone.VelocityHigh));
    }

    [Fact]
    public void A_note_outside_a_zones_range_finds_no_zone()
    {
        var zone = OnlyZone(new RawBank().InstrumentZones([Gen(43, 0x7F3D), Sample]));

        Assert.False(zone.Contains(60, 100));
        Assert.True(zone.Contains(61, 100));
    }

    [Fact]
    public void A_note_must_be_inside_the_presets_and_the_instruments_range()
    {
        using var font = new RawBank().PresetZones([Gen(43, 0x3C00), Gen(41, 0)]).InstrumentZones([Gen(43, 0x4632), Sample]).Read();
        var presetZone = font.ZonesOf(font.Presets[0])[0];
        var instrumentZone = font.ZonesOf(font.Instruments[presetZone.Target])[0];

        Assert.True(presetZone.Contains(55, 1) && instrumentZone.Contains(55, 1));
        Assert.False(presetZone.Contains(65, 1));
        Assert.False(instrumentZone.Contains(40, 1));
    }

    [Fact]
    public void A_zone_without_a_range_has_its_global_zones()
    {
        var zone = OnlyZone(new RawBank().InstrumentZones([Gen(43, 0x3024), Gen(44, 0x2010)], [Sample]));

        Assert.Equal((36, 48, 16, 32), (zone.KeyLow, zone.KeyHigh, zone.VelocityLow, zone.VelocityHigh));
    }

    [Fact]
    public void A_zones_own_range_replaces_its_global_zones()
    {
        var zone = OnlyZone(new RawBank().InstrumentZones([Gen(43, 0x3024)], [Gen(43, 0x7F00), Sample]));

        Assert.Equal((0, 127), (zone.KeyLow, zone.KeyHigh));
    }

    [Fact]
    public void Two_matching_zones_are_both_there()
    {
        using var font = new RawBank().InstrumentZones([Sample], [Sample]).Read();

        Assert.Equal(2, font.ZonesOf(font.Instruments[0]).Length);
        Assert.Empty(font.Warnings);
    }

    [Fact]
    public void A_second_zone_without_a_sample_is_ignored()
    {
        using var font = new RawBank().InstrumentZones([Sample], [Gen(8, 3000)], [Sample]).Read();

        Assert.Equal(2, font.ZonesOf(font.Instruments[0]).Length);
        Assert.Null(font.Instruments[0].Global);
        Assert.Equal(["zone 1 of instrument 0 'I' names no sample: ignored"], font.Warnings);
    }

    [Fact]
    public void A_first_zone_without_a_sample_is_global()
    {
        using var font = new RawBank().InstrumentZones([Gen(8, 3000)], [Sample]).Read();

        var global = Assert.NotNull(font.Instruments[0].Global);
        Assert.Equal(-1, global.Target);
        Assert.Equal([new Generator(GeneratorType.InitialFilterCutoff, 3000)], font.InstrumentGenerators(global));
    }

    [Fact]
    public void A_first_zone_of_modulators_alone_is_global()
    {
        using var font = new RawBank
        {
            Imod = [Mod(0x0502, 8, -2400, 0x0D02), new byte[10]],
            Ibag = [Words(0, 0), Words(0, 1), Words(1, 1)],
            Inst = [InstrumentRecord("I", 0), InstrumentRecord("EOI", 2)],
        }.Read();

        var global = Assert.NotNull(font.Instruments[0].Global);
        Assert.Equal([new Modulator(0x0502, 8, -2400, 0x0D02, 0)], font.InstrumentModulators(global));
        Assert.Equal(0, font.InstrumentModulators(font.ZonesOf(font.Instruments[0])[0]).Length);
    }

    [Fact]
    public void A_zone_of_nothing_is_ignored_in_silence()
    {
        using var font = new RawBank().InstrumentZones([], [Sample]).Read();

        Assert.Null(font.Instruments[0].Global);
        Assert.Equal(1, font.ZonesOf(font.Instruments[0]).Length);
        Assert.Empty(font.Warnings);
    }

    [Fact]
    public void Generators_after_the_sample_are_ignored() =>
        Assert.Equal([new Generator(GeneratorType.Pan, 5)], OnlyZoneGenerators([Gen(17, 5), Sample, Gen(8, 3000), Gen(43, 0x0101)]));

    [Fact]
    public void The_last_of_two_amounts_of_one_generator_wins() =>
        Assert.Equal(
            [new Generator(GeneratorType.InitialFilterCutoff, 6000), new Generator(GeneratorType.Pan, 1)],
            OnlyZoneGenerators([Gen(8, 5000), Gen(17, 1), Gen(8, 6000), Sample]));

    [Fact]
    public void Generators_without_a_meaning_are_dropped() =>
        Assert.Equal(0, OnlyZoneGenerators(
            [Gen(14, 1), Gen(18, 1), Gen(19, 1), Gen(20, 1), Gen(41, 1), Gen(42, 1), Gen(49, 1), Gen(55, 1), Gen(59, 1), Gen(60, 1), Gen(61, 1), Gen(0xFFFF, 1), Sample]).Length);

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(45)]
    [InlineData(46)]
    [InlineData(47)]
    [InlineData(50)]
    [InlineData(54)]
    [InlineData(57)]
    [InlineData(58)]
    public void A_generator_of_samples_means_nothing_in_a_preset(int type)
    {
        using var font = new RawBank().PresetZones([Gen(type, 1), Gen(41, 0)]).InstrumentZones([Gen(type, 1), Sample]).Read();

        Assert.Equal(0, font.PresetGenerators(font.ZonesOf(font.Presets[0])[0]).Length);
        Assert.Equal([new Generator((GeneratorType)type, 1)], font.InstrumentGenerators(font.ZonesOf(font.Instruments[0])[0]));
    }

    [Fact]
    public void Every_value_generator_is_kept_at_both_levels()
    {
        int[] values = [5, 6, 7, 8, 9, 10, 11, 13, 15, 16, 17, .. Enumerable.Range(21, 20), 48, 51, 52, 56];
        byte[][] generators = [.. values.Select(type => Gen(type, -type))];
        using var font = new RawBank().PresetZones([.. generators, Gen(41, 0)]).InstrumentZones([.. generators, Sample]).Read();
        var expected = values.Select(type => new Generator((GeneratorType)type, (short)-type)).ToArray();

        Assert.Equal(expected, font.PresetGenerators(font.ZonesOf(font.Presets[0])[0]).ToArray());
        Assert.Equal(expected, font.InstrumentGenerators(font.ZonesOf(font.Instruments[0])[0]).ToArray());
    }

    [Fact]
    public void A_range_that_is_not_first_counts_and_is_told()
    {
        using var font = new RawBank().InstrumentZones([Gen(17, 1), Gen(43, 0x4040), Sample]).Read();

        Assert.Equal(64, font.ZonesOf(font.Instruments[0])[0].KeyLow);
        Assert.Equal(["1 instrument zones have a range that is not first: honoured"], font.Warnings);
    }

    [Theory]
    [InlineData(0x007F)]
    [InlineData(0xFFFF)]
    public void A_reversed_or_impossible_range_holds_no_note(int range)
    {
        var zone = OnlyZone(new RawBank().InstrumentZones([Gen(43, range), Sample]));

        Assert.DoesNotContain(Enumerable.Range(0, 128), key => zone.Contains(key, 64));
    }

    [Fact]
    public void A_zone_with_a_target_that_is_not_there_is_dropped()
    {
        using var font = new RawBank().PresetZones([Gen(41, 1)], [Gen(41, 0)]).InstrumentZones([Gen(53, 65535)], [Sample]).Read();

        Assert.Equal(1, font.ZonesOf(font.Presets[0]).Length);
        Assert.Equal(1, font.ZonesOf(font.Instruments[0]).Length);
        Assert.Equal(
            ["zone 0 of preset 0 'P' names instrument 1 of 1: ignored", "zone 0 of instrument 0 'I' names sample 65535 of 1: ignored"],
            font.Warnings);
    }

    [Fact]
    public void Of_two_presets_with_one_number_the_first_is_found()
    {
        using var font = new RawBank
        {
            Phdr = [PresetRecord("first", 0, 0, 0), PresetRecord("second", 0, 0, 1), PresetRecord("EOP", 0, 0, 1)],
        }.Read();

        Assert.Equal(["first", "second"], font.Presets.Select(p => p.Name));
        Assert.Equal("first", font.FindPreset(0, 0)?.Name);
        Assert.Null(font.FindPreset(0, 1));
    }

    [Fact]
    public void Items_whose_indices_go_down_are_empty_and_the_others_keep_theirs()
    {
        using var font = new RawBank
        {
            Ibag = [Words(0, 0), Words(1, 0), Words(2, 0)],
            Igen = [Sample, Sample, Gen(0, 0)],
            Inst = [InstrumentRecord("high", 9), InstrumentRecord("good", 0), InstrumentRecord("EOI", 2)],
        }.Read();

        Assert.Equal(0, font.ZonesOf(font.Instruments[0]).Length);
        Assert.Equal(2, font.ZonesOf(font.Instruments[1]).Length);
        Assert.Contains("instrument 0 'high' claims zones 9 to 0 of 2: has 0", font.Warnings);
    }

    [Fact]
    public void A_last_index_past_its_table_is_cut_to_the_table()
    {
        using var font = new RawBank { Inst = [InstrumentRecord("I", 0), InstrumentRecord("EOI", 77)] }.Read();

        Assert.Equal(1, font.ZonesOf(font.Instruments[0]).Length);
        Assert.Equal(["instrument 0 'I' claims zones 0 to 77 of 1: has 1"], font.Warnings);
    }

    [Fact]
    public void A_missing_terminal_generator_is_no_fault()
    {
        using var font = new RawBank { Igen = [Sample] }.Read();

        Assert.Equal(1, font.ZonesOf(font.Instruments[0]).Length);
        Assert.Empty(font.Warnings);
    }

    [Fact]
    public void Instruments_that_all_claim_all_zones_do_not_multiply()
    {
        const int Pairs = 20000;
        var bank = new RawBank { Inst = [], Ibag = [], Igen = [Sample, Gen(0, 0)] };
        for (var i = 0; i < Pairs; i++)
        {
            bank.Inst.Add(InstrumentRecord("a", i % 2 == 0 ? 0 : Pairs));
            bank.Ibag.Add(Words(i % 2, 0));
        }

        bank.Inst.Add(InstrumentRecord("EOI", Pairs));
        bank.Ibag.Add(Words(1, 0));

        using var font = bank.Read();

        Assert.True(font.Instruments.Sum(i => (long)font.ZonesOf(i).Length) <= 2 * Pairs);
        Assert.Equal(101, font.Warnings.Count);
        Assert.Matches("^and [0-9]+ more$", font.Warnings[^1]);
    }

    private static Zone OnlyZone(RawBank bank)
    {
        using var font = bank.Read();
        return Assert.Single(font.ZonesOf(font.Instruments[0]).ToArray());
    }

    private static ReadOnlySpan<Generator> OnlyZoneGenerators(byte[][] zone)
    {
        using var font = new RawBank().InstrumentZones(zone).Read();
        return font.InstrumentGenerators(Assert.Single(font.ZonesOf(font.Instruments[0]).ToArray()));
    }
}
