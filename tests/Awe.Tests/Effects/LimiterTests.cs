using Awe.Effects;
using CsCheck;

namespace Awe.Tests.Effects;

public class LimiterTests
{
    private const int Rate = 44100;

    [Fact]
    public void Sound_below_the_ceiling_passes_bit_for_bit_late_by_the_latency()
    {
        var (left, right) = (Signal.Noise(Rate), Signal.Noise(Rate, seed: 2));
        Scale(left, 0.96f);
        Scale(right, 0.96f);

        var (limitedLeft, limitedRight, latency) = Limit(left, right);

        Assert.Equal(new float[latency], limitedLeft[..latency]);
        Assert.Equal(left[..^latency], limitedLeft[latency..]);
        Assert.Equal(right[..^latency], limitedRight[latency..]);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(192000)]
    public void No_peak_passes_the_ceiling(int rate) =>
        Gen.Select(Gen.UInt, Gen.Float[0.5f, 20f], Gen.Int[1, 500]).Sample(
            (seed, gain, spacing) =>
            {
                var left = Signal.Noise(4000, seed);
                var right = Signal.Noise(4000, seed + 1);
                for (var i = 0; i < left.Length; i++)
                {
                    left[i] *= i / spacing % 2 == 0 ? gain : 0.1f;
                    right[i] *= i % spacing == 0 ? 10 * gain : 0.3f;
                }

                var (limitedLeft, limitedRight, _) = Limit(left, right, rate);
                return limitedLeft.Max(Math.Abs) <= Limiter.Ceiling && limitedRight.Max(Math.Abs) <= Limiter.Ceiling;
            },
            iter: 100);

    [Fact]
    public void Both_sides_are_turned_down_alike_so_the_image_stays()
    {
        var left = Signal.Sine(Rate, 100, Rate, 2f);
        var right = left.Select(value => value * 0.25f).ToArray();

        var (limitedLeft, limitedRight, latency) = Limit(left, right);

        for (var i = latency; i < Rate; i++)
        {
            Assert.Equal(limitedLeft[i] * 0.25f, limitedRight[i], 1e-5f);
        }
    }

    [Fact]
    public void A_steady_loud_tone_stays_a_tone()
    {
        var (left, right) = (Signal.Sine(2 * Rate, 440, Rate, 4f), Signal.Sine(2 * Rate, 440, Rate, 4f));

        var (limited, _, _) = Limit(left, right);

        var spectrum = Signal.Spectrum(limited.AsSpan(Rate, 32768));
        var tone = (int)Math.Round(440.0 * 32768 / Rate);
        var distortion = 1 - (spectrum[(tone - 4)..(tone + 5)].Sum() / spectrum.Sum());
        Assert.True(Signal.Decibels(distortion) < -40);
        Assert.InRange(limited.AsSpan(Rate).ToArray().Max(), 0.9f, Limiter.Ceiling);
    }

    [Theory]
    [InlineData(40, 2.0, -75)]
    [InlineData(55, 4.0, -75)]
    [InlineData(100, 2.0, -75)]
    [InlineData(1000, 4.0, -75)]
    public void A_loud_tone_gains_no_overtones_that_would_be_heard(double hertz, float amplitude, double most)
    {
        // A whole number of periods in the window, so that what is measured is no leakage.
        var bin = (int)Math.Round(hertz * 65536 / Rate);
        var tone = Signal.Sine(4 * Rate, bin * (double)Rate / 65536, Rate, amplitude);

        var (limited, _, _) = Limit(tone, tone);

        // From a second on: the attack is over, and what is left is how much the gain follows the wave.
        var spectrum = Signal.Spectrum(limited.AsSpan(Rate, 65536));
        var overtones = spectrum[(bin + 8)..].Sum() / spectrum.Sum();
        Assert.True(Signal.Decibels(overtones) < most, $"{Signal.Decibels(overtones):F1} dB");
    }

    [Fact]
    public void A_bass_under_a_high_tone_does_not_modulate_it()
    {
        var both = Signal.Sine(4 * Rate, 89 * Rate / 65536.0, Rate, 1.6f).Zip(Signal.Sine(4 * Rate, 10402 * Rate / 65536.0, Rate, 0.4f), (bass, high) => bass + high).ToArray();

        var (limited, _, _) = Limit(both, both);

        var spectrum = Signal.Spectrum(limited.AsSpan(Rate, 65536));
        const int High = 10402;
        var around = spectrum[(High - 800)..(High + 800)].Sum() - spectrum[(High - 6)..(High + 7)].Sum();
        var share = Signal.Decibels(around / spectrum[(High - 6)..(High + 7)].Sum());
        Assert.True(share < -60, $"{share:F1} dB");
    }

    [Fact]
    public void After_a_peak_the_level_returns_within_half_a_second_and_never_overshoots()
    {
        var left = Enumerable.Repeat(0.5f, 3 * Rate).ToArray();
        Signal.Sine(2000, 441, Rate, 3f).CopyTo(left, Rate);

        var (limited, _, latency) = Limit(left, (float[])left.Clone());

        var after = limited[(Rate + 2000 + latency)..];
        Assert.True(after.Zip(after.Skip(1)).All(pair => pair.Second >= pair.First));
        Assert.InRange(after[Rate / 2] / 0.5f, 0.98f, 1f);
        Assert.InRange(after[Rate / 20] / 0.5f, 0.3f, 0.75f);
    }

    [Fact]
    public void The_gain_comes_down_before_a_peak_without_a_step_and_is_exactly_one_again_later()
    {
        var left = Enumerable.Repeat(0.5f, 4 * Rate).ToArray();
        left[Rate] = 4f;

        var (limited, _, latency) = Limit(left, (float[])left.Clone());

        var gains = limited[latency..].Select((value, i) => value / left[i]).ToArray();
        Assert.Equal(1f, gains[Rate - latency - 1]);
        Assert.Equal(Limiter.Ceiling / 4, gains[Rate], 1e-4f);
        Assert.True(gains.Skip(1).Zip(gains, (now, then) => Math.Abs(now - then)).Max() < 0.01);
        Assert.All(gains[(3 * Rate)..], gain => Assert.Equal(1f, gain));
    }

    [Fact]
    public void The_result_does_not_depend_on_block_length()
    {
        var (left, right) = (Signal.Sine(5000, 300, Rate, 1.5f), Signal.Noise(5000));

        var whole = Limit(left, right, blockFrames: 5000);
        var cut = Limit(left, right, blockFrames: 7);
        Assert.Equal(whole.Left, cut.Left);
        Assert.Equal(whole.Right, cut.Right);
    }

    [Fact]
    public void Processing_allocates_nothing()
    {
        var limiter = new Limiter(Rate);
        var (left, right) = (Signal.Sine(64, 3000, Rate, 2f), new float[64]);

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var block = 0; block < 1000; block++)
            {
                left[block % 64] = 1.5f;
                limiter.Process(left, right);
            }
        });

        Assert.Equal(0, allocated);
    }

    private static (float[] Left, float[] Right, int Latency) Limit(float[] left, float[] right, int rate = Rate, int blockFrames = 64)
    {
        var limiter = new Limiter(rate);
        var (limitedLeft, limitedRight) = ((float[])left.Clone(), (float[])right.Clone());
        for (var start = 0; start < left.Length; start += blockFrames)
        {
            var frames = Math.Min(blockFrames, left.Length - start);
            limiter.Process(limitedLeft.AsSpan(start, frames), limitedRight.AsSpan(start, frames));
        }

        return (limitedLeft, limitedRight, limiter.LatencyFrames);
    }

    private static void Scale(float[] signal, float gain)
    {
        for (var i = 0; i < signal.Length; i++)
        {
            signal[i] *= gain;
        }
    }
}
