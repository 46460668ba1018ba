using Awe.Effects;

namespace Awe.Tests.Effects;

public class ReverbTests
{
    private const int Rate = 44100;

    private static readonly ReverbParameters s_hall = new();

    [Theory]
    [InlineData(0.6, 1.0)]
    [InlineData(1.8, 1.0)]
    [InlineData(4.0, 1.0)]
    [InlineData(1.8, 0.5)]
    [InlineData(1.8, 2.0)]
    public void An_impulse_decays_by_60_dB_in_the_time_that_was_asked_for(double timeSeconds, double size)
    {
        var reverb = new Reverb(Rate, s_hall with { TimeSeconds = timeSeconds, Size = size });

        var (left, right) = Signal.Return(reverb, Signal.Impulse((int)((timeSeconds + 0.5) * Rate)));

        Assert.InRange(Signal.DecaySeconds(Signal.LowPassed(left, 600, Rate), Rate), 0.9 * timeSeconds, 1.1 * timeSeconds);
        Assert.InRange(Signal.DecaySeconds(Signal.LowPassed(right, 600, Rate), Rate), 0.9 * timeSeconds, 1.1 * timeSeconds);
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(6000)]
    public void The_damping_frequency_decays_in_half_of_the_time(double dampingHz)
    {
        var reverb = new Reverb(Rate, s_hall with { TimeSeconds = 2, DampingHz = dampingHz });
        var burst = new float[3 * Rate];
        Signal.Sine(Rate / 2, dampingHz, Rate).CopyTo(burst, 0);

        var (left, _) = Signal.Return(reverb, burst);

        Assert.InRange(Signal.DecaySeconds(left[(Rate / 2)..], Rate), 0.8, 1.2);
    }

    [Fact]
    public void Echoes_are_apart_at_first_and_as_dense_as_noise_after_a_tenth_of_a_second()
    {
        var (left, right) = Signal.Return(new Reverb(Rate, s_hall), Signal.Impulse(2 * Rate));

        foreach (var side in new[] { left, right })
        {
            Assert.True(Signal.EchoDensity(side, Rate, 0.055) < 0.5);
            foreach (var seconds in new[] { 0.1, 0.15, 0.2, 0.4, 0.8, 1.2 })
            {
                Assert.InRange(Signal.EchoDensity(side, Rate, seconds), seconds < 0.15 ? 0.7 : 0.85, 1.2);
            }
        }
    }

    [Fact]
    public void No_resonance_stands_out_of_the_late_tail()
    {
        var (left, right) = Signal.Return(new Reverb(Rate, s_hall with { DampingHz = 20000 }), Signal.Impulse(3 * Rate));

        foreach (var side in new[] { left, right })
        {
            var spectrum = Signal.Spectrum(side.AsSpan(Rate / 2, 32768));
            // Thirds of an octave, so that damping's slope is no peak: noise's own bins reach 11 dB over their median, and eight lines 16.
            for (var low = 200.0; low < 6000; low *= 1.26)
            {
                var bins = spectrum[(int)(low * 32768 / Rate)..(int)(low * 1.26 * 32768 / Rate)];
                var median = bins.Order().ElementAt(bins.Length / 2);
                Assert.InRange(Signal.Decibels(bins.Max() / median), 0, 15);
            }
        }
    }

    [Fact]
    public void The_sides_have_little_in_common_and_their_sum_does_not_cancel()
    {
        var (left, right) = Signal.Return(new Reverb(Rate, s_hall), Signal.Noise(4 * Rate));
        var mono = left.Zip(right, (l, r) => (l + r) / 2).ToArray();

        Assert.InRange(Signal.Correlation(left, right), -0.25, 0.25);
        Assert.InRange(Signal.Decibels(Signal.Power(mono) / Signal.Power(left)), -4, -2);
    }

    [Fact]
    public void A_width_of_zero_is_mono()
    {
        var (left, right) = Signal.Return(new Reverb(Rate, s_hall with { Width = 0 }), Signal.Noise(Rate));

        Assert.Equal(left, right);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(96000)]
    public void Lasting_noise_returns_at_the_level_that_was_asked_for(int rate)
    {
        var noise = Signal.Noise(4 * rate);
        var (left, right) = Signal.Return(new Reverb(rate, s_hall with { Level = 0.5 }), noise);

        var expected = 0.25 * Signal.Power(noise);
        Assert.InRange(Signal.Decibels(Signal.Power(left.AsSpan(2 * rate)) / expected), -1.5, 1.5);
        Assert.InRange(Signal.Decibels(Signal.Power(right.AsSpan(2 * rate)) / expected), -1.5, 1.5);
    }

    [Theory]
    [InlineData(8000, 0.25, 0.1)]
    [InlineData(8000, 4, 30)]
    [InlineData(44100, 1, 1.8)]
    [InlineData(192000, 0.25, 30)]
    [InlineData(192000, 4, 0.1)]
    public void Ten_seconds_of_full_scale_noise_stay_finite_and_bounded(int rate, double size, double timeSeconds)
    {
        var reverb = new Reverb(rate, s_hall with { Size = size, TimeSeconds = timeSeconds });

        var (left, right) = Signal.Return(reverb, Signal.Noise(10 * rate));

        Assert.All([left.Max(), -left.Min(), right.Max(), -right.Min()], peak => Assert.InRange(peak, 0.01f, 4f));
    }

    [Fact]
    public void Direct_current_does_not_enter()
    {
        var send = new float[2 * Rate];
        Array.Fill(send, 1f);

        var (left, _) = Signal.Return(new Reverb(Rate, s_hall with { TimeSeconds = 0.5 }), send);

        Assert.True(Signal.Rms(left.AsSpan(Rate + (Rate / 2))) < 1e-5);
    }

    [Fact]
    public void Predelay_postpones_the_whole_return()
    {
        var (near, _) = Signal.Return(new Reverb(Rate, s_hall with { PredelaySeconds = 0 }), Signal.Impulse(Rate));
        var (far, _) = Signal.Return(new Reverb(Rate, s_hall with { PredelaySeconds = 0.1 }), Signal.Impulse(Rate));

        // The lines' swing goes on meanwhile, hence a few frames to either side.
        Assert.InRange(FirstSounding(far) - FirstSounding(near), 4400, 4420);

        static int FirstSounding(float[] signal) => Array.FindIndex(signal, value => Math.Abs(value) > 1e-6);
    }
}
