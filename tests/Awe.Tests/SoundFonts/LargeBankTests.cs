using System.Buffers.Binary;
using Awe.SoundFonts;
using static Awe.Tests.SoundFonts.RawBank;

namespace Awe.Tests.SoundFonts;

/// <summary>Banks over 4 GiB, in each of the ways in which somebody writes them or a 32-bit program spoils them.</summary>
public sealed class LargeBankTests
{
    private const uint AllOnes = 0xFFFFFFFF;

    // 6 GiB of points; the sample lies behind what 32 bits of bytes can say, and its positions fit 32 bits of points.
    private const long Points = 3L << 30;
    private const long PointBytes = Points * 2;
    private const long SampleStart = Points - 5000;

    private static readonly RawBank s_bank =
        new RawBank().WithSample(SampleRecord("S", SampleStart, Points - 46, SampleStart + 100, Points - 100));

    [Fact]
    public void A_bank_of_64_bit_sizes_is_the_same_as_one_of_32()
    {
        var bank = new RawBank { Sm24 = new byte[PointsOfS + 46], Ifil = Words(2, 4), ExtraInfo = Chunk("IENG", "Odd\0\0"u8) };
        byte[] lists = [.. Wide(bank.Info()), .. Wide(bank.SampleData()), .. Wide(bank.Tables())];
        using var wide = Read([.. "RIFS"u8, .. Large(4 + lists.Length), .. "sfbk"u8, .. lists]);
        using var narrow = bank.Read();

        Assert.Equal(narrow.Samples, wide.Samples);
        Assert.Equal(narrow.Presets, wide.Presets);
        Assert.Equal(narrow.Instruments, wide.Instruments);
        Assert.Equal(narrow.Info, wide.Info);
        Assert.Equal((narrow.SampleData.Points, true), (wide.SampleData.Points, wide.SampleData.Is24Bit));
        Assert.Empty(wide.Warnings);
    }

    [Theory]
    [InlineData(PointBytes)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(PointBytes + 1000)]
    public void A_bank_of_64_bit_sizes_may_pass_4_GiB_also_where_the_size_is_wrong(long size)
    {
        byte[] head = [.. "RIFS"u8, .. Large(size), .. "sfbk"u8, .. Wide(s_bank.Info()), .. "LIST"u8, .. Large(size), .. "sdtasmpl"u8, .. Large(size)];

        AssertLies(head.Length, new SparseBank(head, PointBytes, Wide(s_bank.Tables())));
    }

    [Fact]
    public void Low_bytes_behind_6_GiB_of_points_are_found()
    {
        var info = new RawBank { Ifil = Words(2, 4) }.Info();
        byte[] head = [.. "RIFS"u8, .. Large(0), .. "sfbk"u8, .. Wide(info), .. "LIST"u8, .. Large(28 + PointBytes + Points), .. "sdtasmpl"u8, .. Large(PointBytes)];
        byte[] low = [.. "sm24"u8, .. Large(Points)];
        using var font = AssertLies(head.Length, new SparseBank((head, PointBytes), (low, Points), (Wide(s_bank.Tables()), 0)));

        Assert.Equal(head.Length + PointBytes + low.Length, font.SampleData.LowByteOffset);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sizes_of_an_RF64_file_are_in_its_first_chunk(bool inTable)
    {
        byte[] sizes = [.. Large(0), .. Large(inTable ? 0 : PointBytes), .. Large(0), .. Long(inTable ? 1 : 0), .. "smpl"u8, .. Large(PointBytes)];
        byte[] head = [.. "RF64"u8, .. Long(AllOnes), .. "sfbk"u8, .. Chunk("ds64", sizes), .. SampleDataHead(s_bank.Info(), AllOnes, AllOnes)];
        using var font = AssertLies(head.Length, new SparseBank(head, PointBytes, s_bank.Tables()));

        Assert.Empty(font.Warnings);
    }

    [Theory]
    [InlineData(0, "the sizes are missing")]
    [InlineData(27, "the sizes are cut")]
    [InlineData(28, "the sizes are none")]
    public void An_RF64_file_without_its_sizes_is_read_up_to_its_tables(int sizesBytes, string why)
    {
        byte[] head = [.. "RF64"u8, .. Long(AllOnes), .. "sfbk"u8, .. Chunk("ds64", new byte[sizesBytes]), .. SampleDataHead(s_bank.Info(), AllOnes, AllOnes)];
        using var font = AssertLies(head.Length, new SparseBank(head, PointBytes, s_bank.Tables()));

        Assert.True(font.Warnings.Count == 1, why);
    }

    [Theory]
    [InlineData(0, 0, "none")]
    [InlineData(AllOnes, AllOnes, "all ones")]
    [InlineData(unchecked((uint)(PointBytes + 12)), unchecked((uint)PointBytes), "without the upper bits")]
    [InlineData(0xFFFFFFF0, 0xFFFFFFF0, "the most that fits")]
    [InlineData(0xFFFFFFF0, 1000, "too small")]
    public void Points_of_an_unsaid_size_reach_to_the_tables_behind_them(uint listSize, uint size, string why)
    {
        byte[] head = [.. "RIFF"u8, .. Long(listSize), .. "sfbk"u8, .. SampleDataHead(s_bank.Info(), listSize, size)];
        using var font = AssertLies(head.Length, new SparseBank(head, PointBytes, s_bank.Tables()));

        Assert.True(font.Warnings.Count > 0, why);
    }

    [Theory]
    [InlineData(0, 0, "none")]
    [InlineData(AllOnes, AllOnes, "all ones")]
    [InlineData(unchecked((uint)(PointBytes + 12)), unchecked((uint)PointBytes), "without the upper bits")]
    public void Points_of_an_unsaid_size_behind_the_tables_reach_to_the_end(uint listSize, uint size, string why)
    {
        byte[] head = [.. "RIFF"u8, .. Long(listSize), .. "sfbk"u8, .. SampleDataHead([.. s_bank.Info(), .. s_bank.Tables()], listSize, size)];
        using var font = AssertLies(head.Length, new SparseBank(head, PointBytes, []));

        Assert.True(font.Warnings.Count > 0, why);
    }

    [Fact]
    public void Bytes_behind_points_that_end_the_file_are_ignored()
    {
        var bank = new RawBank();
        byte[] lists = [.. bank.Info(), .. bank.Tables(), .. bank.SampleData()];
        using var font = Read([.. Frame(lists), .. new byte[5000]]);

        Assert.Equal(PointsOfS + 46, font.SampleData.Points);
    }

    [Fact]
    public void Points_of_no_size_reach_to_the_end_of_their_list()
    {
        using var font = Read(Resize(new RawBank().ToBytes(), "smpl", 0));

        Assert.Equal(PointsOfS + 46, font.SampleData.Points);
        Assert.True(font.Samples[0].IsPlayable);
    }

    [Fact]
    public void A_bank_that_has_no_points_at_all_gets_none()
    {
        using var font = new RawBank { Smpl = [] }.Read();

        Assert.Equal(0, font.SampleData.Bytes);
        Assert.False(font.Samples[0].IsPlayable);
    }

    private static SoundFont AssertLies(long dataOffset, SparseBank source)
    {
        var font = SoundFont.Read(source);
        Assert.True(source.Length > 1L << 32);
        Assert.Equal((dataOffset, Points, PointBytes), (font.SampleData.Offset, font.SampleData.Points, font.SampleData.Bytes));
        Assert.Equal((SampleStart, Points - 46), (font.Samples[0].Start, font.Samples[0].End));
        Assert.True(font.Samples[0].IsPlayable);
        Assert.True(source.BytesRead < 1 << 18, $"{source.BytesRead} bytes were read");
        return font;
    }

    private static byte[] SampleDataHead(byte[] before, uint listSize, uint size) =>
        [.. before, .. "LIST"u8, .. Long(listSize), .. "sdtasmpl"u8, .. Long(size)];

    private static byte[] Large(long size)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, size);
        return bytes;
    }

    /// <summary>A list of 32-bit sizes, its chunks and itself rewritten with 64-bit ones.</summary>
    private static byte[] Wide(byte[] list)
    {
        byte[] body = [.. list.AsSpan(8, 4)];
        for (var at = 12; at < list.Length;)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(list.AsSpan(at + 4));
            var padded = size + (size & 1);
            body = [.. body, .. list.AsSpan(at, 4), .. Large(size), .. list.AsSpan(at + 8, padded)];
            at += 8 + padded;
        }

        return [.. "LIST"u8, .. Large(body.Length), .. body];
    }
}
