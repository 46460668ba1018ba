using System.Text;
using Awe.SoundFonts;
using static Awe.Tests.SoundFonts.RawBank;

namespace Awe.Tests.SoundFonts;

public sealed class InfoTests
{
    [Fact]
    public void Version_and_texts_are_read()
    {
        byte[] texts =
        [
            .. Chunk("irom", "1MGM\0\0"u8), .. Chunk("ICRD", "May 1\0"u8), .. Chunk("IENG", "Ann\0"u8), .. Chunk("IPRD", "AWE\0"u8),
            .. Chunk("ICOP", "(c)\0"u8), .. Chunk("ICMT", "two\nlines  \0\0"u8), .. Chunk("ISFT", "ed:ed\0"u8),
        ];
        using var font = new RawBank { Ifil = Words(2, 4), ExtraInfo = texts }.Read();

        Assert.Equal(
            new SoundFontInfo
            {
                MajorVersion = 2,
                MinorVersion = 4,
                Name = "raw",
                Engine = "EMU8000",
                Rom = "1MGM",
                Date = "May 1",
                Author = "Ann",
                Product = "AWE",
                Copyright = "(c)",
                Comment = "two\nlines",
                Software = "ed:ed",
            },
            font.Info);
    }

    [Fact]
    public void A_bank_without_a_version_is_read_as_2_01()
    {
        using var font = new RawBank { Ifil = null }.Read();

        Assert.Equal((2, 1), (font.Info.MajorVersion, font.Info.MinorVersion));
        Assert.Equal(["no version ('ifil'): read as 2.01"], font.Warnings);
    }

    [Fact]
    public void A_version_of_the_future_is_read_and_told()
    {
        using var font = new RawBank { Ifil = Words(4, 0) }.Read();

        Assert.Single(font.Presets);
        Assert.Equal(["'ifil' at offset 32 says version 4.00, expected 1, 2 or 3: read as 2"], font.Warnings);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0xA9, 0x74, 0xC3, 0xA9 }, "été")]
    [InlineData(new byte[] { 0xE9, 0x74, 0xE9 }, "été")]
    [InlineData(new byte[] { 0x80, 0x31, 0x99 }, "€1™")]
    [InlineData(new byte[] { 0x61, 0x20, 0x20, 0x00, 0x7A }, "a")]
    [InlineData(new byte[] { 0x00, 0x7A }, "")]
    public void Text_is_UTF8_where_valid_else_Windows_1252_up_to_the_first_zero(byte[] bytes, string expected) =>
        Assert.Equal(expected, BankText.Decode(bytes));

    [Fact]
    public void A_name_may_fill_its_field_without_a_zero()
    {
        using var font = new RawBank
        {
            Phdr = [PresetRecord("ABCDEFGHIJKLMNOPQRST", 0, 0, 0), PresetRecord("EOP", 0, 0, 1)],
        }.Read();

        Assert.Equal("ABCDEFGHIJKLMNOPQRST", font.Presets[0].Name);
    }

    [Fact]
    public void A_text_over_its_limit_is_cut_and_told()
    {
        using var font = new RawBank { ExtraInfo = Chunk("ICMT", Encoding.ASCII.GetBytes(new string('A', 70000))) }.Read();

        Assert.Equal(65536, font.Info.Comment.Length);
        Assert.Single(font.Warnings);
    }

    [Fact]
    public void A_bank_of_one_preset_record_and_the_terminal_one_has_one_preset()
    {
        using var font = new RawBank().Read();

        Assert.Single(font.Presets);
    }

    [Fact]
    public void A_bank_of_the_terminal_preset_alone_has_none()
    {
        using var font = new RawBank { Phdr = [PresetRecord("EOP", 0, 0, 0)] }.Read();

        Assert.Empty(font.Presets);
    }

    [Fact]
    public void Banks_and_programs_out_of_range_are_kept()
    {
        using var font = new RawBank { Phdr = [PresetRecord("P", 65535, 200, 0), PresetRecord("EOP", 0, 0, 1)] }.Read();

        Assert.Equal((65535, 200), (font.Presets[0].Bank, font.Presets[0].Program));
    }

    [Fact]
    public void Without_DMOD_the_default_modulators_are_those_of_the_specification()
    {
        using var font = new RawBank().Read();

        Assert.Null(font.DefaultModulators);
    }

    [Fact]
    public void DMOD_with_its_terminal_record_alone_means_no_default_modulators()
    {
        using var font = new RawBank { ExtraInfo = Chunk("DMOD", new byte[10]) }.Read();

        Assert.Empty(Assert.IsType<IReadOnlyList<Modulator>>(font.DefaultModulators, exactMatch: false));
    }

    [Fact]
    public void DMOD_replaces_the_default_modulators()
    {
        using var font = new RawBank { ExtraInfo = Chunk("DMOD", [.. Mod(0x0081, 6, 50), .. new byte[10]]) }.Read();

        Assert.Equal([new Modulator(0x0081, 6, 50, 0, 0)], font.DefaultModulators);
    }

    [Fact]
    public void DMOD_without_a_whole_record_is_ignored_and_told()
    {
        using var font = new RawBank { ExtraInfo = Chunk("DMOD", new byte[9]) }.Read();

        Assert.Null(font.DefaultModulators);
        Assert.Single(font.Warnings);
    }

    [Fact]
    public void A_plane_of_low_bytes_makes_24_bit_points()
    {
        // Specification 6.2: the point is (0x1234 << 8) | 0x56.
        var builder = new SoundFontBuilder();
        builder.AddSample("S", [0x1234], [0x56], 44100, 60);
        var bytes = builder.ToBytes();
        using var font = RawBank.Read(bytes);
        var data = font.SampleData;

        Assert.True(data.Is24Bit);
        var point = (short)(bytes[data.Offset] | (bytes[data.Offset + 1] << 8));
        Assert.Equal(0x123456, (point << 8) | bytes[data.LowByteOffset]);
    }

    [Theory]
    [InlineData(2, 4, 1046, true)]
    [InlineData(2, 4, 1045, false)]
    [InlineData(2, 4, 1047, false)]
    [InlineData(2, 4, 0, false)]
    [InlineData(2, 1, 1046, false)]
    [InlineData(3, 1, 1046, true)]
    public void Low_bytes_count_from_2_04_on_when_there_is_one_a_point(int major, int minor, int size, bool expected)
    {
        using var font = new RawBank { Ifil = Words(major, minor), Sm24 = new byte[size] }.Read();

        Assert.Equal(expected, font.SampleData.Is24Bit);
        Assert.Equal(expected ? 0 : 1, font.Warnings.Count);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Low_bytes_of_an_odd_number_of_points_may_be_rounded_up(int size)
    {
        using var font = new RawBank { Ifil = Words(2, 4), Smpl = new byte[10], Sm24 = new byte[size] }.Read();

        Assert.True(font.SampleData.Is24Bit);
    }
}
