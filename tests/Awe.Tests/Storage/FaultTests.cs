using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.Storage;

[Collection(StoreCollection.Name)]
public sealed class FaultTests
{
    private const int Rate = 44100;

    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    [InlineData(8191)]
    public void Short_reads_are_put_together(int mostBytes)
    {
        using var font = TestBank.Of(new ShortReadingSource(new PointSource(9000), mostBytes), TestBank.Sample(3, 9000));
        AssertAllRight(font, []);
    }

    [Fact]
    public void A_slow_source_gives_the_same_points()
    {
        var slow = new SlowByteSource(new PointSource(9000), TimeSpan.FromMilliseconds(2), 50_000_000);
        using var font = TestBank.Of(slow, TestBank.Sample(3, 9000));
        AssertAllRight(font, []);
    }

    [Fact]
    public void A_sample_that_cannot_be_read_is_silent_and_the_others_sound()
    {
        var samples = TestBank.OneAfterTheOther(3 * Page.Frames, 2 * Page.Frames, 5000);
        var source = new FailingSource(new PointSource(samples[^1].ReachEnd))
        {
            BadFrom = TestBank.DataOffset + (samples[1].ReachStart * sizeof(short)),
            BadTo = TestBank.DataOffset + (samples[1].ReachEnd * sizeof(short)),
        };
        using var font = TestBank.Of(source, samples);
        AssertAllRight(font, silentPages: [3, 4]);
    }

    [Fact]
    public void A_source_that_breaks_for_good_leaves_what_was_read_and_silences_the_rest()
    {
        var source = new FailingSource(new PointSource(4 * Page.Frames)) { GoodReads = 2 };
        using var font = TestBank.Of(source, TestBank.Sample(0, 4 * Page.Frames));
        AssertAllRight(font, silentPages: [2, 3]);
    }

    [Fact]
    public void A_bad_page_in_the_middle_of_a_long_read_does_not_silence_the_pages_around_it()
    {
        var source = new FailingSource(new PointSource(8 * Page.Frames)) { BadFrom = TestBank.DataOffset + (3 * Page.Bytes), BadTo = TestBank.DataOffset + (3 * Page.Bytes) + 1 };
        using var font = TestBank.Of(source, TestBank.Sample(0, 8 * Page.Frames));
        using var store = new SampleStore();
        using var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);
        reader.Request(bank, 0, 8, 0, PagePriority.Critical);
        reader.Leave();
        Patience.Until(() => Enumerable.Range(0, 8).All(bank.Table.IsLinked), "the pages around the bad one");

        AssertPages(reader, bank, [3]);
        Assert.Equal(1, store.Statistics.ReadFaults);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [InlineData(typeof(ObjectDisposedException))]
    [InlineData(typeof(NotSupportedException))]
    [InlineData(typeof(InvalidOperationException))]
    public void Whatever_a_source_throws_the_streamers_live_on(Type fault)
    {
        var source = new FailingSource(new PointSource(2 * Page.Frames))
        {
            BadTo = TestBank.DataOffset + Page.Bytes,
            BadFrom = 0,
            Fault = () => (Exception)Activator.CreateInstance(fault, "a message of its own")!,
        };
        using var font = TestBank.Of(source, TestBank.Sample(0, 2 * Page.Frames));
        AssertAllRight(font, silentPages: [0]);
    }

    [Fact]
    public void A_bank_that_is_closed_under_its_player_becomes_silent()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, new byte[TestBank.DataOffset + (2 * Page.Bytes)]);
            var font = TestBank.Of(new FileByteSource(path), TestBank.Sample(0, 2 * Page.Frames));
            using var store = new SampleStore();
            using var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
            var bank = store.Attach(font);
            font.Dispose();

            reader.BeginQuantum();

            Assert.Equal(-1, reader.Read(bank, 1).IndexOfAnyExcept((short)0));
            Assert.Equal(1, store.Statistics.ReadFaults);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Messages_of_faults_are_kept_once_each_and_only_the_first_of_them()
    {
        var counters = new StoreCounters();
        for (var i = 0; i < 100; i++)
        {
            counters.CountFault($"fault {i / 2}");
        }

        Assert.Equal(100, counters.FaultCount);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"fault {i}"), counters.Faults());
    }

    [Fact]
    public void Loading_everything_ends_although_the_source_fails()
    {
        var source = new FailingSource(new PointSource(50 * Page.Frames)) { GoodReads = 3 };
        using var font = TestBank.Of(source, TestBank.Sample(0, 50 * Page.Frames));
        using var store = new SampleStore();
        var bank = store.Attach(font);

        Patience.RunTogether(() => store.LoadAll(bank, null, CancellationToken.None));

        Assert.NotEqual(0, store.Statistics.ReadFaults);
        Assert.All(Enumerable.Range(0, 50), page => Assert.True(bank.Table.IsLinked(page)));
    }

    private static void AssertAllRight(SoundFont font, int[] silentPages)
    {
        using var store = new SampleStore(new SampleStoreOptions { Streamers = 1 });
        using var reader = store.CreateReader(4, Rate, MissPolicy.Wait);
        var bank = store.Attach(font);

        Patience.RunTogether(() => AssertPages(reader, bank, silentPages));

        Assert.Equal(silentPages.Length, store.Statistics.ReadFaults);
        Assert.Equal(silentPages.Length > 0, store.Faults().Count > 0);
    }

    private static void AssertPages(PageReader reader, StoredBank bank, int[] silentPages)
    {
        reader.BeginQuantum();
        for (var page = 0; page < bank.Table.Pages; page++)
        {
            var points = reader.Read(bank, page);
            if (silentPages.Contains(page))
            {
                Assert.Equal(-1, points.IndexOfAnyExcept((short)0));
                Assert.Equal(Page.Frames, points.Length);
            }
            else
            {
                TestBank.AssertPage(bank, page, points);
            }
        }

        reader.Leave();
    }
}
