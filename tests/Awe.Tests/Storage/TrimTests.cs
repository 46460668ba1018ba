using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.Storage;

/// <summary>Memory is given back: on demand, under pressure, to a smaller budget.</summary>
[Collection(StoreCollection.Name)]
public sealed class TrimTests : IDisposable
{
    private const int Rate = 44100;
    private const int Pages = 6000;
    private const long Budget = 24 << 20;
    private const long Reserve = Budget * 40 / 60;
    private readonly MemoryDial _memory = new(1L << 40);
    private readonly SoundFont _font = TestBank.Of(Pages * Page.Frames);
    private readonly SampleStore _store;
    private readonly PageReader _reader;
    private readonly StoredBank _bank;

    public TrimTests()
    {
        _store = new SampleStore(new SampleStoreOptions
        {
            BudgetBytes = Budget,
            Probe = _memory,
            PressurePoll = TimeSpan.FromMilliseconds(2),
        });
        _bank = _store.Attach(_font);
        _reader = _store.CreateReader(16, Rate, MissPolicy.Wait);
        Fill();
    }

    [Fact]
    public void Filling_leaves_both_tiers_full()
    {
        var seen = _store.Statistics;
        Assert.InRange(seen.Hot.Bytes, seen.Hot.LimitBytes * 9 / 10, seen.Hot.LimitBytes);
        Assert.InRange(seen.Warm.Bytes, seen.Warm.LimitBytes * 8 / 10, seen.Warm.LimitBytes);
        Assert.True(seen.WarmPages > 500);
    }

    [Theory]
    [InlineData(PressureLevel.None, 1, 1)]
    [InlineData(PressureLevel.Low, 0.75, 1)]
    [InlineData(PressureLevel.Medium, 0.5, 0.75)]
    [InlineData(PressureLevel.High, 0, 0.25)]
    [InlineData(PressureLevel.Critical, 0, 0)]
    public void Each_level_takes_its_part_of_each_tier_and_tells_how_much(PressureLevel level, double warmLeft, double hotLeft)
    {
        var before = _store.Statistics;

        var freed = _store.Trim(level);

        var after = _store.Statistics;
        Assert.InRange(after.Warm.Bytes, (before.Warm.Bytes * warmLeft) - (2 * WarmTier.SegmentBytes), (before.Warm.Bytes * warmLeft) + WarmTier.SegmentBytes);
        Assert.InRange(after.Hot.Bytes, (before.Hot.Bytes * hotLeft * 0.9) - (64 * PageFrames.FrameBytes), (before.Hot.Bytes * hotLeft) + (64 * PageFrames.FrameBytes));
        Assert.Equal(before.Hot.Bytes + before.Warm.Bytes - after.Hot.Bytes - after.Warm.Bytes, freed);
        StoreIntegrity.Assert(_store, _bank);
    }

    [Fact]
    public void What_sounds_stays_whatever_the_level()
    {
        ReadPage(17);
        _reader.Pins.Pin(0, 0, new PageKey(_bank.Number, 17));

        _store.Trim(PressureLevel.Critical);

        Assert.True(_bank.Table.IsLinked(17));
        Assert.Equal(1, Enumerable.Range(0, Pages).Count(_bank.Table.IsLinked));
    }

    [Fact]
    public void What_was_given_back_comes_again_when_it_is_needed()
    {
        _store.Trim(PressureLevel.Critical);
        Fill();
        StoreIntegrity.Assert(_store, _bank);
        Assert.True(_store.Statistics.PeakBytes <= Budget);
    }

    [Fact]
    public void A_lower_budget_holds_when_the_call_returns_and_goes_on_holding()
    {
        _store.SetBudget(8 << 20);

        Assert.Equal(8 << 20, _store.BudgetBytes);
        Assert.True(Held() <= 8 << 20);
        Fill();
        Assert.True(_store.Statistics.PeakBytes <= 8 << 20);
        StoreIntegrity.Assert(_store, _bank);
    }

    [Fact]
    public void A_higher_budget_is_used()
    {
        _store.SetBudget(48 << 20);
        Fill();
        Assert.InRange(_store.Statistics.PeakBytes, 30 << 20, 48 << 20);
    }

    [Fact]
    public void A_budget_that_cannot_be_is_refused_and_changes_nothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _store.SetBudget(SampleStoreOptions.MinimumBudgetBytes - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _store.SetBudget(_store.MaximumBudgetBytes + 1));
        _store.ReservePool(4 << 20, "voices");
        Assert.Throws<InvalidOperationException>(() => _store.SetBudget(4 << 20));
        Assert.Equal(Budget, _store.BudgetBytes);
        _store.ReleasePool(4 << 20);
    }

    [Fact]
    public void The_budget_may_change_while_readers_storm()
    {
        using var isOver = new CancellationTokenSource();
        StoredBank[] banks = [_bank];
        Patience.RunTogether(
            () =>
            {
                new Storm(_reader, banks, 5).Blow(300);
                isOver.Cancel();
            },
            () =>
            {
                for (var i = 0; !isOver.IsCancellationRequested; i++)
                {
                    var budget = (long)(4 + (i * 7 % 20)) << 20;
                    _store.SetBudget(budget);
                    Assert.True(Held() <= budget);
                    Thread.Sleep(3);
                }
            });
        StoreIntegrity.Assert(_store, _bank);
    }

    [Fact]
    public void Pressure_empties_the_tiers_level_by_level_and_they_fill_again_when_it_is_over()
    {
        var full = Held();
        _memory.AvailableBytes = Reserve * 9 / 10;
        Patience.Until(() => _store.Pressure == PressureLevel.Low, "low pressure");
        Patience.Until(() => Held() < full, "something to be given back");
        var low = Held();

        _memory.AvailableBytes = Reserve / 10;
        Patience.Until(() => _store.Pressure == PressureLevel.Critical, "critical pressure");
        Patience.Until(() => _store.Statistics.Hot.Bytes < 100 * PageFrames.FrameBytes, "all but what sounds to leave");
        Fill();
        Assert.True(Held() < low, "nothing grows back under pressure");

        _memory.AvailableBytes = 1L << 40;
        Patience.Until(() => _store.Pressure == PressureLevel.None, "the end of the pressure");
        Fill();
        Assert.True(Held() > low);
        Assert.Equal(
            [PressureLevel.Low, PressureLevel.Critical, PressureLevel.None],
            _store.PressureHistory().Select(change => change.Level));
        Assert.Equal(3, _store.Statistics.PressureChanges);
        StoreIntegrity.Assert(_store, _bank);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _store.Dispose();
        _font.Dispose();
    }

    private long Held()
    {
        var seen = _store.Statistics;
        return seen.Hot.Bytes + seen.Warm.Bytes + seen.Pool.Bytes;
    }

    private void Fill()
    {
        for (var page = 0; page < Pages; page++)
        {
            ReadPage(page);
            if (page % 64 == 0)
            {
                Thread.Sleep(1); // so that the keeper has time to compress
            }
        }
    }

    private void ReadPage(int page)
    {
        _reader.BeginQuantum();
        _reader.Read(_bank, page);
        _reader.Leave();
    }
}
