using Awe.Primitives;

namespace Awe.Tests.Primitives;

public class SincKernelTests
{
    private const long One = 1L << 32;
    private const int MostFrames = 70;
    private const int MostOffset = 9;

    /// <summary>Down, at pitch, every width up to the widest, and beyond it.</summary>
    public static TheoryData<long> Increments =>
        [1, One / 2, One, One + 12345678, One * 5 / 4, One * 3 / 2, One * 2, One * 5 / 2, One * 3, One * 7, One * 16, One * 64];

    [Theory]
    [MemberData(nameof(Increments))]
    public void Sinc_interpolation_is_the_same_in_vectors_and_alone_at_every_length_and_offset(long increment)
    {
        var kernel = SincKernels.For(increment);
        for (var frames = 0; frames <= MostFrames; frames++)
        {
            for (var offset = 0; offset <= MostOffset; offset++)
            {
                var fraction = (uint)(offset * 477218588);
                var last = (int)((fraction + (Math.Max(0, frames - 1) * increment)) >> 32);
                var points = Noise(offset + last + kernel.Taps).AsSpan(offset);
                var alone = Sentinels(frames + offset + 1);
                var vectors = Sentinels(frames + offset + 1);

                Kernels.InterpolateSincScalar(points, fraction, increment, kernel, alone.AsSpan(offset, frames));
                Kernels.InterpolateSincVector(points, fraction, increment, kernel, vectors.AsSpan(offset, frames));

                for (var k = 0; k < alone.Length; k++)
                {
                    Assert.True(Math.Abs(alone[k] - vectors[k]) <= 5e-7f, $"{frames} frames at {offset}: {alone[k]} and {vectors[k]} at {k}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Increments))]
    public void A_constant_is_the_constant(long increment)
    {
        var output = new float[64];

        Interpolate([.. Enumerable.Repeat((short)16384, 5000)], increment, output);

        Assert.All(output, value => Assert.Equal(0.5f, value, 1e-6f));
    }

    [Fact]
    public void Up_to_a_third_of_an_octave_eight_points_do_and_above_about_eight_for_each_point_of_the_increment()
    {
        Assert.Equal([8, 8, 8], new[] { 0.1, 1, 1.25 }.Select(TapsAt));
        Assert.Equal([16, 32, 64, 128], new[] { 2.0, 4, 8, 16 }.Select(TapsAt));
        Assert.Equal(SincKernels.MostTaps, TapsAt(64));
        Assert.All(Enumerable.Range(0, 60).Select(i => Math.Pow(2, i / 12.0)), increment => Assert.InRange(TapsAt(increment), Math.Min(5.5 * increment, 128), Math.Max(8, 12 * increment)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.25)]
    [InlineData(1.7)]
    [InlineData(2)]
    [InlineData(3.1)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(16)]
    public void What_the_output_can_hold_passes_and_what_would_alias_does_not(double increment)
    {
        var edge = 0.5 / Math.Max(1, increment); // in periods per point: half the output's rate

        Assert.InRange(LevelOf(0.45 * edge, increment), -0.1, 0.1); // 10 kHz at 44.1
        Assert.InRange(LevelOf(0.68 * edge, increment), -1.5, 0.1); // 15 kHz
        if (increment > 1)
        {
            // What lies 1.6 times above folds to 0.4: well within hearing. Eight points have to do a little longer than they should.
            Assert.InRange(LevelOf(Math.Min(0.49, 1.6 * edge), increment), double.NegativeInfinity, increment < 1.3 ? -18 : -40);
        }
    }

    [Fact]
    public void Kernels_take_the_memory_that_is_asked_for_them()
    {
        var kernels = Enumerable.Range(0, 600).Select(i => SincKernels.For((long)(One * Math.Pow(2, i / 100.0)))).Distinct().ToList();

        Assert.Equal(25, kernels.Count);
        Assert.Equal(kernels.Sum(kernel => kernel.Rows.Length * sizeof(float)), SincKernels.Bytes);
        Assert.All(kernels, kernel => Assert.InRange(kernel.Rows.Length * sizeof(float), 1, 64 << 10));
    }

    [Fact]
    public void A_pitch_that_wavers_about_that_of_the_recording_keeps_its_kernel() =>
        Assert.Single(new[] { 0.97, 1, 1.03 }.Select(increment => SincKernels.For((long)(One * increment))).Distinct());

    private static int TapsAt(double increment) => SincKernels.For((long)(One * increment)).Taps;

    /// <summary>The level that a tone of so many periods per point comes out with, over all places between points.</summary>
    private static double LevelOf(double frequency, double increment)
    {
        var points = new short[40_000];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = (short)Math.Round(20_000 * Math.Sin(2 * Math.PI * frequency * i));
        }

        var step = (long)(One * increment);
        var output = new float[2000];
        Interpolate(points, step, output);
        return 20 * Math.Log10(Math.Sqrt(2 * output.Average(value => (double)value * value)) / (20_000 / 32768.0));
    }

    private static void Interpolate(short[] points, long increment, float[] output) =>
        Kernels.InterpolateSinc(points, 123_456_789, increment, SincKernels.For(increment), output);

    // What lies around the output must stay what it was.
    private static float[] Sentinels(int length) => [.. Enumerable.Range(0, length).Select(i => 0.001f * i)];

    private static short[] Noise(int length)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, length).Select(_ => (short)random.Next(short.MinValue, short.MaxValue + 1))];
    }
}
