using Awe.Primitives;

namespace Awe.Tests.Primitives;

/// <summary>The Fourier transform against the sum that defines it, and with vectors against without.</summary>
public sealed class FourierKernelTests
{
    public static TheoryData<int> Lengths => [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void It_is_the_sum_that_defines_it(int length)
    {
        var (real, imaginary) = Numbers(length);
        var (fastReal, fastImaginary) = (real.ToArray(), imaginary.ToArray());
        Kernels.Fourier(new FourierTable(length), fastReal, fastImaginary, new float[2 * length]);

        for (var k = 0; k < length; k += 1 + (length / 64))
        {
            var (sumReal, sumImaginary) = (0.0, 0.0);
            for (var n = 0; n < length; n++)
            {
                var (sine, cosine) = Math.SinCos(-2 * Math.PI * (long)k * n / length);
                sumReal += (real[n] * cosine) - (imaginary[n] * sine);
                sumImaginary += (real[n] * sine) + (imaginary[n] * cosine);
            }

            Assert.Equal(sumReal, fastReal[k], 2e-6 * length);
            Assert.Equal(sumImaginary, fastImaginary[k], 2e-6 * length);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Vectors_give_the_same_bits(int length)
    {
        var table = new FourierTable(length);
        var (real, imaginary) = Numbers(length);
        var (realAlone, imaginaryAlone) = (real.ToArray(), imaginary.ToArray());

        Kernels.Fourier(table, real, imaginary, new float[2 * length]);
        Kernels.FourierScalar(table, realAlone, imaginaryAlone, new float[2 * length]);

        Assert.Equal(realAlone, real);
        Assert.Equal(imaginaryAlone, imaginary);
    }

    private static (float[] Real, float[] Imaginary) Numbers(int length)
    {
        var random = new Random(length);
        float[] Draw() => [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
        return (Draw(), Draw());
    }
}
