using Awe.Primitives;
using Awe.Storage;

namespace Awe.Tests.Storage;

/// <summary>A bank that nobody plays any more leaves the store with every byte.</summary>
[Collection(StoreCollection.Name)]
public sealed class DetachTests
{
    private const int Rate = 44100;

    [Fact]
    public void Every_byte_of_a_bank_goes_with_it()
    {
        using var stays = TestBank.Of(50 * Page.Frames);
        using var leaves = TestBank.Of(3000 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 8 << 20 });
        using var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
        var other = store.Attach(stays);
        ReadAll(reader, other);
        var before = (store.Statistics.Pool.Bytes, store.Statistics.FileBytes, NativeArena.LiveCount);

        var bank = store.Attach(leaves);
        ReadAll(reader, bank);
        store.Detach(bank);

        Assert.Equal(before, (store.Statistics.Pool.Bytes, store.Statistics.FileBytes, NativeArena.LiveCount));
        StoreIntegrity.Assert(store, other);
        ReadAll(reader, other);
    }

    [Fact]
    public void A_bank_stays_as_long_as_somebody_plays_it()
    {
        using var font = TestBank.Of(10 * Page.Frames);
        using var store = new SampleStore();
        using var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);
        Assert.Same(bank, store.Attach(font));

        store.Detach(bank);
        ReadAll(reader, bank);
        store.Detach(bank);

        Assert.NotSame(bank, store.Attach(font));
    }

    [Fact]
    public void Banks_come_and_go_while_others_are_read()
    {
        using var stays = TestBank.Of(2000 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 4 << 20 });
        using var reader = store.CreateReader(Storm.Voices, Rate, MissPolicy.Wait);
        using var visitor = store.CreateReader(4, Rate, MissPolicy.Wait);
        StoredBank[] banks = [store.Attach(stays)];
        using var isOver = new CancellationTokenSource();
        var before = NativeArena.LiveCount;

        Patience.RunTogether(
            () =>
            {
                new Storm(reader, banks, 9).Blow(300);
                isOver.Cancel();
            },
            () =>
            {
                for (var i = 0; !isOver.IsCancellationRequested; i++)
                {
                    using var font = TestBank.Of((20 + (i % 50)) * Page.Frames);
                    var bank = store.Attach(font);
                    visitor.Request(bank, 0, 20, 0, PagePriority.Critical);
                    ReadAll(visitor, bank);
                    visitor.Request(bank, 0, 20, 500, PagePriority.Normal);
                    visitor.Leave();
                    store.Detach(bank);
                }
            });

        Assert.Equal(before, NativeArena.LiveCount);
        StoreIntegrity.Assert(store, banks);
    }

    private static void ReadAll(PageReader reader, StoredBank bank)
    {
        for (var page = 0; page < bank.Table.Pages; page++)
        {
            reader.BeginQuantum();
            TestBank.AssertPage(bank, page, reader.Read(bank, page));
            reader.Leave();
        }
    }
}
