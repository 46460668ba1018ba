using Awe.Storage;

namespace Awe.Tests.Storage;

public class PressureGaugeTests
{
    private const long Reserve = 1000;
    private readonly PressureGauge _gauge = new(new PressureThresholds { HoldPolls = 3 });

    [Theory]
    [InlineData(long.MaxValue, PressureLevel.None)]
    [InlineData(1000, PressureLevel.None)]
    [InlineData(999, PressureLevel.Low)]
    [InlineData(750, PressureLevel.Low)]
    [InlineData(749, PressureLevel.Medium)]
    [InlineData(500, PressureLevel.Medium)]
    [InlineData(499, PressureLevel.High)]
    [InlineData(250, PressureLevel.High)]
    [InlineData(249, PressureLevel.Critical)]
    [InlineData(0, PressureLevel.Critical)]
    public void The_share_of_the_reserve_that_is_available_is_the_level(long available, PressureLevel expected)
    {
        Assert.Equal(expected, _gauge.Update(available, Reserve));
        Assert.Equal(expected, _gauge.Level);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Without_a_reserve_there_is_no_pressure(long reserve)
    {
        Assert.Equal(PressureLevel.None, _gauge.Update(0, reserve));
    }

    [Fact]
    public void A_level_is_entered_at_once_whatever_lies_between()
    {
        AssertLevels([(2000, PressureLevel.None), (100, PressureLevel.Critical)]);
    }

    [Fact]
    public void A_level_is_left_after_as_many_polls_above_its_margin_as_are_asked_for()
    {
        AssertLevels([
            (740, PressureLevel.Medium), (850, PressureLevel.Medium), (850, PressureLevel.Medium), (850, PressureLevel.Low),
            (1100, PressureLevel.Low), (1100, PressureLevel.Low), (1100, PressureLevel.None)]);
    }

    [Fact]
    public void Above_the_threshold_but_within_the_margin_a_level_stays_forever()
    {
        AssertLevels([(740, PressureLevel.Medium), .. Enumerable.Repeat((849L, PressureLevel.Medium), 100)]);
    }

    [Fact]
    public void One_poll_within_the_margin_begins_the_hold_anew()
    {
        AssertLevels([
            (740, PressureLevel.Medium), (900, PressureLevel.Medium), (900, PressureLevel.Medium), (800, PressureLevel.Medium),
            (900, PressureLevel.Medium), (900, PressureLevel.Medium), (900, PressureLevel.Low)]);
    }

    [Fact]
    public void Several_levels_are_left_together_to_the_worst_of_the_held_polls()
    {
        AssertLevels([
            (100, PressureLevel.Critical), (2000, PressureLevel.Critical), (650, PressureLevel.Critical), (2000, PressureLevel.Medium),
            (2000, PressureLevel.Medium), (2000, PressureLevel.Medium), (2000, PressureLevel.None)]);
    }

    [Fact]
    public void A_worse_poll_during_the_hold_raises_the_level_and_begins_anew()
    {
        AssertLevels([
            (740, PressureLevel.Medium), (2000, PressureLevel.Medium), (2000, PressureLevel.Medium), (400, PressureLevel.High),
            (2000, PressureLevel.High), (2000, PressureLevel.High), (2000, PressureLevel.None)]);
    }

    [Fact]
    public void A_reading_that_swings_around_a_threshold_changes_the_level_once()
    {
        AssertLevels([.. Enumerable.Range(0, 100).Select(poll => (poll % 2 == 0 ? 740L : 760L, PressureLevel.Medium))]);
    }

    [Fact]
    public void A_smaller_reserve_ends_pressure_as_more_memory_would()
    {
        _gauge.Update(400, Reserve);
        Assert.Equal(PressureLevel.High, _gauge.Update(400, Reserve / 4));
        Assert.Equal(PressureLevel.High, _gauge.Update(400, Reserve / 4));
        Assert.Equal(PressureLevel.None, _gauge.Update(400, Reserve / 4));
    }

    [Fact]
    public void Without_margin_and_hold_the_level_is_that_of_the_reading()
    {
        var gauge = new PressureGauge(new PressureThresholds { LeaveMargin = 0, HoldPolls = 1 });
        Assert.Equal(PressureLevel.Critical, gauge.Update(0, Reserve));
        Assert.Equal(PressureLevel.Low, gauge.Update(750, Reserve));
        Assert.Equal(PressureLevel.None, gauge.Update(1000, Reserve));
    }

    [Fact]
    public void Thresholds_may_be_moved()
    {
        var gauge = new PressureGauge(new PressureThresholds { LowBelow = 3, MediumBelow = 2, HighBelow = 2, CriticalBelow = 0 });
        Assert.Equal(PressureLevel.Low, gauge.Update(2999, Reserve));
        Assert.Equal(PressureLevel.High, gauge.Update(1999, Reserve));
        Assert.Equal(PressureLevel.High, gauge.Update(0, Reserve));
    }

    [Theory]
    [InlineData(1, 0.75, 0.8, 0.25, 0.1, 20)]
    [InlineData(0.5, 0.75, 0.5, 0.25, 0.1, 20)]
    [InlineData(1, 0.75, 0.5, -0.1, 0.1, 20)]
    [InlineData(double.NaN, 0.75, 0.5, 0.25, 0.1, 20)]
    [InlineData(double.PositiveInfinity, 0.75, 0.5, 0.25, 0.1, 20)]
    [InlineData(1, 0.75, 0.5, double.NaN, 0.1, 20)]
    [InlineData(1, 0.75, 0.5, 0.25, -0.1, 20)]
    [InlineData(1, 0.75, 0.5, 0.25, double.NaN, 20)]
    [InlineData(1, 0.75, 0.5, 0.25, 0.1, 0)]
    public void Thresholds_that_make_no_sense_are_refused(double low, double medium, double high, double critical, double margin, int polls)
    {
        var thresholds = new PressureThresholds
        {
            LowBelow = low,
            MediumBelow = medium,
            HighBelow = high,
            CriticalBelow = critical,
            LeaveMargin = margin,
            HoldPolls = polls,
        };
        Assert.Throws<ArgumentException>(() => new PressureGauge(thresholds));
    }

    private void AssertLevels((long Available, PressureLevel Level)[] polls) =>
        Assert.Equal(polls.Select(poll => poll.Level), polls.Select(poll => _gauge.Update(poll.Available, Reserve)));
}
