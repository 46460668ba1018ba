using Awe.Effects;

namespace Awe.Tests.Effects;

public class EchoTests
{
    private const int Rate = 44100;

    private static readonly EchoParameters s_threeTimes = new()
    {
        LeftSeconds = 0.1,
        RightSeconds = 0.2,
        CentreSeconds = 0.3,
        LoopSeconds = 0.3,
        LeftLevel = 0.5,
        RightLevel = 0.25,
        CentreLevel = 1,
        Feedback = 0.5,
        Level = 0.8,
    };

    [Fact]
    public void Each_side_hears_its_own_echo_and_the_one_in_the_middle_and_all_of_them_again()
    {
        var (left, right) = Signal.Return(new Echo(Rate, 1, s_threeTimes), Signal.Impulse(Rate));

        AssertEchoes(left, (0.1, 0.4), (0.3, 0.8), (0.4, 0.2), (0.6, 0.4), (0.7, 0.1));
        AssertEchoes(right, (0.2, 0.2), (0.3, 0.8), (0.5, 0.1), (0.6, 0.4), (0.8, 0.05));
    }

    [Fact]
    public void Times_beyond_the_line_are_its_whole_length()
    {
        var (left, _) = Signal.Return(new Echo(Rate, 0.5, s_threeTimes with { CentreSeconds = 7, LoopSeconds = 1e9, LeftLevel = 0 }), Signal.Impulse(Rate));

        AssertEchoes(left, (0.5, 0.8));
    }

    [Theory]
    [InlineData(8000, 2)]
    [InlineData(8000, -2)]
    [InlineData(192000, 2)]
    public void Feedback_beyond_its_bound_does_not_run_away(int rate, double feedback)
    {
        var echo = new Echo(rate, 0.1, s_threeTimes with { LoopSeconds = 0, Feedback = feedback });

        var (left, _) = Signal.Return(echo, Signal.Noise(20 * rate));

        Assert.InRange(left.Max(Math.Abs), 0.5f, 30f);
    }

    [Fact]
    public void Other_times_take_over_without_a_click_and_without_a_sweep()
    {
        var echo = new Echo(Rate, 1, s_threeTimes);
        var send = Signal.Sine(4 * Rate, 300, Rate);
        var (left, right) = (new float[send.Length], new float[send.Length]);
        for (var start = 0; start + 64 <= send.Length; start += 64)
        {
            if (start / 64 == 1500)
            {
                echo.Set(s_threeTimes with { CentreSeconds = 0.7531, LoopSeconds = 0.411, Level = 0.6 });
            }

            echo.Process(send.AsSpan(start, 64), left.AsSpan(start, 64), right.AsSpan(start, 64));
        }

        Assert.True(Signal.ShareAbove(1500, left.AsSpan((1500 * 64) - 2048, 8192), Rate) < -70);
        var spectrum = Signal.Spectrum(left.AsSpan((1500 * 64) - 8192, 32768));
        var tone = 300 * 32768 / Rate;
        Assert.True(spectrum[(tone - 20)..(tone + 20)].Sum() / spectrum.Sum() > 0.999);
    }

    private static void AssertEchoes(float[] side, params (double Seconds, double Level)[] echoes)
    {
        foreach (var (seconds, level) in echoes)
        {
            // The high-pass takes a little off a click.
            var frame = (int)(seconds * Rate);
            Assert.InRange(side.AsSpan(frame - 2, 5).ToArray().Max(Math.Abs), 0.95 * level, 1.01 * level);
        }
    }
}
