using Awe.Primitives;
using Awe.SoundFonts;
using static Awe.Tests.SoundFonts.RawBank;

namespace Awe.Tests.SoundFonts;

public sealed class ContainerTests
{
    [Fact]
    public void A_sound_bank_opens_without_a_warning()
    {
        using var font = new RawBank().Read();

        Assert.Equal("P", Assert.Single(font.Presets).Name);
        Assert.Equal("I", Assert.Single(font.Instruments).Name);
        Assert.Equal("S", Assert.Single(font.Samples).Name);
        Assert.Empty(font.Warnings);
    }

    [Fact]
    public void The_place_of_the_sample_points_is_known()
    {
        var bytes = new RawBank().ToBytes();
        using var font = RawBank.Read(bytes);

        Assert.Equal(new SampleData(Find(bytes, "smpl") + 8, PointsOfS + 46, -1), font.SampleData);
    }

    [Theory]
    [InlineData("pdta sdta INFO")]
    [InlineData("sdta INFO pdta")]
    [InlineData("INFO pdta sdta")]
    public void Lists_may_stand_in_any_order(string order)
    {
        var bank = new RawBank();
        var bytes = Frame([.. order.Split(' ').SelectMany(id => id switch
        {
            "INFO" => bank.Info(), "sdta" => bank.SampleData(), _ => bank.Tables(),
        })]);
        using var font = RawBank.Read(bytes);

        AssertSound(font);
        Assert.Empty(font.Warnings);
    }

    [Fact]
    public void Of_lists_that_come_twice_the_first_counts()
    {
        var (one, two) = (new RawBank(), new RawBank { Phdr = [PresetRecord("Q", 0, 0, 0), PresetRecord("EOP", 0, 0, 1)] });
        using var font = RawBank.Read(Frame([.. one.Info(), .. one.SampleData(), .. one.Tables(), .. two.Tables()]));

        AssertSound(font);
        Assert.Equal(["9 chunks come a second time: ignored"], font.Warnings);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(4u)]
    [InlineData(0x80000000u)]
    public void The_size_of_the_frame_is_told_and_not_trusted(uint size)
    {
        var bytes = new RawBank().ToBytes();
        using var font = RawBank.Read(Resize(bytes, "RIFF", size));

        AssertSound(font);
        Assert.Equal([$"the RIFF frame says {8L + size} bytes, the file has {bytes.Length}"], font.Warnings);
    }

    [Fact]
    public void A_frame_that_does_not_say_its_size_ends_with_the_file()
    {
        var bytes = new RawBank().ToBytes();
        using var font = RawBank.Read(Resize(bytes, "RIFF", 0xFFFFFFFF));

        AssertSound(font);
        Assert.Equal([$"the frame does not say its size, the file has {bytes.Length} bytes"], font.Warnings);
    }

    [Theory]
    [InlineData("LIST", 0xFFFFFFFFu)]
    [InlineData("LIST", 0u)]
    [InlineData("LIST", 7u)]
    public void The_size_of_a_list_does_no_harm(string id, uint size)
    {
        using var font = RawBank.Read(Resize(new RawBank().ToBytes(), id, size));

        AssertSound(font);
    }

    [Fact]
    public void Bytes_behind_the_frame_are_ignored()
    {
        using var font = RawBank.Read([.. new RawBank().ToBytes(), 1, 2, 3, .. new byte[500]]);

        AssertSound(font);
        Assert.Single(font.Warnings);
    }

    [Fact]
    public void Unknown_chunks_are_skipped_wherever_they_stand()
    {
        var bank = new RawBank { ExtraInfo = Chunk("XYZW", new byte[5]) };
        var unknown = Chunk("abcd", new byte[33]);
        var list = List("zdta", Chunk("phdr", new byte[76]));
        using var font = RawBank.Read(Frame([.. unknown, .. list, .. bank.Info(), .. list, .. bank.SampleData(), .. unknown, .. bank.Tables(), .. unknown]));

        AssertSound(font);
        Assert.Empty(font.Warnings);
    }

    [Fact]
    public void An_odd_chunk_without_its_pad_byte_does_not_lose_the_bank()
    {
        byte[] odd = [.. "IENG"u8, .. Long(5), .. "Odd\0\0"u8, .. "ICMT"u8, .. Long(0x40), .. "abc\0"u8, .. new byte[60]];
        using var font = new RawBank { ExtraInfo = odd }.Read();

        AssertSound(font);
        Assert.Equal(("Odd", "abc"), (font.Info.Author, font.Info.Comment));
    }

    [Fact]
    public void An_odd_last_chunk_of_an_odd_list_without_pad_bytes_does_not_lose_the_bank()
    {
        using var font = new RawBank { ExtraInfo = [.. "irom"u8, .. Long(5), .. "1MGM\0"u8] }.Read();

        AssertSound(font);
        Assert.Equal("1MGM", font.Info.Rom);
    }

    [Fact]
    public void A_table_size_that_is_no_multiple_is_rounded_down_and_told()
    {
        var bank = new RawBank { Phdr = [PresetRecord("P", 0, 0, 0), PresetRecord("EOP", 0, 0, 1), [0]] };
        using var font = bank.Read();

        AssertSound(font);
        Assert.Contains(font.Warnings, w => w.StartsWith("'phdr' at offset ", StringComparison.Ordinal) && w.Contains("holds 77 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public void A_size_that_is_one_too_large_is_seen_through()
    {
        using var font = RawBank.Read(Resize(new RawBank().ToBytes(), "phdr", 77));

        AssertSound(font);
    }

    [Theory]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0xFFFFFFF0u)]
    public void Tables_behind_sample_data_of_a_wrong_size_are_found_from_the_end(uint size)
    {
        using var font = RawBank.Read(Resize(new RawBank().ToBytes(), "smpl", size));

        AssertSound(font);
        Assert.Equal(PointsOfS + 46, font.SampleData.Points);
    }

    [Fact]
    public void Sample_data_that_ends_early_is_left_at_the_end_of_its_list()
    {
        using var font = RawBank.Read(Resize(new RawBank().ToBytes(), "smpl", 600));

        Assert.Equal((300, 300), (font.SampleData.Points, font.Samples[0].End));
    }

    [Fact]
    public void Offsets_past_4_GiB_are_64_bit()
    {
        // The largest smpl that 32 bits can say: 2^31 - 8 points; the tables lie behind it.
        const long Points = 0xFFFFFFF0 / 2;
        var bank = new RawBank().WithSample(SampleRecord("S", Points - 1000, Points, Points - 900, Points - 100));
        var source = SparseBank.Of(bank, Points);
        using var font = SoundFont.Read(source);

        Assert.True(source.Length > 1L << 32);
        Assert.Equal(Points, font.SampleData.Points);
        Assert.Equal((Points - 1000, Points), (font.Samples[0].Start, font.Samples[0].End));
        Assert.True(font.Samples[0].IsPlayable);
        Assert.Equal(0, source.HoleBytesRead);
    }

    [Fact]
    public void Sample_data_behind_the_tables_may_pass_4_GiB()
    {
        // The trailing form: sdta last, its sizes cannot be said, so they are all ones.
        var bank = new RawBank().WithSample(SampleRecord("S", 0xFFFFFF00, 0xFFFFFFF0, 0, 0));
        byte[] head = [.. "RIFF"u8, .. Long(0xFFFFFFFF), .. "sfbk"u8, .. bank.Info(), .. bank.Tables(),
            .. "LIST"u8, .. Long(0xFFFFFFFF), .. "sdtasmpl"u8, .. Long(0xFFFFFFFF)];
        using var font = SoundFont.Read(new SparseBank(head, 0xFFFFFFFFL * 2, []));

        Assert.Equal(0xFFFFFFFFL, font.SampleData.Points);
        Assert.Equal((0xFFFFFF00L, 0xFFFFFFF0L), (font.Samples[0].Start, font.Samples[0].End));
    }

    [Fact]
    public void Opening_reads_the_headers_and_nothing_else()
    {
        var small = SparseBank.Of(new RawBank(), 1 << 20);
        var large = SparseBank.Of(new RawBank(), 1 << 30);
        using var one = SoundFont.Read(small);
        using var two = SoundFont.Read(large);

        Assert.Equal(0, large.HoleBytesRead);
        Assert.Equal(small.BytesRead, large.BytesRead);
    }

    [Theory]
    [InlineData("", "found 0 bytes, expected 'RIFF' at offset 0")]
    [InlineData("RIF", "found 3 bytes, expected 'RIFF' at offset 0")]
    [InlineData("RAFFxxxxsfbk", "found 'RAFF' at offset 0, expected 'RIFF'")]
    [InlineData("\x01\x02\x03\x04 noise", "found bytes 01 02 03 04 at offset 0, expected 'RIFF'")]
    [InlineData("MThd\0\0\0\x06", "found 'MThd' at offset 0 (a MIDI file), expected 'RIFF'")]
    [InlineData("RIFS\x04\0\0\0\0\0\0\0sfbk", "no list 'pdta' (presets, instruments, samples) in 16 bytes, expected behind 'INFO' and 'sdta'")]
    [InlineData("RIFS\x04\0\0\0\0\0\0\0", "the file ends at offset 12, expected 'sfbk' at offset 12")]
    [InlineData("RIFS\x04\0\0\0\0\0\0\0sfpk", "found 'sfpk' at offset 12 (a packed SoundFont, not supported), expected 'sfbk'")]
    [InlineData("RIFS\x04\0\0\0\0\0\0\0sfen", "found 'sfen' at offset 12 (an encrypted SoundFont, not supported), expected 'sfbk'")]
    [InlineData("RF64\xff\xff\xff\xffWAVEds64", "found 'WAVE' at offset 8 (a wave file), expected 'sfbk'")]
    [InlineData("RIFF", "the file ends at offset 4, expected 'sfbk' at offset 8")]
    [InlineData("RIFF\x24\0\0\0WAVEfmt ", "found 'WAVE' at offset 8 (a wave file), expected 'sfbk'")]
    [InlineData("RIFF\x24\0\0\0sfpkLIST", "found 'sfpk' at offset 8 (a packed SoundFont, not supported), expected 'sfbk'")]
    [InlineData("PK\x03\x04 and a name", "found bytes 50 4B 03 04 at offset 0 (a ZIP archive, to be unpacked first), expected 'RIFF'")]
    [InlineData("\0\0\0\0 some sizes and sums\x02sfArk and more", "found an sfArk archive, to be unpacked first, expected 'RIFF' at offset 0")]
    [InlineData("RIFS\x04\0\0\0\0\0\0\0DLS ", "found 'DLS ' at offset 12, expected 'sfbk'")]
    [InlineData("RIFF\x04\0\0\0sfbk", "no list 'pdta' (presets, instruments, samples) in 12 bytes, expected behind 'INFO' and 'sdta'")]
    public void A_file_that_is_no_bank_is_refused_with_one_line(string content, string message)
    {
        var bytes = content.Select(c => (byte)c).ToArray();
        var refusal = Assert.Throws<InvalidDataException>(() => RawBank.Read(bytes));

        Assert.Equal($"test.sf2: {message}", refusal.Message);
    }

    [Theory]
    [InlineData("phdr")]
    [InlineData("pbag")]
    [InlineData("pmod")]
    [InlineData("pgen")]
    [InlineData("inst")]
    [InlineData("ibag")]
    [InlineData("imod")]
    [InlineData("igen")]
    [InlineData("shdr")]
    public void A_bank_that_lacks_a_table_is_refused_by_its_name(string id)
    {
        var bytes = new RawBank().ToBytes();
        var at = Find(bytes, id);
        bytes[at] = (byte)'x';
        var missing = Assert.Throws<InvalidDataException>(() => RawBank.Read(bytes));

        Assert.StartsWith($"test.sf2: no chunk '{id}' ", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_any_record_is_refused()
    {
        var bank = new RawBank { Pmod = [] };
        var refusal = Assert.Throws<InvalidDataException>(bank.Read);

        Assert.Matches("^test.sf2: 'pmod' at offset [0-9]+ holds 0 bytes, expected at least one record of 10$", refusal.Message);
    }

    [Fact]
    public void A_name_of_a_file_cannot_break_the_line()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => SoundFont.Read(new MemoryByteSource(new byte[9], "a\nb\r.sf2")));

        Assert.Equal("a b .sf2: found bytes 00 00 00 00 at offset 0, expected 'RIFF'", refusal.Message);
    }

    [Fact]
    public void A_directory_is_refused_as_a_bank()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => SoundFont.Open(AppContext.BaseDirectory));

        Assert.Equal($"{AppContext.BaseDirectory}: found a directory, expected a SoundFont file", refusal.Message);
    }

    [Fact]
    public void A_pipe_is_refused_as_a_bank()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a pipe has a path on Linux only");
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream();
        var path = $"/proc/self/fd/{pipe.SafePipeHandle.DangerousGetHandle()}";
        var refusal = Assert.Throws<InvalidDataException>(() => SoundFont.Open(path));

        Assert.Equal($"{path}: found a pipe or a device, expected a file that can be read anywhere", refusal.Message);
    }

    [Fact]
    public void A_missing_file_is_reported_as_such() =>
        Assert.Throws<FileNotFoundException>(() => SoundFont.Open(Path.Combine(AppContext.BaseDirectory, "no such file.sf2")));

    [Fact]
    public void A_table_that_cannot_be_read_to_its_end_is_refused()
    {
        var bytes = new RawBank().ToBytes();
        var refusal = Assert.Throws<InvalidDataException>(() => SoundFont.Read(new ShrunkSource(bytes, Find(bytes, "shdr") + 8 + 60)));

        Assert.Matches("'shdr' at offset [0-9]+ could be read for 60 bytes, expected 92$", refusal.Message);
    }

    [Fact]
    public void Reads_that_bring_less_than_was_asked_are_repeated()
    {
        using var font = SoundFont.Read(new DribblingSource(new RawBank().ToBytes()));

        AssertSound(font);
        Assert.Empty(font.Warnings);
    }

    [Fact]
    public void A_file_that_cannot_be_read_any_more_is_an_IO_error() =>
        Assert.Throws<IOException>(() => SoundFont.Read(new FailingSource(new RawBank().ToBytes(), failAt: 100)));

    private static void AssertSound(SoundFont font)
    {
        var preset = Assert.Single(font.Presets);
        Assert.Equal("P", preset.Name);
        var instrument = font.Instruments[Assert.Single(font.ZonesOf(preset).ToArray()).Target];
        Assert.Equal("I", instrument.Name);
        var sample = font.Samples[Assert.Single(font.ZonesOf(instrument).ToArray()).Target];
        Assert.Equal(("S", 0, 1000, 100, 900), (sample.Name, sample.Start, sample.End, sample.LoopStart, sample.LoopEnd));
        Assert.True(sample.IsPlayable);
    }

    /// <summary>A file that was cut after its length was asked.</summary>
    private sealed class ShrunkSource(byte[] bytes, int readable) : IByteSource
    {
        private readonly MemoryByteSource _readable = new(bytes.AsMemory(0, readable), "shrunk.sf2");

        public string Name => _readable.Name;

        public long Length => bytes.Length;

        public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default) => _readable.Read(offset, destination, cancellation);

        public void Dispose() => _readable.Dispose();
    }

    private sealed class DribblingSource(byte[] bytes) : IByteSource
    {
        public string Name => "dribble.sf2";

        public long Length => bytes.Length;

        public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
        {
            var count = (int)Math.Min(Math.Min(destination.Length, 3), bytes.Length - offset);
            bytes.AsSpan((int)offset, count).CopyTo(destination);
            return count;
        }

        public void Dispose()
        {
        }
    }

    private sealed class FailingSource(byte[] bytes, int failAt) : IByteSource
    {
        public string Name => "failing.sf2";

        public long Length => bytes.Length;

        public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
        {
            if (offset + destination.Length > failAt)
            {
                throw new IOException("the disk is gone");
            }

            bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);
            return destination.Length;
        }

        public void Dispose()
        {
        }
    }
}
