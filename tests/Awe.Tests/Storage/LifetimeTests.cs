using Awe.Primitives;
using Awe.Storage;

namespace Awe.Tests.Storage;

[Collection(StoreCollection.Name)]
public sealed class LifetimeTests
{
    private const int Rate = 44100;
    private const long SmallBudget = 1 << 20;

    [Fact]
    public void Closing_gives_all_native_memory_back()
    {
        var before = (NativeArena.LiveCount, NativeArena.LiveBytes);
        using (var font = TestBank.Of(30 * Page.Frames))
        using (var store = new SampleStore())
        using (var reader = store.CreateReader(16, Rate, MissPolicy.Wait))
        {
            var bank = store.Attach(font);
            reader.BeginQuantum();
            TestBank.AssertPage(bank, 7, reader.Read(bank, 7));
            Assert.True(NativeArena.LiveCount > before.LiveCount);
        }

        Assert.Equal(before, (NativeArena.LiveCount, NativeArena.LiveBytes));
    }

    [Fact]
    public void What_the_budget_refuses_leaves_nothing_behind()
    {
        using var font = TestBank.Of(new PointSource(4L << 30), TestBank.Sample(0, 4L << 30)); // a page table of 5 MiB
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = SmallBudget });
        var before = (NativeArena.LiveCount, store.Statistics.Pool.Bytes, store.Statistics.FileBytes);

        var refusedBank = Assert.Throws<InvalidOperationException>(() => store.Attach(font));
        Assert.Throws<InvalidOperationException>(() => store.CreateReader(1 << 20, Rate, MissPolicy.Wait));
        Assert.Throws<InvalidOperationException>(() => store.ReservePool(SmallBudget, "too much"));

        Assert.Contains("the page table of points needs", refusedBank.Message, StringComparison.Ordinal);
        Assert.Equal(before, (NativeArena.LiveCount, store.Statistics.Pool.Bytes, store.Statistics.FileBytes));
    }

    [Fact]
    public void A_store_whose_budget_does_not_hold_its_own_tables_is_refused_whole()
    {
        var before = NativeArena.LiveCount;
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleStore(new SampleStoreOptions { BudgetBytes = SmallBudget - 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleStore(new SampleStoreOptions { Streamers = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleStore(new SampleStoreOptions { Streamers = 9 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleStore(new SampleStoreOptions { ReadBytes = Page.Bytes - 1 }));
        Assert.Equal(before, NativeArena.LiveCount);
    }

    [Fact]
    public void A_65th_reader_is_refused_and_its_place_is_free_when_another_goes()
    {
        using var store = new SampleStore();
        var readers = Enumerable.Range(0, Epochs.MaximumReaders).Select(_ => store.CreateReader(1, Rate, MissPolicy.Wait)).ToList();
        var pool = store.Statistics.Pool.Bytes;

        Assert.Throws<InvalidOperationException>(() => store.CreateReader(1, Rate, MissPolicy.Wait));
        Assert.Equal(pool, store.Statistics.Pool.Bytes);
        readers[20].Dispose();
        readers[20] = store.CreateReader(1, Rate, MissPolicy.Wait);

        readers.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public void A_store_may_be_closed_while_its_streamers_read_and_twice()
    {
        var before = NativeArena.LiveCount;
        var source = new SlowByteSource(new PointSource(100 * Page.Frames), TimeSpan.FromMilliseconds(5), 0);
        using var font = TestBank.Of(source, TestBank.Sample(0, 100 * Page.Frames));
        var store = new SampleStore(new SampleStoreOptions { Streamers = 3 });
        var reader = store.CreateReader(1, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);
        reader.Request(bank, 0, 100, 0, PagePriority.Critical);
        reader.Leave();

        Patience.RunTogether(store.Dispose, store.Dispose);
        reader.Dispose();

        Assert.Equal(before, NativeArena.LiveCount);
        Assert.Throws<ObjectDisposedException>(() => store.Attach(font));
        Assert.Throws<ObjectDisposedException>(() => store.CreateReader(1, Rate, MissPolicy.Wait));
    }

    [Fact]
    public void Hot_pages_give_way_to_the_pool()
    {
        using var font = TestBank.Of(400 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = SmallBudget });
        using var reader = store.CreateReader(1, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);
        ReadAll(reader, bank);
        var full = store.Statistics;

        store.ReservePool(SmallBudget / 3, "voices");
        var shrunk = store.Statistics;

        Assert.True(full.Hot.Bytes > shrunk.Hot.Bytes);
        Assert.Equal(full.Pool.Bytes + (SmallBudget / 3), shrunk.Pool.Bytes);
        ReadAll(reader, bank); // and the tier goes on in the room that is left
        store.ReleasePool(SmallBudget / 3);
        ReadAll(reader, bank);
        Assert.True(store.Statistics.PeakBytes <= SmallBudget);
    }

    [Fact]
    public void The_pool_waits_for_a_reader_that_is_rendering_without_keeping_it_from_the_statistics()
    {
        using var font = TestBank.Of(400 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = SmallBudget });
        using var reader = store.CreateReader(1, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);
        ReadAll(reader, bank);
        using var isInside = new ManualResetEventSlim();
        using var isAsking = new ManualResetEventSlim();

        Patience.RunTogether(
            () =>
            {
                reader.BeginQuantum();
                isInside.Set();
                isAsking.Wait();
                for (var i = 0; i < 20; i++)
                {
                    _ = store.Statistics;
                    Thread.Sleep(1);
                }

                reader.Leave();
            },
            () =>
            {
                isInside.Wait();
                isAsking.Set();
                store.ReservePool(SmallBudget / 3, "voices");
            });

        Assert.True(store.Statistics.Hot.Bytes <= SmallBudget / 3);
    }

    [Fact]
    public void The_pool_cannot_take_the_last_pages_so_a_waiting_reader_always_gets_its_own()
    {
        using var font = TestBank.Of(100 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = SmallBudget });
        using var reader = store.CreateReader(1, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);
        Assert.Throws<InvalidOperationException>((Action)(() =>
        {
            for (var taken = 0L; taken < SmallBudget; taken += 64)
            {
                store.ReservePool(64, "one more");
            }
        }));

        Patience.RunTogether(() => ReadAll(reader, bank));

        Assert.True(store.Statistics.PeakBytes <= SmallBudget);
    }

    [Fact]
    public void A_font_attached_by_many_threads_at_once_is_attached_once()
    {
        using var font = TestBank.Of(3 * Page.Frames);
        using var store = new SampleStore();
        var banks = new StoredBank[8];

        Patience.RunTogether([.. Enumerable.Range(0, 8).Select<int, Action>(i => () => banks[i] = store.Attach(font))]);

        Assert.All(banks, bank => Assert.Same(banks[0], bank));
        Assert.Equal(font.Source.Length, store.Statistics.FileBytes);
    }

    private static void ReadAll(PageReader reader, StoredBank bank)
    {
        reader.BeginQuantum();
        for (var page = 0; page < bank.Table.Pages; page++)
        {
            TestBank.AssertPage(bank, page, reader.Read(bank, page));
        }

        reader.Leave();
    }
}
