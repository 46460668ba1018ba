using Awe.Primitives;
using Awe.Tests.Effects;

namespace Awe.Tests.Primitives;

/// <summary>
/// Each kernel against its scalar line, bit for bit, at every length from 0 to a few vectors and at unaligned places. The effects rely on it: their output
/// must not depend on where in a block a frame lies.
/// </summary>
public class BlockKernelTests
{
    private const int LongestFrames = 35;

    [Fact]
    public void Scaled_blocks_are_added() => ForAllLengths((a, b) =>
    {
        var expected = a.ToArray().Zip(b.ToArray(), (source, target) => target + (source * 0.3f)).ToArray();

        Kernels.AddScaled(a, 0.3f, b);

        Assert.Equal(expected, b.ToArray());
    });

    [Fact]
    public void Sums_and_differences_replace_the_rows() => ForAllLengths((a, b) =>
    {
        var sums = a.ToArray().Zip(b.ToArray(), (x, y) => x + y).ToArray();
        var differences = a.ToArray().Zip(b.ToArray(), (x, y) => x - y).ToArray();

        Kernels.SumAndDifference(a, b);

        Assert.Equal(sums, a.ToArray());
        Assert.Equal(differences, b.ToArray());
    });

    [Fact]
    public void Blocks_are_exchanged() => ForAllLengths((a, b) =>
    {
        var (first, second) = (a.ToArray(), b.ToArray());

        Kernels.Exchange(a, b);

        Assert.Equal(second, a.ToArray());
        Assert.Equal(first, b.ToArray());
    });

    [Fact]
    public void An_all_pass_takes_from_its_memory_and_gives_to_it() => ForAllLengths((block, delayed) =>
    {
        const float Gain = 0.62f;
        var entering = block.ToArray().Zip(delayed.ToArray(), (x, d) => x - (Gain * d)).ToArray();
        var leaving = delayed.ToArray().Zip(entering, (d, e) => d + (Gain * e)).ToArray();

        Kernels.AllPass(block, delayed, Gain);

        Assert.Equal(entering, delayed.ToArray());
        Assert.Equal(leaving, block.ToArray());
    });

    [Fact]
    public void A_value_above_the_limit_is_seen_in_either_block_at_every_place() => ForAllLengths((a, b) =>
    {
        Assert.False(Kernels.AnyAbove(a, b, 1f));
        for (var i = 0; i < a.Length; i++)
        {
            foreach (var value in new[] { 1.5f, -1.5f, float.PositiveInfinity })
            {
                (a[i], var kept) = (value, a[i]);
                Assert.True(Kernels.AnyAbove(a, b, 1f));
                Assert.True(Kernels.AnyAbove(b, a, 1f));
                a[i] = kept;
            }
        }
    });

    [Theory]
    [InlineData(0u, 1u << 28)]
    [InlineData(0x7FFFFF00u, 100u)]
    [InlineData(0xFFFFFFFFu, 0x13579BDFu)]
    public void A_sway_is_the_same_from_whichever_frame_it_is_drawn(uint phase, uint step)
    {
        var whole = new float[LongestFrames];
        Kernels.Sway(phase, step, 20f, 5f, whole);

        Assert.All(whole, value => Assert.InRange(value, 15f, 25f));
        for (var from = 0; from < LongestFrames; from++)
        {
            var rest = new float[LongestFrames - from];
            Kernels.Sway(phase + (step * (uint)from), step, 20f, 5f, rest);
            Assert.Equal(whole[from..], rest);
        }
    }

    [Fact]
    public void A_sway_is_nearly_a_sine()
    {
        var turn = new float[64];
        Kernels.Sway(0, 1u << 26, 0f, 1f, turn);

        for (var i = 0; i < turn.Length; i++)
        {
            Assert.Equal(Math.Sin(2 * Math.PI * i / 64), turn[i], 0.06);
        }
    }

    [Fact]
    public void Moving_delays_are_read_up_to_the_first_with_other_whole_frames()
    {
        var window = Signal.Noise(LongestFrames + 3);
        for (var length = 0; length <= LongestFrames; length++)
        {
            for (var crossing = 0; crossing <= length; crossing++)
            {
                var delays = Enumerable.Range(0, length).Select(k => k < crossing ? 7.95f - (0.02f * k) : 6.99f).ToArray();
                var output = new float[length];

                Assert.Equal(crossing, Kernels.ReadCubic(window.AsSpan(0, length + 3), 7, delays, output));

                for (var k = 0; k < crossing; k++)
                {
                    Assert.Equal(Kernels.Cubic(window[k + 3], window[k + 2], window[k + 1], window[k], delays[k] - 7), output[k]);
                }
            }
        }
    }

    [Fact]
    public void The_cubic_goes_through_its_points_and_is_exact_for_parabolas()
    {
        Assert.Equal((5f, 6f), (Kernels.Cubic(1, 5, 6, 9, 0f), Kernels.Cubic(1, 5, 6, 9, 1f)));
        Assert.Equal(2.25f, Kernels.Cubic(0, 1, 4, 9, 0.5f), 1e-6f);
    }

    private delegate void OnBlocks(Span<float> a, Span<float> b);

    private static void ForAllLengths(OnBlocks test)
    {
        for (var length = 0; length <= LongestFrames; length++)
        {
            for (var offset = 0; offset < 3; offset++)
            {
                test(Signal.Noise(LongestFrames + 3).AsSpan(offset, length), Signal.Noise(LongestFrames + 3, seed: 9).AsSpan(3 - offset, length));
            }
        }
    }
}
