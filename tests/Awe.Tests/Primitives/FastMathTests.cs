using Awe.Primitives;

namespace Awe.Tests.Primitives;

public class FastMathTests
{
    [Fact]
    public void Exp2_of_a_float_is_within_3e7_of_the_true_power_over_its_whole_range()
    {
        for (var x = -126f; x <= 127f; x += 0.00737f)
        {
            AssertRelative(Math.Pow(2, x), FastMath.Exp2(x), 3e-7);
        }
    }

    [Fact]
    public void Exp2_is_exact_at_whole_numbers()
    {
        for (var n = -126; n <= 127; n++)
        {
            Assert.Equal((float)Math.Pow(2, n), FastMath.Exp2((float)n));
            Assert.Equal(Math.Pow(2, n), FastMath.Exp2((double)n));
        }
    }

    [Theory]
    [InlineData(-127f, 0f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(float.PositiveInfinity, 1.7014118e38f)]
    public void Exp2_stays_finite_beyond_its_range(float exponent, float expected) => Assert.Equal(expected, FastMath.Exp2(exponent));

    [Fact]
    public void Exp2_of_a_double_is_within_1e9_of_the_true_power()
    {
        for (var x = -300.0; x <= 300.0; x += 0.0173)
        {
            AssertRelative(Math.Pow(2, x), FastMath.Exp2(x), 1e-9);
        }
    }

    [Fact]
    public void A_pitch_ratio_is_within_1e6_over_ten_octaves_each_way()
    {
        for (var cents = -12000.0; cents <= 12000.0; cents += 0.9)
        {
            AssertRelative(Math.Pow(2, cents / 1200), FastMath.CentsToRatio(cents), 1e-6);
        }
    }

    [Fact]
    public void Centibels_become_gain_within_3e7_from_boost_to_silence()
    {
        for (var cb = -960f; cb <= 1440f; cb += 0.31f)
        {
            AssertRelative(Math.Pow(10, -cb / 200.0), FastMath.CentibelsToGain(cb), 3e-7);
        }
    }

    [Fact]
    public void Gain_becomes_centibels_again()
    {
        for (var gain = 1e-6; gain < 8; gain *= 1.037)
        {
            Assert.Equal(-200 * Math.Log10(gain), FastMath.GainToCentibels(gain), 1e-7);
        }
    }

    [Fact]
    public void Logarithm_of_a_power_of_two_is_exact()
    {
        for (var n = -1000; n <= 1000; n++)
        {
            Assert.Equal(n, FastMath.Log2(Math.Pow(2, n)));
        }
    }

    [Fact]
    public void Sine_and_cosine_are_within_1e9_over_the_first_quadrant()
    {
        for (var angle = 0.0; angle <= Math.PI / 2; angle += 0.0007)
        {
            FastMath.SinCos(angle, out var sine, out var cosine);
            Assert.Equal(Math.Sin(angle), sine, 1e-9);
            Assert.Equal(Math.Cos(angle), cosine, 1e-9);
        }
    }

    [Theory]
    [InlineData(-12000, 0.0009765625)]
    [InlineData(0, 1)]
    [InlineData(1200, 2)]
    [InlineData(-1200, 0.5)]
    [InlineData(-32768, 0)]
    [InlineData(-7973, 0.0100)]
    public void Timecents_become_seconds(float timecents, double seconds) =>
        Assert.Equal(seconds, FastMath.TimecentsToSeconds(timecents), 1e-5);

    [Theory]
    [InlineData(6900, 440)]
    [InlineData(0, 8.1758)]
    [InlineData(1500, 19.445)]
    [InlineData(13500, 19912.13)]
    [InlineData(-11610, 0.0100)]
    public void Absolute_cents_become_hertz(float cents, double hertz) =>
        Assert.Equal(hertz, FastMath.CentsToHz(cents), Math.Max(1e-4, hertz * 3e-5));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(60, 0.50119)]
    [InlineData(24, 0.75858)]
    [InlineData(-60, 1.99526)]
    public void Centibels_become_gain(float centibels, double gain) => Assert.Equal(gain, FastMath.CentibelsToGain(centibels), 1e-5);

    private static void AssertRelative(double expected, double actual, double tolerance)
    {
        if (!(Math.Abs(actual - expected) <= expected * tolerance))
        {
            Assert.Fail($"expected {expected:R}, got {actual:R}");
        }
    }
}
