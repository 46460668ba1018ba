using System.Numerics;
using Awe.Primitives;
using Awe.Voices;

namespace Awe.Tests.Voices;

public class LowPassFilterTests
{
    private const float Rate = 48000;

    [Fact]
    public void An_open_filter_leaves_every_bit_as_it_was()
    {
        var open = FilterCoefficients.Open(Rate);
        var filter = default(LowPassFilter);
        filter.Start(open);
        var block = Noise(64);
        filter.Process(block, open);
        Assert.Equal(Noise(64), block);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(100, -5, 5)]
    [InlineData(400, -20, 20)]
    public void Resonance_lowers_the_passband_by_half_of_what_it_raises_the_peak(float centibels, double dcDecibels, double cutoffDecibels)
    {
        var impulse = ImpulseResponse(FilterCoefficients.For(1000, centibels, Rate));
        Assert.Equal(dcDecibels, Decibels(impulse, 0), 0.01);
        // At the cutoff the height over the passband is Q, and Q is 3.01 dB lower for the flat curve.
        Assert.Equal(cutoffDecibels - 3.01, Decibels(impulse, 1000), 0.05);
    }

    [Fact]
    public void Resonance_of_10_decibels_peaks_about_5_decibels_over_the_source()
    {
        var impulse = ImpulseResponse(FilterCoefficients.For(1000, 100, Rate));
        var peak = Enumerable.Range(500, 700).Max(hertz => Decibels(impulse, hertz));
        Assert.InRange(peak, 2, 5.2);
    }

    [Theory]
    [InlineData(500, 0, 44100)]
    [InlineData(4000, 100, 44100)]
    [InlineData(15000, 300, 48000)]
    [InlineData(100, 480, 8000)]
    public void It_has_the_frequency_response_of_the_cookbook_low_pass(float cutoffHz, float centibels, float rate)
    {
        var impulse = ImpulseResponse(FilterCoefficients.For(cutoffHz, centibels, rate), length: 1 << 19);
        foreach (var share in new[] { 0.1, 0.5, 0.9, 1.0, 1.1, 1.4 })
        {
            var hertz = Math.Min(cutoffHz * share, rate * 0.49);
            Assert.Equal(CookbookDecibels(cutoffHz, centibels, rate, hertz), Decibels(impulse, hertz, rate), 0.1);
        }
    }

    [Fact]
    public void It_falls_by_twelve_decibels_an_octave()
    {
        var impulse = ImpulseResponse(FilterCoefficients.For(200, 0, Rate));
        Assert.Equal(12, Decibels(impulse, 1000) - Decibels(impulse, 2000), 0.3);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(192000)]
    public void It_is_stable_for_every_cutoff_and_resonance(float rate)
    {
        foreach (var cutoffHz in new[] { 0f, 5f, 19.4f, 100f, 1000f, 3600f, 8000f, 20000f, 90000f, 1e9f })
        {
            foreach (var centibels in new[] { -100f, 0f, 100f, 480f, 960f, 2000f })
            {
                var coefficients = FilterCoefficients.For(cutoffHz, centibels, rate);
                var (a1, a2, a3) = ((double)coefficients.A1, (double)coefficients.A2, (double)coefficients.A3);

                // The step of the state without input is this matrix; its poles must not lie outside the unit circle.
                var (m11, m12, m21, m22) = ((2 * a1) - 1, -2 * a2, 2 * a2, 1 - (2 * a3));
                var (trace, determinant) = (m11 + m22, (m11 * m22) - (m12 * m21));
                Assert.True(determinant <= 1 + 1e-7 && Math.Abs(trace) <= 1 + determinant + 1e-7, $"{cutoffHz} Hz, {centibels} cB");

                var filter = default(LowPassFilter);
                filter.Start(coefficients);
                Energy(ref filter, coefficients, blocks: 1, Noise(64));
                Assert.InRange(Energy(ref filter, coefficients, blocks: 100, new float[64]), 0, 6400);
            }
        }
    }

    [Fact]
    public void Wild_sweeps_stay_bounded()
    {
        var random = new Random(1);
        var filter = default(LowPassFilter);
        filter.Start(FilterCoefficients.For(100, 960, Rate));
        var peak = 0f;
        for (var i = 0; i < 20000; i++)
        {
            var block = Noise(1 + (i % 64));
            var target = FilterCoefficients.For(5f * MathF.Pow(2, 12 * random.NextSingle()), 960 * random.NextSingle(), Rate);
            filter.Process(block, target);
            peak = Math.Max(peak, block.Max(MathF.Abs));
        }

        Assert.InRange(peak, 0.01f, 300f);
    }

    [Fact]
    public void At_the_lowest_cutoff_and_the_highest_rate_single_precision_still_passes_direct_current()
    {
        var coefficients = FilterCoefficients.For(19.4f, 0, 192000);
        var filter = default(LowPassFilter);
        filter.Start(coefficients);
        var block = new float[64];
        for (var i = 0; i < 3000; i++)
        {
            Array.Fill(block, 1f);
            filter.Process(block, coefficients);
        }

        Assert.Equal(1f, block[63], 1e-3f);
    }

    [Fact]
    public void A_steady_signal_goes_on_without_a_click_when_the_filter_sets_in_and_when_it_goes()
    {
        var open = FilterCoefficients.Open(Rate);
        var filter = default(LowPassFilter);
        filter.Start(open);
        foreach (var target in new[] { open, FilterCoefficients.For(300, 0, Rate), open, open })
        {
            var block = new float[64];
            Array.Fill(block, 0.5f);
            filter.Process(block, target);
            Assert.All(block, point => Assert.Equal(0.5f, point, 1e-5f));
        }
    }

    [Fact]
    public void A_jump_of_the_cutoff_is_spread_over_the_block()
    {
        var filter = default(LowPassFilter);
        filter.Start(FilterCoefficients.For(8000, 0, Rate));
        var steps = new List<float>();
        var previous = 0f;
        for (var i = 0; i < 20; i++)
        {
            float[] block = [.. Enumerable.Range(i * 64, 64).Select(frame => MathF.Sin(frame * 0.02f))];
            filter.Process(block, FilterCoefficients.For(i == 10 ? 400 : 8000, 0, Rate));
            foreach (var point in block)
            {
                steps.Add(MathF.Abs(point - previous));
                previous = point;
            }
        }

        Assert.True(steps.Max() < 0.05f, $"{steps.Max()}"); // the sine itself steps by 0.02
    }

    [Theory]
    [InlineData(64)]
    [InlineData(1)] // a message cuts the block so that its own begins with the last frame
    public void A_cutoff_and_a_resonance_that_move_in_steps_make_no_zipper(int first)
    {
        // A tone of 300 Hz, and a controller that goes through its range in steps of 10 ms. What is far above the tone is the steps.
        var filter = default(LowPassFilter);
        filter.Start(FilterCoefficients.For(FastMath.CentsToHz(6000), 0, Rate));
        var output = new List<float>();
        for (var step = 0; step < 128; step++)
        {
            var target = FilterCoefficients.For(FastMath.CentsToHz(6000 + (step * 55)), step * 2, Rate);
            for (var (done, length) = (0, first); done < 480; (done, length) = (done + length, Math.Min(64, 480 - done - length)))
            {
                float[] block = [.. Enumerable.Range(output.Count, length).Select(frame => MathF.Sin(frame * 2 * MathF.PI * 300 / Rate))];
                filter.Process(block, target);
                output.AddRange(block);
            }
        }

        var steps = output.Skip(2000).ToArray();
        for (var order = 0; order < 4; order++)
        {
            steps = [.. steps.Zip(steps.Skip(1), (one, next) => next - one)]; // each difference takes 300 Hz down by 28 dB, 8 kHz by none
        }

        Assert.InRange(20 * Math.Log10(steps.Max(MathF.Abs)), double.NegativeInfinity, -55);
    }

    [Fact]
    public void A_decayed_state_becomes_exact_silence()
    {
        var coefficients = FilterCoefficients.For(1000, 0, Rate);
        var filter = default(LowPassFilter);
        filter.Start(coefficients);
        Energy(ref filter, coefficients, 1, Noise(64));
        Energy(ref filter, coefficients, 200, new float[64]);
        Assert.Equal(0f, Energy(ref filter, coefficients, 1, new float[64]));
    }

    private static float Energy(ref LowPassFilter filter, in FilterCoefficients coefficients, int blocks, float[] input)
    {
        var energy = 0f;
        for (var i = 0; i < blocks; i++)
        {
            float[] block = [.. input];
            filter.Process(block, coefficients);
            energy += block.Sum(point => point * point);
        }

        return energy;
    }

    private static float[] ImpulseResponse(FilterCoefficients coefficients, int length = 1 << 15)
    {
        var filter = default(LowPassFilter);
        filter.Start(coefficients);
        var response = new float[length];
        response[0] = 1;
        filter.Process(response, coefficients);
        return response;
    }

    private static double Decibels(float[] impulseResponse, double hertz, double rate = Rate)
    {
        var sum = Complex.Zero;
        for (var n = 0; n < impulseResponse.Length; n++)
        {
            sum += impulseResponse[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz * n / rate);
        }

        return 20 * Math.Log10(sum.Magnitude);
    }

    /// <summary>The two-pole low pass of the RBJ cookbook with the resonance compensation of the specification.</summary>
    private static double CookbookDecibels(double cutoffHz, double centibels, double rate, double hertz)
    {
        var q = Math.Pow(10, ((centibels / 10) - 3.01) / 20);
        var omega = 2 * Math.PI * cutoffHz / rate;
        var alpha = Math.Sin(omega) / (2 * q);
        var z = Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz / rate);
        var b1 = 1 - Math.Cos(omega);
        var numerator = (b1 / 2) + (b1 * z) + (b1 / 2 * z * z);
        var denominator = 1 + alpha - (2 * Math.Cos(omega) * z) + ((1 - alpha) * z * z);
        return (20 * Math.Log10((numerator / denominator).Magnitude)) - (centibels / 20);
    }

    private static float[] Noise(int length)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
