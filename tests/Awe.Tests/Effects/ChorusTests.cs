using Awe.Effects;

namespace Awe.Tests.Effects;

public class ChorusTests
{
    private const int Rate = 44100;

    private static readonly ChorusParameters s_ensemble = new();

    [Fact]
    public void An_impulse_comes_back_three_times_on_each_side_within_the_reach_of_the_delays()
    {
        var (left, right) = Signal.Return(new Chorus(Rate, s_ensemble), Signal.Impulse(Rate / 10));

        foreach (var side in new[] { left, right })
        {
            var energy = side.Sum(value => value * value);
            var within = side[(int)(0.0097 * Rate)..(int)(0.0259 * Rate)].Sum(value => value * value);
            Assert.InRange(within / energy, 0.96, 1);
            Assert.Equal(3, EchoGroups(side));
        }
    }

    [Fact]
    public void The_echoes_move()
    {
        var chorus = new Chorus(Rate, s_ensemble);
        var send = new float[Rate];
        send[0] = send[Rate / 2] = 1;

        var (left, _) = Signal.Return(chorus, send);

        Assert.NotEqual(Loudest(left.AsSpan(0, Rate / 4)), Loudest(left.AsSpan(Rate / 2, Rate / 4)));

        static int Loudest(ReadOnlySpan<float> span)
        {
            var best = 0;
            for (var i = 0; i < span.Length; i++)
            {
                best = Math.Abs(span[i]) > Math.Abs(span[best]) ? i : best;
            }

            return best;
        }
    }

    [Fact]
    public void Pitch_stays_within_twenty_cents_of_the_original()
    {
        var (left, _) = Signal.Return(new Chorus(Rate, s_ensemble), Signal.Sine(3 * Rate, 1000, Rate));

        var spectrum = Signal.Spectrum(left.AsSpan(Rate, 65536));
        var binHz = Rate / 65536.0;
        var near = spectrum[(int)(1000 / 1.0116 / binHz)..(int)(1000 * 1.0116 / binHz)].Sum();
        Assert.True(near / spectrum.Sum() > 0.99);
    }

    [Fact]
    public void The_sides_differ_and_their_sum_does_not_cancel()
    {
        var (left, right) = Signal.Return(new Chorus(Rate, s_ensemble), Signal.Noise(4 * Rate));
        var mono = left.Zip(right, (l, r) => (l + r) / 2).ToArray();

        Assert.InRange(Signal.Correlation(left, right), -0.3, 0.3);
        Assert.InRange(Signal.Decibels(Signal.Power(mono) / Signal.Power(left)), -4, -2);
    }

    [Fact]
    public void Lasting_noise_returns_at_the_level_that_was_asked_for()
    {
        var noise = Signal.Noise(5 * Rate);
        var (left, right) = Signal.Return(new Chorus(Rate, s_ensemble with { Level = 0.5 }), noise);

        Assert.InRange(Signal.Decibels(Signal.Power(left) / Signal.Power(noise) / 0.25), -2, 1);
        Assert.InRange(Signal.Decibels(Signal.Power(right) / Signal.Power(noise) / 0.25), -2, 1);
    }

    [Theory]
    [InlineData(8000, 0.002, 0.002)]
    [InlineData(8000, 0.1, 0.09)]
    [InlineData(192000, 0.1, 0.09)]
    [InlineData(44100, 0.014, 0.05)]
    public void Extreme_delays_read_no_further_than_the_line_reaches(int rate, double delaySeconds, double depthSeconds)
    {
        var chorus = new Chorus(rate, s_ensemble with { RateHz = 5, DelaySeconds = delaySeconds, DepthSeconds = depthSeconds });

        var (left, right) = Signal.Return(chorus, Signal.Noise(rate));

        Assert.All([left.Max(), -left.Min(), right.Max(), -right.Min()], peak => Assert.InRange(peak, 0.1f, 15f));
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(-0.9)]
    public void Feedback_at_its_bounds_stays_bounded_and_keeps_the_level_that_was_asked_for(double feedback)
    {
        var noise = Signal.Noise(10 * Rate);
        var flanger = s_ensemble with { Feedback = 2 * feedback, VoicesPerSide = 1, Level = 0.5 };

        var (left, _) = Signal.Return(new Chorus(Rate, flanger), noise);

        Assert.InRange(Signal.Decibels(Signal.Power(left.AsSpan(Rate)) / Signal.Power(noise) / 0.25), -3, 3);
    }

    [Fact]
    public void In_the_sum_of_the_sides_no_third_of_an_octave_cancels()
    {
        // Long, so that every phase of the swaying counts.
        var (left, right) = Signal.Return(new Chorus(Rate, s_ensemble), Signal.Noise(30 * Rate));
        var mono = left.Zip(right, (l, r) => (l + r) / 2).ToArray();

        Assert.All(Signal.ThirdsOfOctaves(mono, Rate).Zip(Signal.ThirdsOfOctaves(left, Rate), Signal.ThirdsOfOctaves(right, Rate)), band =>
            Assert.InRange(Signal.Decibels(band.First / ((band.Second + band.Third) / 2)), -5, -1));
    }

    [Fact]
    public void Other_voices_take_over_without_a_click()
    {
        var chorus = new Chorus(Rate, s_ensemble);
        var send = Signal.Sine(2 * Rate, 300, Rate);
        var (left, right) = (new float[send.Length], new float[send.Length]);
        for (var start = 0; start + 64 <= send.Length; start += 64)
        {
            if (start / 64 == 700)
            {
                chorus.Set(s_ensemble with { DelaySeconds = 0.03, RateHz = 2, Feedback = 0.5, VoicesPerSide = 1 });
            }

            chorus.Process(send.AsSpan(start, 64), left.AsSpan(start, 64), right.AsSpan(start, 64));
        }

        Assert.True(Signal.ShareAbove(3000, left.AsSpan((700 * 64) - 4096, 8192), Rate) < -70);
        Assert.True(Signal.ShareAbove(3000, right.AsSpan((700 * 64) - 2048, 8192), Rate) < -70);
    }

    /// <summary>Groups of points above a tenth of the peak, at least eight frames apart.</summary>
    private static int EchoGroups(float[] signal)
    {
        var threshold = signal.Max(Math.Abs) / 10;
        var (groups, last) = (0, -100);
        for (var i = 0; i < signal.Length; i++)
        {
            if (Math.Abs(signal[i]) > threshold)
            {
                groups += i - last > 8 ? 1 : 0;
                last = i;
            }
        }

        return groups;
    }
}
