using Awe.SoundFonts;
using static Awe.Tests.SoundFonts.RawBank;

namespace Awe.Tests.SoundFonts;

public sealed class SampleHeaderTests
{
    private const int Points = PointsOfS + 46;

    [Fact]
    public void A_sound_header_is_taken_as_it_is()
    {
        var sample = Only(SampleRecord("S", 0, 1000, 100, 900, 22050, 64, -4, 7, 4));

        Assert.Equal(
            new SampleHeader
            {
                Name = "S",
                Start = 0,
                End = 1000,
                LoopStart = 100,
                LoopEnd = 900,
                ReachStart = 0,
                ReachEnd = 1000,
                Rate = 22050,
                RootKey = 64,
                CorrectionCents = -4,
                Link = 7,
                Type = 4,
            },
            sample);
        Assert.True(sample.IsPlayable);
    }

    [Fact]
    public void A_bank_of_the_terminal_record_alone_has_no_samples()
    {
        using var font = new RawBank { Shdr = [new byte[46]] }.Read();

        Assert.Empty(font.Samples);
        Assert.Equal(0, font.ZonesOf(font.Instruments[0]).Length);
    }

    [Theory]
    [InlineData(255, 60)]
    [InlineData(128, 60)]
    [InlineData(127, 127)]
    public void An_illegal_root_key_is_60(int inFile, int expected) =>
        Assert.Equal(expected, Only(SampleRecord("S", 0, 1000, 0, 0, rootKey: inFile)).RootKey);

    [Theory]
    [InlineData(0, 44100)]
    [InlineData(1, 1)]
    [InlineData(399, 399)]
    [InlineData(96000, 96000)]
    [InlineData(0xFFFFFFFF, 1_000_000)]
    public void A_rate_is_kept_where_it_can_be_played(long inFile, int expected) =>
        Assert.Equal(expected, Only(SampleRecord("S", 0, 1000, 0, 0, rate: inFile)).Rate);

    [Theory]
    [InlineData(900, 100, 100, 900, "reversed: swapped")]
    [InlineData(500, 500, 0, 0, "equal: no loop")]
    [InlineData(500, 501, 0, 0, "one point: no loop")]
    [InlineData(500, 502, 500, 502, "two points: the shortest loop")]
    [InlineData(0, 1000, 0, 1000, "the whole sample, without a margin")]
    [InlineData(100, 1020, 100, 1020, "past the end, inside the data: played as it is")]
    [InlineData(100, 5000, 100, 1000, "past the data: ends with the sample")]
    [InlineData(5000, 6000, 0, 1000, "both past the data: the whole sample")]
    [InlineData(0xFFFFFFFF, 0, 0, 1000, "reversed and past the data")]
    public void Loops_are_put_in_order(long start, long end, long expectedStart, long expectedEnd, string why)
    {
        var sample = Only(SampleRecord("S", 0, 1000, start, end));

        Assert.True((expectedStart, expectedEnd) == (sample.LoopStart, sample.LoopEnd), $"{why}: {sample}");
        Assert.True(sample.IsPlayable);
        Assert.True(sample.ReachEnd >= sample.LoopEnd);
    }

    [Fact]
    public void A_loop_before_its_sample_begins_with_it()
    {
        var sample = Only(SampleRecord("S", 200, 1000, 50, 900));

        Assert.Equal((200, 900), (sample.LoopStart, sample.LoopEnd));
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(0xFFFFFFFF)]
    public void An_end_past_the_data_is_cut(long end)
    {
        using var font = new RawBank().WithSample(SampleRecord("S", 10, end, 0, 0)).Read();

        Assert.Equal((10, Points), (font.Samples[0].Start, font.Samples[0].End));
        Assert.True(font.Samples[0].IsPlayable);
        Assert.Equal([$"sample 0 'S' ends at point {end} of {Points}: cut"], font.Warnings);
    }

    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(1000, 5)]
    [InlineData(Points, 0xFFFFFFFF)]
    [InlineData(0xFFFFFFFF, 1000)]
    public void A_sample_without_a_point_is_silent_and_the_bank_opens(long start, long end)
    {
        using var font = new RawBank().WithSample(SampleRecord("S", start, end, 0, 0)).Read();

        Assert.Equal($"no points from {start} to {end} of {Points}", font.Samples[0].Fault);
        Assert.Equal((0, 0), (font.Samples[0].ReachStart, font.Samples[0].ReachEnd));
        Assert.Single(font.Warnings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(15)]
    public void Any_mix_of_channel_flags_plays(int type) => Assert.True(Only(SampleRecord("S", 0, 1000, 0, 0, type: type)).IsPlayable);

    [Theory]
    [InlineData(0x8001, "a sample of the card's ROM, which is not there")]
    [InlineData(0x20, "unknown sample type 0x0020")]
    [InlineData(0xFFFF, "unknown sample type 0xFFFF")]
    public void A_sample_that_is_no_plain_PCM_is_silent_and_the_bank_opens(int type, string fault)
    {
        using var font = new RawBank().WithSample(SampleRecord("S", 0, 1000, 100, 900, type: type)).Read();

        Assert.Equal(fault, font.Samples[0].Fault);
        Assert.Equal(type, font.Samples[0].Type);
        Assert.Equal(1, font.ZonesOf(font.Instruments[0]).Length);
        Assert.Single(font.Warnings);
    }

    [Fact]
    public void An_encoded_sample_is_told_by_its_bytes_and_the_loop_of_its_decoded_points()
    {
        var sample = Only(SampleRecord("S", 3, 1536, 8, 40_000, type: 0x11, rate: 32000));

        Assert.True(sample.IsEncoded);
        Assert.Equal((3, 1533), (sample.EncodedOffset, sample.EncodedBytes));
        Assert.Equal((8, 40_000), (sample.LoopStart, sample.LoopEnd));
        Assert.Equal((0, 0, 0, 0), (sample.Start, sample.End, sample.ReachStart, sample.ReachEnd));
        Assert.Equal((32000, null), (sample.Rate, sample.Fault));
        Assert.True(sample.IsPlayable);
    }

    [Theory]
    [InlineData(900, 100, 100, 900, "reversed: swapped")]
    [InlineData(500, 501, 0, 0, "one point: no loop")]
    [InlineData(7, 7, 0, 0, "none")]
    [InlineData(0, 0xFFFFFFFF, 0, 0xFFFFFFFF, "behind any end: known when it was decoded")]
    public void The_loop_of_an_encoded_sample_is_in_order(long start, long end, long expectedStart, long expectedEnd, string why)
    {
        var sample = Only(SampleRecord("S", 0, 1000, start, end, type: 0x11));

        Assert.True((expectedStart, expectedEnd) == (sample.LoopStart, sample.LoopEnd), $"{why}: {sample}");
    }

    [Theory]
    [InlineData(2091, 0xFFFFFFFF, 2091, 1, null)]
    [InlineData(2092, 2093, 0, 0, "no bytes from 2092 to 2093 of 2092")]
    [InlineData(100, 100, 0, 0, "no bytes from 100 to 100 of 2092")]
    [InlineData(100, 99, 0, 0, "no bytes from 100 to 99 of 2092")]
    public void Encoded_bytes_outside_the_data_are_cut_and_without_any_the_sample_is_silent(long start, long end, long offset, long bytes, string? fault)
    {
        using var font = new RawBank().WithSample(SampleRecord("S", start, end, 0, 0, type: 0x11)).Read();

        Assert.Equal((offset, bytes, fault), (font.Samples[0].EncodedOffset, font.Samples[0].EncodedBytes, font.Samples[0].Fault));
        Assert.Contains(font.Warnings, warning => warning.StartsWith("sample 0 'S' ", StringComparison.Ordinal));
        Assert.True(font.Samples[0].IsEncoded);
    }

    [Fact]
    public void The_last_byte_of_an_odd_smpl_belongs_to_an_encoded_sample()
    {
        using var font = new RawBank { Smpl = new byte[1001] }.WithSample(SampleRecord("S", 0, 1001, 0, 0, type: 0x11)).Read();

        Assert.Equal((1001, 500), (font.SampleData.Bytes, font.SampleData.Points));
        Assert.Equal(1001, font.Samples[0].EncodedBytes);
    }

    [Fact]
    public void Encoded_samples_and_plain_ones_may_be_mixed()
    {
        var bank = new RawBank { Shdr = [SampleRecord("plain", 0, 500, 10, 400), SampleRecord("packed", 1000, 2092, 10, 400, type: 0x11), new byte[46]] };
        using var font = bank.Read();

        Assert.Equal((false, 0, 500, true), (font.Samples[0].IsEncoded, font.Samples[0].Start, font.Samples[0].End, font.Samples[0].IsPlayable));
        Assert.Equal((true, 1000, 1092), (font.Samples[1].IsEncoded, font.Samples[1].EncodedOffset, font.Samples[1].EncodedBytes));
        Assert.Empty(font.Warnings);
    }

    [Fact]
    public void Address_offsets_do_not_reach_into_an_encoded_sample()
    {
        using var font = new RawBank().InstrumentZones([Gen(1, 100), Gen(12, 1), Gen(53, 0)])
            .WithSample(SampleRecord("S", 0, 1000, 8, 900, type: 0x11)).Read();

        Assert.Equal((0, 0), (font.Samples[0].ReachStart, font.Samples[0].ReachEnd));
    }

    [Fact]
    public void Without_smpl_all_samples_are_silent_with_one_warning()
    {
        var bank = new RawBank { Shdr = [SampleRecord("a", 0, 100, 0, 0), SampleRecord("b", 0, 100, 0, 0), new byte[46]] };
        using var font = Read(Frame([.. bank.Info(), .. bank.Tables()]));

        Assert.All(font.Samples, s => Assert.False(s.IsPlayable));
        Assert.Equal(["2 of 2 samples are silent: the bank holds no sample points"], font.Warnings);
    }

    [Fact]
    public void One_stream_for_all_samples_is_named_as_what_it_is()
    {
        var bytes = new RawBank().ToBytes();
        "smpo"u8.CopyTo(bytes.AsSpan(Find(bytes, "smpl")));
        using var font = Read(bytes);

        Assert.Equal(
            ["samples are one compressed stream ('smpo'), not supported", "1 of 1 samples are silent: the bank holds no sample points"], font.Warnings);
    }

    [Fact]
    public void An_odd_smpl_has_as_many_points_as_are_whole()
    {
        using var font = new RawBank { Smpl = new byte[1001] }.WithSample(SampleRecord("S", 0, 1000, 0, 0)).Read();

        Assert.Equal(500, font.SampleData.Points);
        Assert.Equal(500, font.Samples[0].End);
    }

    [Fact]
    public void Links_are_kept_as_they_are_however_wrong() => Assert.Equal(9999, Only(SampleRecord("S", 0, 1000, 0, 0, link: 9999)).Link);

    [Fact]
    public void Address_offsets_count_fine_and_coarse_points()
    {
        // Specification 8.1.2: coarse offsets are steps of 32768 points.
        var offsets = AddressOffsets.Of([], [new(GeneratorType.StartAddressOffset, 3), new(GeneratorType.StartAddressCoarseOffset, 2)]);

        Assert.Equal(65544 - 5, offsets.Start);
        Assert.Equal((0, 0, 0), (offsets.End, offsets.LoopStart, offsets.LoopEnd));
    }

    [Fact]
    public void Address_offsets_of_a_zone_replace_those_of_its_global_zone()
    {
        var offsets = AddressOffsets.Of(
            [new(GeneratorType.EndAddressOffset, -5), new(GeneratorType.EndLoopAddressCoarseOffset, 1)], [new(GeneratorType.EndAddressOffset, -7)]);

        Assert.Equal((-7, 32768), (offsets.End, offsets.LoopEnd));
    }

    [Theory]
    [InlineData(0, 20, 100, 1000, "a start inside")]
    [InlineData(0, -20, 80, 1000, "a start before")]
    [InlineData(1, 30, 100, 1030, "an end behind")]
    [InlineData(1, -30, 100, 1000, "an end inside")]
    [InlineData(12, 1, 100, Points, "a coarse end: clamped to the data")]
    [InlineData(4, -1, 0, 1000, "a coarse start before: clamped to the data")]
    [InlineData(2, -50, 100, 1000, "a loop start inside")]
    [InlineData(3, 140, 100, 1040, "a loop end behind")]
    [InlineData(0, 20000, 100, 1000, "a start past the end plays nothing")]
    public void A_sample_reaches_as_far_as_the_offsets_of_its_zones(int generator, int amount, long first, long end, string why)
    {
        using var font = new RawBank().InstrumentZones([Gen(generator, amount), Gen(53, 0)])
            .WithSample(SampleRecord("S", 100, 1000, 200, 900)).Read();

        Assert.True((first, end) == (font.Samples[0].ReachStart, font.Samples[0].ReachEnd), $"{why}: {font.Samples[0]}");
        Assert.Equal((100, 1000), (font.Samples[0].Start, font.Samples[0].End));
    }

    [Fact]
    public void The_offsets_of_a_global_zone_widen_the_samples_of_its_instrument()
    {
        using var font = new RawBank().InstrumentZones([Gen(1, 25)], [Gen(53, 0)]).Read();

        Assert.Equal(1025, font.Samples[0].ReachEnd);
    }

    [Fact]
    public void Offsets_that_make_a_big_bank_reach_many_times_its_size_lose_their_effect()
    {
        // 2048 samples of 64 Ki points in 2^27 points; each zone's coarse end reaches the bank's end.
        using var font = OffsetBank(samples: 2048, pointsEach: 1 << 16);

        Assert.All(font.Samples, s => Assert.Equal((s.Start, s.End, true), (s.ReachStart, s.ReachEnd, s.IsPlayable)));
        Assert.Contains(font.Warnings, w => w.StartsWith("address offsets make samples reach ", StringComparison.Ordinal));
    }

    [Fact]
    public void Samples_that_all_cover_a_big_bank_fall_silent_when_their_sum_is_many_times_its_size()
    {
        var bank = new RawBank { Shdr = [.. Enumerable.Range(0, 20).Select(_ => SampleRecord("S", 0, 1 << 27, 0, 0)), new byte[46]] };
        using var font = SparseBank.Read(bank, points: 1 << 27);

        Assert.Equal(4, font.Samples.Count(s => s.IsPlayable));
        Assert.Contains("16 of 20 samples are silent: samples overlap so often that their sum is many times the bank", font.Warnings);
    }

    private static SoundFont OffsetBank(int samples, int pointsEach)
    {
        var bank = new RawBank { Shdr = [] };
        for (var i = 0; i < samples; i++)
        {
            bank.Shdr.Add(SampleRecord($"{i}", (long)i * pointsEach, (long)(i + 1) * pointsEach, 0, 0));
        }

        bank.Shdr.Add(new byte[46]);
        bank.InstrumentZones([.. Enumerable.Range(0, samples).Select(i => new[] { Gen(12, 32767), Gen(53, i) })]);
        return SparseBank.Read(bank, points: (long)samples * pointsEach);
    }

    private static SampleHeader Only(byte[] record)
    {
        using var font = new RawBank().WithSample(record).Read();
        return Assert.Single(font.Samples);
    }
}
