using Awe.Storage;

namespace Awe.Tests.Storage;

[Collection(StoreCollection.Name)]
public sealed class StormTests
{
    private const int Rate = 44100;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 8)]
    [InlineData(2, 2)]
    [InlineData(8, 3)]
    public void The_budget_holds_at_every_moment_of_a_storm(int budgetMebibytes, int streamers)
    {
        var budget = (long)budgetMebibytes << 20;
        using var first = TestBank.Of(300 * Page.Frames, 5000, 77, 2900 * Page.Frames);
        using var second = TestBank.Of(40 * Page.Frames, 40 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = budget, Streamers = streamers });
        StoredBank[] banks = [store.Attach(first), store.Attach(second)];
        using var waiting = store.CreateReader(Storm.Voices, Rate, MissPolicy.Wait);
        using var alsoWaiting = store.CreateReader(Storm.Voices, Rate, MissPolicy.Wait);
        using var live = store.CreateReader(Storm.Voices, Rate, MissPolicy.RealTime);
        var liveStorm = new Storm(live, banks, 3);
        using var isOver = new CancellationTokenSource();
        var polls = 0;

        Patience.RunTogether(
            () => new Storm(waiting, banks, 1).Blow(800),
            () =>
            {
                new Storm(alsoWaiting, banks, 2).Blow(800);
                isOver.Cancel();
            },
            () =>
            {
                while (!isOver.IsCancellationRequested)
                {
                    liveStorm.Blow(2);
                    Thread.Sleep(1); // as a device would pace it
                }
            },
            () =>
            {
                while (!isOver.IsCancellationRequested)
                {
                    var seen = store.Statistics;
                    Assert.True(seen.Hot.Bytes + seen.Warm.Bytes + seen.Pool.Bytes <= budget);
                    Assert.True(seen.PeakBytes <= budget);
                    polls++;
                    Thread.Sleep(1);
                }
            });

        Assert.NotEqual(0, polls);
        Assert.NotEqual(0, liveStorm.Seen);
        Assert.NotEqual(0, store.Statistics.Evictions);
        StoreIntegrity.Assert(store, banks);
    }

    [Fact]
    public void Soak_readers_come_and_go_banks_join_and_the_pool_swells_and_shrinks()
    {
        using var font = TestBank.Of(500 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 2 << 20, Streamers = 3 });
        StoredBank[] banks = [store.Attach(font)];
        using var isOver = new CancellationTokenSource();

        Patience.RunTogether(
            () =>
            {
                for (var i = 0; i < 30; i++)
                {
                    using var reader = store.CreateReader(Storm.Voices, Rate, MissPolicy.Wait);
                    new Storm(reader, banks, 100 + i).Blow(20);
                }

                isOver.Cancel();
            },
            () =>
            {
                for (var i = 0; !isOver.IsCancellationRequested; i++)
                {
                    using var reader = store.CreateReader(Storm.Voices, Rate, MissPolicy.RealTime);
                    new Storm(reader, banks, 500 + i).Blow(5);
                    Thread.Sleep(1);
                }
            },
            () =>
            {
                for (var i = 0; !isOver.IsCancellationRequested; i++)
                {
                    store.ReservePool(i % 10 * 50_000, "voices");
                    _ = store.Statistics;
                    store.ReleasePool(i % 10 * 50_000);
                }
            });

        StoreIntegrity.Assert(store, banks);
    }
}
