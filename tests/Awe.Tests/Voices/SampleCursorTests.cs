using Awe.Primitives;
using Awe.Storage;
using Awe.Voices;
using CsCheck;

namespace Awe.Tests.Voices;

public class SampleCursorTests
{
    private const long One = 1L << 32;

    [Fact]
    public void A_loop_repeats_its_points_and_never_the_one_after_them()
    {
        var taps = Play(Count(30), new SampleSpan(0, 30, 10, 20, true), One, [40]);

        Assert.Equal(
            [.. Enumerable.Range(0, 20), .. Enumerable.Range(10, 10), .. Enumerable.Range(10, 10)],
            taps.Select(t => (int)t[1]));
    }

    [Fact]
    public void At_the_seam_of_a_loop_the_neighbours_are_those_of_the_other_end()
    {
        var taps = Play(Count(30), new SampleSpan(0, 30, 10, 20, true), One, [40]);

        Assert.Equal([18, 19, 10, 11], taps[19]);
        Assert.Equal([19, 10, 11, 12], taps[20]);
    }

    [Fact]
    public void Taps_that_reach_further_than_a_short_loop_go_round_it_as_often_as_it_takes()
    {
        var taps = Play(Count(30), new SampleSpan(0, 30, 10, 13, true), One, [14, 3, 40], width: 16);

        Assert.Equal([12, 10, 11, 12, 10, 11, 12, 10, 11, 12, 10, 11, 12, 10, 11, 12], taps[22]);
        Assert.Equal([6, 7, 8, 9, 10, 11, 12, 10, 11, 12, 10, 11, 12, 10, 11, 12], taps[13]);
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 10, 11, 12, 10, 11, 12], taps[10]);
    }

    [Fact]
    public void A_key_that_goes_up_in_the_loop_lets_the_pass_end_and_the_rest_play()
    {
        var taps = Play(Count(30), new SampleSpan(0, 30, 10, 20, true), One, [25, 64], leaveLoopAtBlock: 1);

        Assert.Equal(
            [.. Enumerable.Range(0, 20), .. Enumerable.Range(10, 20)],
            taps.Select(t => (int)t[1]));
        Assert.Equal([28, 29, 0, 0], taps[^1]);
    }

    [Fact]
    public void Before_the_first_point_stands_the_first_and_after_the_last_stand_zeros()
    {
        var taps = Play([7, 8, 9, 100, 101], new SampleSpan(0, 3, 0, 0, false), One, [64]);

        Assert.Equal([[7, 7, 8, 9], [7, 8, 9, 0], [8, 9, 0, 0]], taps);
    }

    [Fact]
    public void A_sample_of_one_point_plays_one_frame()
    {
        var taps = Play([5], new SampleSpan(0, 1, 0, 0, false), One, [64]);

        Assert.Equal([[5, 5, 0, 0]], taps);
    }

    [Fact]
    public void A_start_after_the_loop_moves_to_the_loop()
    {
        var taps = Play(Count(40), new SampleSpan(30, 40, 10, 20, true), One, [12]);

        Assert.Equal([19, 10, 11, 12], taps[0]);
        Assert.Equal([18, 19, 10, 11], taps[9]);
    }

    [Fact]
    public void A_start_inside_a_loop_that_is_left_later_plays_the_points_before_it_too()
    {
        var taps = Play(Count(30), new SampleSpan(15, 30, 10, 20, true), One, [7, 64], leaveLoopAtBlock: 1);

        Assert.Equal(
            [.. Enumerable.Range(15, 5), .. Enumerable.Range(10, 20)],
            taps.Select(t => (int)t[1]));
    }

    [Fact]
    public void A_loop_past_the_end_of_the_sample_ends_with_its_pass_when_the_key_goes_up()
    {
        var taps = Play(Count(30), new SampleSpan(0, 8, 10, 20, true), One, [15, 64], leaveLoopAtBlock: 1);

        Assert.Equal(Enumerable.Range(0, 20), taps.Select(t => (int)t[1]));
    }

    [Fact]
    public void The_highest_pitch_over_the_shortest_loop_stays_in_the_loop()
    {
        var taps = Play(Count(30), new SampleSpan(0, 30, 10, 12, true), 64 * One, [64, 64]);

        Assert.All(taps.Skip(1), t => Assert.InRange(t[1], 10, 11));
    }

    [Fact]
    public void Any_span_at_any_pitch_in_any_blocks_is_what_counting_frame_by_frame_gives()
    {
        // Nine pages and a bit: seams of loops and of pages meet in every way.
        var points = Count((9 * Page.Frames) + 1234);
        var nearPages = Gen.Select(Gen.Int[0, 9], Gen.Int[-3, 3], (page, off) => Math.Clamp((page * Page.Frames) + off, 0, points.Length));
        var place = Gen.OneOf(Gen.Int[0, points.Length], nearPages, Gen.Int[0, 40]);
        var spans = Gen.Select(place, place, place, place, Gen.Bool)
            .Select((a, b, c, d, loop) => new SampleSpan(
                Math.Min(a, b), Math.Max(a, b), Math.Min(c, d), Math.Max(c, d), loop && Math.Abs(c - d) >= 2));
        var shortLoops = Gen.Select(place, place, place, Gen.Int[2, 9])
            .Select((a, b, c, length) => new SampleSpan(
                Math.Min(a, b), Math.Max(a, b), Math.Min(c, points.Length - length), Math.Min(c, points.Length - length) + length, true));
        var increments = Gen.OneOf(Gen.Long[1, 2 * One], Gen.Long[One, 64 * One], Gen.Const(One), Gen.Const(64 * One));
        var blocks = Gen.Int[1, 64].Array[1, 60];
        using var bench = new CursorBench(points);

        Gen.Select(Gen.OneOf(spans, shortLoops), increments, blocks, Gen.Int[0, 80], Gen.OneOf(Gen.Const(4), Gen.Const(8), Gen.Const(24), Gen.Const(SincKernels.MostTaps))).Sample(
            (span, increment, sizes, leaveAt, width) =>
            {
                var expected = new NaiveCursor(points, span).Play(increment, sizes, leaveAt, width);
                var actual = bench.Play(span, increment, sizes, leaveAt, width);
                Assert.Equal(expected.Count, actual.Count);
                for (var k = 0; k < expected.Count; k++)
                {
                    Assert.True(expected[k].AsSpan().SequenceEqual(actual[k]), $"frame {k}: {string.Join(' ', expected[k])} expected, {string.Join(' ', actual[k])} found");
                }
            },
            iter: 1500,
            threads: 1);
    }

    [Fact]
    public void Points_outside_the_stored_range_are_drawn_in_and_reversed_ones_turned_round()
    {
        var sample = new StoredSample(0, 1, 100, 50);

        Assert.Equal(new SampleSpan(0, 50, 10, 20, true), SampleSpan.Clamp(sample, 90, 300, 120, 110, true));
        Assert.Equal(new SampleSpan(5, 40, 0, 50, true), SampleSpan.Clamp(sample, 140, 105, -5, 1L << 40, true));
    }

    [Theory]
    [InlineData(110, 110)]
    [InlineData(110, 111)]
    public void A_loop_of_fewer_than_two_points_is_none(long loopStart, long loopEnd) =>
        Assert.False(SampleSpan.Clamp(new StoredSample(0, 1, 100, 50), 100, 150, loopStart, loopEnd, true).IsLooped);

    private static List<short[]> Play(short[] points, SampleSpan span, long increment, int[] blocks, int leaveLoopAtBlock = int.MaxValue, int width = 4)
    {
        using var bench = new CursorBench(points);
        return bench.Play(span, increment, blocks, leaveLoopAtBlock, width);
    }

    // Every point tells where it is, as far as 16 bits can.
    private static short[] Count(int length) => [.. Enumerable.Range(0, length).Select(i => (short)i)];
}
