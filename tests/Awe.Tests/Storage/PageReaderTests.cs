using Awe.Storage;

namespace Awe.Tests.Storage;

[Collection(StoreCollection.Name)]
public sealed class PageReaderTests
{
    private const int Rate = 44100;

    [Fact]
    public void Waiting_for_a_page_gives_the_points_of_the_source()
    {
        using var font = TestBank.Of(10_000);
        using var store = new SampleStore();
        using var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);

        reader.BeginQuantum();
        for (var page = 0; page < bank.Table.Pages; page++)
        {
            TestBank.AssertPage(bank, page, reader.Read(bank, page));
        }

        Assert.Equal(3, bank.Table.Pages);
    }

    [Fact]
    public void The_last_page_of_a_sample_is_filled_up_with_zeros_and_not_with_the_next_sample()
    {
        using var font = TestBank.Of(Page.Frames + 1, 100);
        using var store = new SampleStore();
        using var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);

        reader.BeginQuantum();
        var last = reader.Read(bank, 1);

        Assert.Equal(TestBank.PointAt(Page.Frames), last[0]);
        Assert.Equal(-1, last[1..].IndexOfAnyExcept((short)0));
    }

    [Fact]
    public void In_real_time_a_missing_page_is_empty_now_and_there_later()
    {
        var source = new GatedSource(new PointSource(Page.Frames));
        using var font = TestBank.Of(source, TestBank.Sample(0, Page.Frames));
        using var store = new SampleStore();
        using var reader = store.CreateReader(4, Rate, MissPolicy.RealTime);
        var bank = store.Attach(font);

        reader.BeginQuantum();
        Assert.True(reader.Read(bank, 0).IsEmpty);
        reader.NoteEntry(bank, 0);
        reader.Leave();
        source.Open();
        Patience.Until(() => bank.Table.IsLinked(0), "the page that was asked for");
        reader.BeginQuantum();
        TestBank.AssertPage(bank, 0, reader.Read(bank, 0));
        reader.NoteEntry(bank, 0);

        Assert.Equal(1, store.Statistics.MissesCold);
        Assert.Equal(1, store.Statistics.HitsHot);
    }

    [Fact]
    public void A_request_brings_pages_that_nobody_has_read_yet()
    {
        using var font = TestBank.Of(20 * Page.Frames);
        using var store = new SampleStore();
        using var reader = store.CreateReader(4, Rate, MissPolicy.RealTime);
        var bank = store.Attach(font);

        reader.Request(bank, 5, 11, 1000, PagePriority.High);
        Patience.Until(() => Enumerable.Range(5, 11).All(bank.Table.IsLinked), "all pages of the request");

        Assert.False(bank.Table.IsLinked(4));
        Assert.False(bank.Table.IsLinked(16));
    }

    [Fact]
    public void A_request_that_passes_the_end_of_its_sample_does_not_bring_the_next_one()
    {
        using var font = TestBank.Of(2 * Page.Frames, 4 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { Streamers = 1 });
        using var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);

        reader.Request(bank, 0, 4, 0, PagePriority.Critical);
        reader.Leave();
        Patience.Until(() => bank.Table.IsLinked(1), "the sample's last page");
        reader.BeginQuantum();
        reader.Read(bank, 5); // served after the request, so what that was to bring is there by now

        Assert.False(bank.Table.IsLinked(2));
        Assert.False(bank.Table.IsLinked(3));
    }

    [Fact]
    public void A_request_outside_of_the_bank_does_no_harm()
    {
        using var font = TestBank.Of(100);
        using var store = new SampleStore();
        using var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);

        reader.Request(bank, 1, 1, 0, PagePriority.Critical);
        reader.Request(bank, int.MaxValue, 7, 0, PagePriority.Critical);
        reader.BeginQuantum();

        TestBank.AssertPage(bank, 0, reader.Read(bank, 0));
    }

    [Fact]
    public void Two_readers_share_the_pages_of_one_bank()
    {
        var source = new PointSource(8 * Page.Frames);
        using var font = TestBank.Of(source, TestBank.Sample(0, 8 * Page.Frames));
        using var store = new SampleStore();
        using var first = store.CreateReader(4, Rate, MissPolicy.Wait);
        using var second = store.CreateReader(4, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);
        Assert.Same(bank, store.Attach(font));

        foreach (var reader in new[] { first, second })
        {
            reader.BeginQuantum();
            for (var page = 0; page < 8; page++)
            {
                TestBank.AssertPage(bank, page, reader.Read(bank, page));
            }

            reader.Leave();
        }

        Assert.Equal(8L * Page.Bytes, source.ReadBytes);
        Assert.Equal(source.Length, store.Statistics.FileBytes);
    }

    [Theory]
    [InlineData(MissPolicy.RealTime)]
    [InlineData(MissPolicy.Wait)]
    public void The_rendering_thread_allocates_nothing(MissPolicy policy)
    {
        using var font = TestBank.Of(500 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 1 << 20 });
        using var reader = store.CreateReader(4, Rate, policy);
        var bank = store.Attach(font);

        Assert.Equal(0, AllocationMeter.LeastOf(() => RenderQuanta(reader, bank, 1000, seed: 2)));
    }

    [Fact]
    public void Requests_that_find_the_ring_full_are_lost_and_counted_and_the_reader_goes_on()
    {
        var source = new GatedSource(new PointSource(Page.Frames));
        using var font = TestBank.Of(source, TestBank.Sample(0, Page.Frames));
        using var store = new SampleStore(new SampleStoreOptions { Streamers = 1 });
        using var reader = store.CreateReader(4, Rate, MissPolicy.RealTime);
        var bank = store.Attach(font);
        reader.Request(bank, 0, 1, 0, PagePriority.Critical);
        Patience.Until(() => source.Waiting == 1, "the only streamer to be in its read");

        for (var i = 0; i < PageReader.RingCapacity + 10; i++)
        {
            reader.Request(bank, 0, 1, 0, PagePriority.High);
        }

        Assert.Equal(10, store.Statistics.LostRequests);
        source.Open();
    }

    [Fact]
    public void A_waiting_reader_gets_its_page_through_a_ring_full_of_look_ahead()
    {
        var source = new GatedSource(new PointSource(9 * Page.Frames));
        using var font = TestBank.Of(source, TestBank.Sample(0, 9 * Page.Frames));
        using var store = new SampleStore(new SampleStoreOptions { Streamers = 1 });
        using var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);
        reader.Request(bank, 0, 1, 0, PagePriority.Critical);
        reader.Leave();
        Patience.Until(() => source.Waiting == 1, "the only streamer to be in its read");
        for (var i = 0; i < PageReader.RingCapacity; i++)
        {
            reader.Request(bank, 1, 1, 0, PagePriority.High);
        }

        using var isReading = new ManualResetEventSlim();
        Patience.RunTogether(
            () =>
            {
                reader.BeginQuantum();
                isReading.Set();
                TestBank.AssertPage(bank, 8, reader.Read(bank, 8));
            },
            () =>
            {
                isReading.Wait();
                Thread.Sleep(5); // long enough, as a rule, for the reader to find the ring full; the test holds either way
                source.Open();
            });

        Assert.Equal(0, store.Statistics.LostRequests);
    }

    [Fact]
    public void What_a_reader_counted_stays_when_the_reader_has_gone()
    {
        using var font = TestBank.Of(100);
        using var store = new SampleStore();
        var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);
        reader.BeginQuantum();
        reader.NoteEntry(bank, 0);
        reader.Read(bank, 0);
        reader.NoteEntry(bank, 0);
        reader.Counters.CountLateVoice();
        reader.Counters.CountDryVoice();
        reader.Dispose();

        var seen = store.Statistics;

        Assert.Equal((1, 1, 1, 1), (seen.HitsHot, seen.MissesCold, seen.LateVoices, seen.DryVoices));
        Assert.Equal(0.5, seen.HitRate);
    }

    [Fact]
    public void A_page_that_was_on_its_way_to_warm_only_is_asked_for_again_although_others_pages_arrive_without_end()
    {
        var source = new GatedSource(new PointSource(Page.Frames));
        using var font = TestBank.Of(source, TestBank.Sample(0, Page.Frames));
        using var otherFont = TestBank.Of(500 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 2 << 20 });
        using var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
        using var other = store.CreateReader(4, Rate, MissPolicy.Wait);
        var (bank, otherBank) = (store.Attach(font), store.Attach(otherFont));
        reader.Request(bank, 0, 1, 1000, PagePriority.Normal);
        reader.Leave();
        Patience.Until(() => source.Waiting == 1, "a streamer to be in its read");
        using var isOver = new CancellationTokenSource(TimeSpan.FromSeconds(20)); // then nothing arrives any more
        var hasComeInTime = false;

        Patience.RunTogether(
            () =>
            {
                reader.BeginQuantum();
                TestBank.AssertPage(bank, 0, reader.Read(bank, 0));
                reader.Leave();
                hasComeInTime = !isOver.IsCancellationRequested;
                isOver.Cancel();
            },
            () =>
            {
                for (var seed = 0; !isOver.IsCancellationRequested; seed++)
                {
                    RenderQuanta(other, otherBank, 10, seed);
                }
            },
            () =>
            {
                Patience.Until(() => reader.TryGetAwaited(out _) && reader.Requests.Count == 0, "the request to be passed over");
                source.Open();
            });

        Assert.True(hasComeInTime);
    }

    [Fact]
    public void A_reader_that_is_disposed_twice_gives_its_memory_back_once()
    {
        using var store = new SampleStore();
        var before = store.Statistics.Pool.Bytes;
        var reader = store.CreateReader(64, Rate, MissPolicy.RealTime);
        Assert.Equal(before + PageReader.BytesFor(64), store.Statistics.Pool.Bytes);

        reader.Dispose();
        reader.Dispose();

        Assert.Equal(before, store.Statistics.Pool.Bytes);
    }

    private static void RenderQuanta(PageReader reader, StoredBank bank, int quanta, int seed)
    {
        var random = (uint)seed;
        for (var quantum = 0; quantum < quanta; quantum++)
        {
            reader.BeginQuantum();
            for (var voice = 0; voice < 4; voice++)
            {
                random = (random * 1664525) + 1013904223;
                var page = (int)((random >> 8) % (uint)bank.Table.Pages);
                reader.NoteEntry(bank, page);
                reader.Read(bank, page);
                reader.Pins.Pin(voice, 0, new PageKey(bank.Number, page));
                reader.Request(bank, page, 2, 4096, PagePriority.High);
            }

            reader.Leave();
        }
    }
}
