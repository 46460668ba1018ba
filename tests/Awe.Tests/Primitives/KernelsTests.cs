using Awe.Primitives;

namespace Awe.Tests.Primitives;

/// <summary>The vector twin of each kernel against its scalar one: every length to a few vectors, every alignment.</summary>
public class KernelsTests
{
    private const int MostFrames = 70;
    private const int MostOffset = 9;

    public static TheoryData<long> Increments => [1L << 32, 1L << 31, (1L << 32) + 12345678901, 64L << 32, 1];

    [Theory]
    [MemberData(nameof(Increments))]
    public void Cubic_interpolation_is_the_same_in_vectors_and_alone_at_every_length_and_offset(long increment)
    {
        for (var frames = 0; frames <= MostFrames; frames++)
        {
            for (var offset = 0; offset <= MostOffset; offset++)
            {
                var fraction = (uint)(offset * 477218588);
                var last = (int)((fraction + (Math.Max(0, frames - 1) * increment)) >> 32);
                var points = Points(offset + last + Kernels.TapsBefore + 1 + Kernels.TapsAfter).AsSpan(offset);
                var alone = Sentinels(frames + offset + 1);
                var vectors = Sentinels(frames + offset + 1);

                Kernels.InterpolateCubicScalar(points, fraction, increment, alone.AsSpan(offset, frames));
                Kernels.InterpolateCubicVector(points, fraction, increment, vectors.AsSpan(offset, frames));

                AssertClose(alone, vectors, 2e-7f, $"{frames} frames at {offset}");
            }
        }
    }

    [Fact]
    public void Cubic_interpolation_is_the_polynomial_through_four_points()
    {
        var points = Points(200);
        var output = new float[64];
        const long Increment = (3L << 32) / 2;
        const long Fraction = 1L << 30;

        Kernels.InterpolateCubic(points, Fraction, Increment, output);

        for (var k = 0; k < output.Length; k++)
        {
            var position = (Fraction + (k * Increment)) / 4294967296.0;
            var i = (int)position;
            // Phases are steps of 1/1024, taken in their middle.
            Assert.Equal(Hermite(points.AsSpan(i, 4), position - i), output[k], 1.5e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Increments))]
    public void Linear_interpolation_lies_on_the_line_between_two_points(long increment)
    {
        var points = Points(64 * 64 + 8);
        var output = new float[64];
        const long Fraction = 3L << 30;

        Kernels.InterpolateLinear(points, Fraction, increment, output);

        for (var k = 0; k < output.Length; k++)
        {
            var position = (Fraction + (k * increment)) / 4294967296.0;
            var i = (int)position;
            var (a, b) = (points[i + Kernels.TapsBefore], points[i + Kernels.TapsBefore + 1]);
            Assert.Equal((a + ((b - a) * (position - i))) / 32768, output[k], 1e-6);
        }
    }

    [Fact]
    public void Interpolation_of_a_constant_is_the_constant()
    {
        short[] points = [.. Enumerable.Repeat((short)16384, 80)];
        var cubic = new float[64];
        var linear = new float[64];

        Kernels.InterpolateCubic(points, 123456789, 1L << 32, cubic);
        Kernels.InterpolateLinear(points, 123456789, 1L << 32, linear);

        Assert.All(cubic, value => Assert.Equal(0.5f, value, 1e-6f));
        Assert.All(linear, value => Assert.Equal(0.5f, value));
    }

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(1f, 0f)]
    [InlineData(0.25f, 0.25f)]
    [InlineData(0f, 0f)]
    public void Mixing_is_the_same_in_vectors_and_alone_at_every_length_and_offset(float from, float to)
    {
        for (var frames = 0; frames <= MostFrames; frames++)
        {
            for (var offset = 0; offset <= MostOffset; offset++)
            {
                var block = Noise(frames + offset).AsSpan(offset);
                var alone = Sentinels(frames + offset + 1);
                var vectors = Sentinels(frames + offset + 1);

                Kernels.MixRampedScalar(block, from, to, alone.AsSpan(offset, frames));
                Kernels.MixRampedVector(block, from, to, vectors.AsSpan(offset, frames));

                // The gain of a vector is the sum of its steps: a few roundings of a float.
                AssertClose(alone, vectors, 2e-6f, $"{frames} frames at {offset}");
            }
        }
    }

    [Fact]
    public void A_ramp_arrives_with_its_last_frame()
    {
        var bus = new float[64];
        float[] ones = [.. Enumerable.Repeat(1f, 64)];

        Kernels.MixRamped(ones, 0, 1, bus);

        Assert.Equal(1f / 64, bus[0], 1e-6f);
        Assert.Equal(1f, bus[63], 1e-6f);
    }

    [Fact]
    public void Mixing_adds_to_what_is_there_and_silence_adds_nothing()
    {
        float[] bus = [0.5f, 0.5f, 0.5f];

        Kernels.MixRamped([1, 1, 1], 0.25f, 0.25f, bus);
        Kernels.MixRamped([float.NaN, float.NaN, float.NaN], 0, 0, bus);

        Assert.Equal([0.75f, 0.75f, 0.75f], bus);
    }

    [Fact]
    public void Scaling_ramps_in_place_at_every_length()
    {
        for (var frames = 1; frames <= MostFrames; frames++)
        {
            float[] block = [.. Enumerable.Repeat(2f, frames)];

            Kernels.ScaleRamped(block, 1, 0.5f);

            Assert.Equal(1f, block[^1], 1e-6f);
            Assert.Equal(2 - (1f / frames), block[0], 1e-6f);
        }
    }

    // Catmull-Rom: through the middle two points, with the slopes of their neighbours.
    private static double Hermite(ReadOnlySpan<short> p, double t)
    {
        double a = (-0.5 * p[0]) + (1.5 * p[1]) - (1.5 * p[2]) + (0.5 * p[3]);
        double b = p[0] - (2.5 * p[1]) + (2.0 * p[2]) - (0.5 * p[3]);
        double c = (-0.5 * p[0]) + (0.5 * p[2]);
        return ((((((a * t) + b) * t) + c) * t) + p[1]) / 32768;
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance, string where)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{where}: {expected[i]} and {actual[i]} at {i}");
        }
    }

    // What lies around the output must stay what it was.
    private static float[] Sentinels(int length) => [.. Enumerable.Range(0, length).Select(i => 0.001f * i)];

    private static float[] Noise(int length)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    private static short[] Points(int length)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, length).Select(_ => (short)random.Next(short.MinValue, short.MaxValue + 1))];
    }
}
