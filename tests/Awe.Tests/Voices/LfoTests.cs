using Awe.Voices;
using CsCheck;

namespace Awe.Tests.Voices;

public class LfoTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(125, 0.5)]
    [InlineData(250, 1)]
    [InlineData(500, 0)]
    [InlineData(750, -1)]
    [InlineData(1000, 0)]
    [InlineData(1250, 1)]
    public void It_is_a_triangle_that_goes_up_first(int frames, double value)
    {
        var lfo = Start(delaySeconds: 0, frequencyHz: 1);
        lfo.Advance(frames);
        Assert.Equal(value, lfo.Value, 1e-6);
    }

    [Fact]
    public void At_its_default_frequency_a_quarter_period_is_the_peak_and_three_quarters_the_trough()
    {
        var lfo = default(Lfo);
        lfo.Start(0, 8.176f, 8176);
        lfo.Advance(250);
        Assert.Equal(1, lfo.Value, 1e-5);
        lfo.Advance(500);
        Assert.Equal(-1, lfo.Value, 1e-5);
    }

    [Fact]
    public void It_waits_for_its_delay()
    {
        var lfo = Start(delaySeconds: 0.1f, frequencyHz: 1);
        lfo.Advance(100);
        Assert.Equal(0, lfo.Value, 1e-6);
        lfo.Advance(250);
        Assert.Equal(1, lfo.Value, 1e-6);
    }

    [Fact]
    public void A_new_frequency_goes_on_from_the_present_phase()
    {
        var lfo = Start(delaySeconds: 0, frequencyHz: 1);
        lfo.Advance(125);
        lfo.Retime(0, 2);
        Assert.Equal(0.5, lfo.Value, 1e-6);
        lfo.Advance(62);
        Assert.Equal(0.996, lfo.Value, 1e-5);
    }

    [Fact]
    public void A_new_delay_counts_from_the_start_and_one_that_is_over_stays_over()
    {
        var lfo = Start(delaySeconds: 0.1f, frequencyHz: 1);
        lfo.Advance(60);
        lfo.Retime(0.2f, 1);
        lfo.Advance(140);
        Assert.Equal(0, lfo.Value, 1e-6);
        lfo.Advance(125);
        Assert.Equal(0.5, lfo.Value, 1e-6);

        lfo.Retime(10, 1);
        lfo.Advance(125);
        Assert.Equal(1, lfo.Value, 1e-6);
    }

    [Fact]
    public void A_delay_that_becomes_shorter_than_what_has_passed_is_over_at_once()
    {
        var lfo = Start(delaySeconds: 10, frequencyHz: 1);
        lfo.Advance(500);
        lfo.Retime(0.1f, 1);
        lfo.Advance(250);
        Assert.Equal(1, lfo.Value, 1e-6);
    }

    [Fact]
    public void The_portions_in_which_time_passes_do_not_matter() =>
        Gen.Select(Gen.Float[0, 0.3f], Gen.Float[0.001f, 100], Gen.Int[1, 64].Array[1, 40]).Sample((delay, frequency, portions) =>
        {
            var whole = Start(delay, frequency);
            var parts = Start(delay, frequency);
            whole.Advance(portions.Sum());
            Array.ForEach(portions, frames => parts.Advance(frames));
            Assert.Equal(whole.Value, parts.Value, 1e-5);
        });

    private static Lfo Start(float delaySeconds, float frequencyHz)
    {
        var lfo = default(Lfo);
        lfo.Start(delaySeconds, frequencyHz, 1000);
        return lfo;
    }
}
