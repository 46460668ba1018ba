using Awe.Primitives;
using Awe.SoundFonts;
using static Awe.Tests.SoundFonts.DlsBank;

namespace Awe.Tests.SoundFonts;

/// <summary>Banks of Downloadable Sounds: what their instruments, regions and waves become.</summary>
public sealed class DlsTests
{
    [Fact]
    public void A_bank_has_the_presets_instruments_and_samples_that_a_SoundFont_would()
    {
        using var font = Plain().Read();

        var preset = Assert.Single(font.Presets);
        var instrument = Assert.Single(font.Instruments);
        Assert.Equal(("instrument", 0, 0), (preset.Name, preset.Bank, preset.Program));
        Assert.Equal("instrument", instrument.Name);
        Assert.Equal(0, Assert.Single(font.ZonesOf(preset).ToArray()).Target);
        Assert.Equal(0, Assert.Single(font.ZonesOf(instrument).ToArray()).Target);
        Assert.Equal(("wave", 44100, (byte)60), (font.Samples[0].Name, font.Samples[0].Rate, font.Samples[0].RootKey));
        Assert.Equal(("bank", 1, ""), (font.Info.Name, font.Info.DlsLevel, font.Info.Engine));
        Assert.Empty(font.Warnings);
    }

    [Theory]
    [InlineData(0x00000000, 0)]
    [InlineData(0x00000800, 8)]
    [InlineData(0x00000005, 5)]
    [InlineData(0x00000803, 8)]
    [InlineData(0x00007900, 0)]
    [InlineData(0x00007902, 2)]
    [InlineData(0x80000000, 128)]
    [InlineData(0x80007800, 128)]
    [InlineData(0x80007F05, 128)]
    public void Drums_are_bank_128_and_other_instruments_go_by_the_half_of_the_bank_number_that_is_used(uint word, int bank)
    {
        using var font = new DlsBank().AddWave("wave", Bytes(Ramp)).AddInstrument("i", word, 17, [], Region(0)).Read();

        Assert.Equal((bank, 17), (font.Presets[0].Bank, font.Presets[0].Program));
    }

    [Fact]
    public void Of_two_instruments_of_one_number_the_first_sounds_and_a_warning_tells()
    {
        using var font = new DlsBank().AddWave("wave", Bytes(Ramp))
            .AddInstrument("first", 0x800, 0, [], Region(0)).AddInstrument("second", 0x801, 0, [], Region(0)).Read();

        Assert.Equal("first", font.FindPreset(8, 0)!.Name);
        Assert.StartsWith("1 instruments have the bank and program of one before them", Assert.Single(font.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Waves_of_16_bits_and_one_channel_are_read_from_where_they_are()
    {
        var (first, second) = (new short[] { 1, -2, 3 }, Ramp);
        var bank = new DlsBank().AddWave("first", Bytes(first)).AddWave("second", Bytes(second)).AddInstrument("i", 0, 0, [], Region(0), Region(1));
        var bytes = bank.ToBytes();

        using var font = DlsBank.Read(bytes);

        Assert.Equal(bytes.Length, font.Source.Length);
        Assert.Equal(first, Points(font, font.Samples[0]));
        Assert.Equal(second, Points(font, font.Samples[1]));
        Assert.Equal(2 * (first.Length + second.Length), font.SampleData.Bytes);
    }

    [Fact]
    public void Opening_a_bank_does_not_read_its_points()
    {
        var bank = new DlsBank().AddWave("a", new byte[4 << 20]).AddWave("b", new byte[4 << 20]).AddInstrument("i", 0, 0, [], Region(0), Region(1));
        using var source = new CountingSource(new MemoryByteSource(bank.ToBytes(), "counted"));

        using var font = SoundFont.Open(source);

        Assert.InRange(source.BytesRead, 1, 128 * 1024);
        Assert.All(font.Samples, sample => Assert.Equal(2 << 20, sample.End - sample.Start));
    }

    [Theory]
    [InlineData(1, 1, 8, new byte[] { 0, 64, 128, 255 }, new short[] { -32768, -16384, 0, 32512 })]
    [InlineData(6, 1, 8, new byte[] { 0xD5, 0x55, 0xAA, 0x2A, 0x80 }, new short[] { 8, -8, 32256, -32256, 5504 })]
    [InlineData(1, 2, 8, new byte[] { 255, 129, 0, 128 }, new short[] { 16384, -16384 })]
    [InlineData(1, 2, 16, new byte[] { 0xE8, 0x03, 0xD0, 0x07, 0x00, 0x80, 0x00, 0x80 }, new short[] { 1500, -32768 })]
    public void Other_waves_are_expanded_behind_the_end_of_the_file(int format, int channels, int bits, byte[] data, short[] expected)
    {
        var bytes = new DlsBank().AddWave("plain", Bytes(Ramp)).AddWave("other", data, format: format, channels: channels, bits: bits)
            .AddInstrument("i", 0, 0, [], Region(0), Region(1)).ToBytes();

        using var font = DlsBank.Read(bytes);

        Assert.Equal(Ramp, Points(font, font.Samples[0]));
        Assert.Equal(expected, Points(font, font.Samples[1]));
        Assert.True(font.SampleData.Offset + (2 * font.Samples[1].Start) >= bytes.Length);
        Assert.Equal(channels - 1, font.Warnings.Count);
    }

    [Fact]
    public void A_wave_at_an_odd_place_among_even_ones_is_expanded_too()
    {
        var odd = new DlsBank().AddWave("odd", Bytes([5, 6, 7])).ToBytes();
        var list = odd[RawBank.Find(odd, "wvpl")..][4..];
        var bank = new DlsBank().AddWave("even", Bytes(Ramp)).AddInstrument("i", 0, 0, [], Region(0), Region(1));
        var even = bank.ToBytes();
        var first = (uint)(even.Length - (RawBank.Find(even, "wvpl") + 4) - 26);
        bank.AddRawWave([0, .. list]).Cues = [0, first + 1];

        using var font = bank.Read();

        Assert.Equal(Ramp, Points(font, font.Samples[0]));
        Assert.Equal([5, 6, 7], Points(font, font.Samples[1]));
    }

    [Fact]
    public void What_would_take_more_than_64_MB_to_expand_is_silent()
    {
        var bank = new DlsBank().AddWave("large", new byte[(32 << 20) + 1], bits: 8).AddWave("small", [0], bits: 8).AddInstrument("i", 0, 0, [], Region(0), Region(1));

        using var font = bank.Read();

        Assert.Equal("too much to be expanded", font.Samples[0].Fault);
        Assert.Equal([-32768], Points(font, font.Samples[1]));
        Assert.Equal("1 of 2 waves are silent: they would have to be expanded, and 64 MB are by then", Assert.Single(font.Warnings));
    }

    [Theory]
    [InlineData(2, 1, 4, "format 2 of 4 bits and 1 channels, expected 8 or 16 bits of PCM, or A-law")]
    [InlineData(1, 1, 24, "format 1 of 24 bits and 1 channels, expected 8 or 16 bits of PCM, or A-law")]
    [InlineData(1, 6, 16, "format 1 of 16 bits and 6 channels, expected 8 or 16 bits of PCM, or A-law")]
    public void A_wave_of_another_format_is_silent_and_a_warning_tells(int format, int channels, int bits, string fault)
    {
        using var font = new DlsBank().AddWave("w", new byte[240], format: format, channels: channels, bits: bits).AddInstrument("i", 0, 0, [], Region(0)).Read();

        Assert.Equal(fault, font.Samples[0].Fault);
        Assert.Equal($"1 of 1 waves are silent: {fault}", Assert.Single(font.Warnings));
    }

    [Fact]
    public void A_region_plays_its_keys_and_velocities_and_regions_may_lie_over_one_another()
    {
        using var font = new DlsBank().AddWave("wave", Bytes(Ramp))
            .AddInstrument("i", 0, 0, [], Region(0, 36, 48, 10, 90, type: "rgn2"), Region(0, 40, 60, 0, 0)).Read();

        var zones = font.ZonesOf(font.Instruments[0]).ToArray();
        Assert.Equal((36, 48, 10, 90), (zones[0].KeyLow, zones[0].KeyHigh, zones[0].VelocityLow, zones[0].VelocityHigh));

        // Editors of level 1, which has no splits by velocity, leave that range empty.
        Assert.Equal((40, 60, 0, 127), (zones[1].KeyLow, zones[1].KeyHigh, zones[1].VelocityLow, zones[1].VelocityHigh));
        Assert.Equal(2, font.Info.DlsLevel);
    }

    [Fact]
    public void A_wave_says_its_key_tuning_and_loop()
    {
        using var font = Plain(WaveSample(72, -13, loop: (100, 800))).Read();

        var sample = font.Samples[0];
        Assert.Equal(((byte)72, (sbyte)-13), (sample.RootKey, sample.CorrectionCents));
        Assert.Equal((100, 900), (sample.LoopStart - sample.Start, sample.LoopEnd - sample.Start));
        Assert.Equal(1, Generators(font)[GeneratorType.SampleModes]);
        Assert.DoesNotContain(Generators(font), generator => generator.Key is GeneratorType.OverridingRootKey or GeneratorType.FineTune or GeneratorType.StartLoopAddressOffset);
    }

    [Fact]
    public void What_a_region_says_of_its_wave_replaces_all_that_the_wave_says()
    {
        using var font = Plain(WaveSample(72, -13, -20, (100, 800)), WaveSample(59, 120, -6, (200, 300), loopType: 1)).Read();

        var generators = Generators(font);
        Assert.Equal(59, generators[GeneratorType.OverridingRootKey]);
        Assert.Equal((1, 33), (generators[GeneratorType.CoarseTune], generators[GeneratorType.FineTune])); // 120 cents instead of -13
        Assert.Equal((100, -400), (generators[GeneratorType.StartLoopAddressOffset], generators[GeneratorType.EndLoopAddressOffset]));
        Assert.Equal(3, generators[GeneratorType.SampleModes]);
        Assert.Equal(150, generators[GeneratorType.InitialAttenuation]); // of which each is 0.04 dB
    }

    [Fact]
    public void A_region_without_a_loop_of_its_own_saying_plays_once()
    {
        using var font = Plain(WaveSample(loop: (100, 800)), WaveSample()).Read();

        Assert.DoesNotContain(GeneratorType.SampleModes, Generators(font));
    }

    [Fact]
    public void The_loop_of_a_wave_that_has_none_is_its_first_regions()
    {
        using var font = Plain(regionSample: WaveSample(loop: (10, 20))).Read();

        Assert.Equal((10, 30), (font.Samples[0].LoopStart - font.Samples[0].Start, font.Samples[0].LoopEnd - font.Samples[0].Start));
        Assert.Equal(1, Generators(font)[GeneratorType.SampleModes]);
    }

    [Theory]
    [InlineData(900, 500, 1000)]
    [InlineData(999, 500, 0)]
    [InlineData(2000, 10, 0)]
    public void A_loop_ends_with_its_wave_and_one_outside_is_none(int start, int length, int end)
    {
        using var font = Plain(WaveSample(loop: (start, length))).Read();

        Assert.Equal(end, font.Samples[0].LoopEnd - font.Samples[0].Start);
        Assert.Equal(end > 0, Generators(font).ContainsKey(GeneratorType.SampleModes));
    }

    [Fact]
    public void A_loop_far_from_the_waves_own_is_told_in_steps_of_32768_points()
    {
        var bank = new DlsBank().AddWave("w", new byte[400_000], WaveSample(loop: (0, 1000)))
            .AddInstrument("i", 0, 0, [], Region(0, sample: WaveSample(loop: (100_000, 50_000))));

        using var font = bank.Read();

        var generators = Generators(font);
        Assert.Equal((3, 1696), (generators[GeneratorType.StartLoopAddressCoarseOffset], generators[GeneratorType.StartLoopAddressOffset]));
        Assert.Equal((4, 17_928), (generators[GeneratorType.EndLoopAddressCoarseOffset], generators[GeneratorType.EndLoopAddressOffset]));
    }

    [Fact]
    public void Regions_of_one_key_group_end_each_other()
    {
        using var font = new DlsBank().AddWave("w", Bytes(Ramp)).AddInstrument("i", 0x80000000, 0, [], Region(0, group: 5), Region(0)).Read();

        Assert.Equal(5, Generators(font)[GeneratorType.ExclusiveClass]);
        Assert.DoesNotContain(GeneratorType.ExclusiveClass, Generators(font, zone: 1));
    }

    [Fact]
    public void A_gain_above_full_is_given_as_far_as_it_can_be_and_a_warning_tells()
    {
        using var font = Plain(WaveSample(decibels: 6)).Read();

        Assert.Equal(-150, Generators(font)[GeneratorType.InitialAttenuation]);
        Assert.StartsWith("1 regions are louder than full", Assert.Single(font.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_table_of_waves_they_go_by_their_order()
    {
        var bank = new DlsBank { HasTable = false }.AddWave("a", Bytes([1])).AddWave("b", Bytes([2])).AddInstrument("i", 0, 0, [], Region(1));

        using var font = bank.Read();

        Assert.Equal("b", font.Samples[font.ZonesOf(font.Instruments[0])[0].Target].Name);
        Assert.Equal("no table of waves ('ptbl'): waves go by their order", Assert.Single(font.Warnings));
    }

    [Fact]
    public void A_region_whose_wave_is_not_there_is_ignored()
    {
        using var font = new DlsBank().AddWave("w", Bytes(Ramp)).AddInstrument("i", 0, 0, [], Region(7), Region(0)).Read();

        Assert.Equal(1, font.ZonesOf(font.Instruments[0]).Length);
        Assert.Equal("1 regions name a wave that the table of waves does not have: ignored", Assert.Single(font.Warnings));
    }

    [Fact]
    public void A_table_that_points_elsewhere_leaves_a_silent_sample()
    {
        var bank = Plain();
        bank.Cues = [3];

        using var font = bank.Read();

        Assert.Equal("no wave of the pool", font.Samples[0].Fault);
        Assert.Equal("1 of 1 waves are silent: no wave of the pool", Assert.Single(font.Warnings));
    }

    [Theory]
    [InlineData("lins", "no list 'lins' (instruments) in {0} bytes, expected behind the header of the DLS bank")]
    [InlineData("wvpl", "no list 'wvpl' (waves) in {0} bytes, expected behind the header of the DLS bank")]
    public void A_bank_without_instruments_or_waves_is_refused(string list, string message)
    {
        var bytes = Plain().ToBytes();
        bytes[RawBank.Find(bytes, list)] = (byte)'x';

        var refusal = Assert.Throws<InvalidDataException>(() => DlsBank.Read(bytes));

        Assert.Equal($"test.dls: {string.Format(System.Globalization.CultureInfo.InvariantCulture, message, bytes.Length)}", refusal.Message);
    }

    [Fact]
    public void Empty_ids_end_a_list_and_what_was_read_counts()
    {
        var bank = Plain();
        bank.Extra = RawBank.List("INFO", [.. RawBank.Chunk("ISFT", "editor\0"u8), .. new byte[8]]);

        using var font = bank.Read();

        Assert.Equal("editor", font.Info.Software);
        Assert.Single(font.Presets);
        Assert.Equal("1 lists among the bank's own hold something that is no chunk: ignored from there", Assert.Single(font.Warnings));
    }

    private static Dictionary<GeneratorType, int> Generators(SoundFont font, int zone = 0) =>
        font.InstrumentGenerators(font.ZonesOf(font.Instruments[0])[zone]).ToArray().ToDictionary(generator => generator.Type, generator => (int)generator.Amount);

    private sealed class CountingSource(IByteSource inner) : IByteSource
    {
        public long BytesRead { get; private set; }

        public string Name => inner.Name;

        public long Length => inner.Length;

        public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
        {
            var count = inner.Read(offset, destination, cancellation);
            BytesRead += count;
            return count;
        }

        public void Dispose() => inner.Dispose();
    }
}
