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
    [InlineData(1.8, 1.25)]
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
    public void Echoes_are_apart_at_first_and_as_dense_as_noise_a_tenth_of_a_second_later()
    {
        var (left, right) = Signal.Return(new Reverb(Rate, s_hall), Signal.Impulse(2 * Rate));

        foreach (var side in new[] { left, right })
        {
            var first = FirstSounding(side) / (double)Rate;
            Assert.True(Signal.EchoDensity(side, Rate, first + 0.012) < 0.6);
            Assert.True(Signal.EchoDensity(side, Rate, first + 0.05) > 0.7);
            foreach (var seconds in new[] { 0.1, 0.15, 0.2, 0.4, 0.8, 1.2 })
            {
                Assert.InRange(Signal.EchoDensity(side, Rate, first + seconds), 0.85, 1.2);
            }
        }
    }

    [Theory]
    [InlineData("hall", 11.2, 13.8)]
    [InlineData("plate", 11.6, 14.6)]
    [InlineData("small room", 11.6, 14.6)]
    public void No_resonance_stands_out_of_the_late_tail(string room, double mean, double most)
    {
        var parameters = room switch { "hall" => Rooms.OfGs(4), "plate" => Rooms.OfGs(5), _ => Rooms.OfGs(0) };
        var (left, right) = Signal.Return(new Reverb(Rate, parameters), Signal.Impulse(3 * Rate));

        // Noise that fades as slowly has peaks of 8.7 dB on the average, 5 % of them above 10.8.
        var peaks = Signal.TailPeaks(left, Rate).Concat(Signal.TailPeaks(right, Rate)).Order().ToArray();
        Assert.InRange(peaks.Average(), 8, mean);
        Assert.InRange(peaks[peaks.Length * 95 / 100], 10, most);
    }

    [Fact]
    public void Every_octave_fades_evenly_and_the_higher_ones_sooner()
    {
        var (left, _) = Signal.Return(new Reverb(Rate, s_hall), Signal.Impulse(3 * Rate));

        var times = new List<double>();
        for (var octave = 125.0; octave <= 8000; octave *= 2)
        {
            times.Add(Signal.DecaySeconds(Signal.BandPassed(left, octave / Math.Sqrt(2), octave * Math.Sqrt(2), Rate), Rate));
        }

        Assert.All(times.Take(3), seconds => Assert.InRange(seconds, 1.5, 2.2));
        Assert.All(times.Skip(3).Zip(times.Skip(2)), pair => Assert.True(pair.First < 1.05 * pair.Second));
        Assert.InRange(times[^1], 0.4, 0.9);
    }

    [Fact]
    public void In_the_sum_of_the_sides_no_third_of_an_octave_cancels()
    {
        var (left, right) = Signal.Return(new Reverb(Rate, s_hall), Signal.Noise(5 * Rate));
        var mono = left.Zip(right, (l, r) => (l + r) / 2).ToArray();

        // Sides without anything in common lose 3 dB.
        Assert.All(Signal.ThirdsOfOctaves(mono, Rate).Zip(Signal.ThirdsOfOctaves(left, Rate), Signal.ThirdsOfOctaves(right, Rate)), band =>
            Assert.InRange(Signal.Decibels(band.First / ((band.Second + band.Third) / 2)), -5, -1.2));
    }

    [Fact]
    public void A_lower_corner_takes_treble_out_of_the_return()
    {
        var (open, _) = Signal.Return(new Reverb(Rate, s_hall), Signal.Noise(2 * Rate));
        var (dull, _) = Signal.Return(new Reverb(Rate, s_hall with { LowPassHz = 2500 }), Signal.Noise(2 * Rate));

        var (full, less) = (Signal.ThirdsOfOctaves(open, Rate), Signal.ThirdsOfOctaves(dull, Rate));
        Assert.InRange(Signal.Decibels(less[0] / full[0]), -0.5, 0.5);
        Assert.InRange(Signal.Decibels(less[^1] / full[^1]), -16, -9);
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
        Assert.InRange(FirstSounding(far) - FirstSounding(near), 4380, 4440);
    }

    private static int FirstSounding(float[] signal) => Array.FindIndex(signal, value => Math.Abs(value) > 1e-3);
}
