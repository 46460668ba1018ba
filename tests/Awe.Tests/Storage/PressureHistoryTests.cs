using Awe.Storage;

namespace Awe.Tests.Storage;

public class PressureHistoryTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly HandClock _clock = new(s_start);
    private readonly PressureHistory _history;

    public PressureHistoryTests() => _history = new PressureHistory(_clock);

    [Fact]
    public void It_begins_empty_and_without_pressure()
    {
        _history.Note(PressureLevel.None, 100);

        Assert.Empty(_history.ToArray());
        Assert.Equal(0, _history.Count);
    }

    [Fact]
    public void Changes_alone_are_kept_with_their_time_oldest_first()
    {
        _history.Note(PressureLevel.Low, 90);
        _clock.Now += TimeSpan.FromSeconds(1);
        _history.Note(PressureLevel.Low, 80);
        _clock.Now += TimeSpan.FromSeconds(1);
        _history.Note(PressureLevel.None, 200);

        PressureChange[] expected = [new(s_start, PressureLevel.Low, 90), new(s_start + TimeSpan.FromSeconds(2), PressureLevel.None, 200)];
        Assert.Equal(expected, _history.ToArray());
    }

    [Fact]
    public void Only_the_last_are_kept_and_all_are_counted()
    {
        for (var change = 1; change <= 100; change++)
        {
            _history.Note(change % 2 == 1 ? PressureLevel.High : PressureLevel.None, change);
        }

        var kept = _history.ToArray().Select(change => (int)change.AvailableBytes);
        Assert.Equal(Enumerable.Range(69, PressureHistory.Capacity), kept);
        Assert.Equal(100, _history.Count);
    }

    private sealed class HandClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
