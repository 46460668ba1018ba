using Awe.Codecs;

namespace Awe.Tests.Codecs;

/// <summary>The fast transform against the sum that defines it.</summary>
public sealed class VorbisTransformTests
{
    public static TheoryData<int> Blocks => [64, 128, 256, 512, 1024, 2048, 4096, 8192];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_middle_half_of_a_block_is_the_sum_of_its_cosines(int block)
    {
        var random = new Random(block);
        var spectrum = Enumerable.Range(0, block / 2).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        var middle = new float[block / 2];
        new VorbisTransform(block).Inverse(spectrum, middle, new float[block]);

        for (var i = 0; i < middle.Length; i += block > 1024 ? 37 : 1)
        {
            Assert.Equal(Point(spectrum, i + (block / 4)), middle[i], 2e-5 * Math.Sqrt(block));
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_outer_quarters_of_a_block_mirror_its_middle(int block)
    {
        var random = new Random(block);
        var spectrum = Enumerable.Range(0, block / 2).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        for (var i = 0; i < block / 4; i += 1 + (block / 64))
        {
            Assert.Equal(-Point(spectrum, (block / 2) - 1 - i), Point(spectrum, i), 1e-8);
            Assert.Equal(Point(spectrum, (block * 3 / 4) - 1 - i), Point(spectrum, (block * 3 / 4) + i), 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_slope_and_its_mirror_keep_the_power(int block)
    {
        var slope = new VorbisTransform(block).Slope;
        Assert.Equal(block / 2, slope.Length);
        for (var i = 0; i < slope.Length; i++)
        {
            Assert.Equal(1, (slope[i] * slope[i]) + (slope[^(i + 1)] * slope[^(i + 1)]), 1e-6);
            Assert.Equal(Math.Sin(Math.PI / 2 * Math.Pow(Math.Sin((i + 0.5) / block * Math.PI), 2)), slope[i], 1e-7);
        }
    }

    private static double Point(float[] spectrum, int place)
    {
        var block = spectrum.Length * 2;
        var sum = 0.0;
        for (var k = 0; k < spectrum.Length; k++)
        {
            sum += spectrum[k] * Math.Cos(2 * Math.PI / block * (place + 0.5 + (block / 4.0)) * (k + 0.5));
        }

        return sum;
    }
}
