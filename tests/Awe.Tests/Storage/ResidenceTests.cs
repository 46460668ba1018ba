using Awe.Storage;
using CsCheck;

namespace Awe.Tests.Storage;

[Collection(StoreCollection.Name)]
public sealed class ResidenceTests
{
    private const int Rate = 44100;

    [Fact]
    public void Every_point_is_the_same_under_the_smallest_budget_in_any_order()
    {
        var lengths = Gen.Int[1, 60 * Page.Frames].Array[1, 6];
        var order = Gen.Int[0, int.MaxValue].Array[50];
        Gen.Select(lengths, order).Sample(
            (samples, reads) =>
            {
                using var font = TestBank.Of(samples);
                using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = SampleStoreOptions.MinimumBudgetBytes });
                using var reader = store.CreateReader(8, Rate, MissPolicy.Wait);
                var bank = store.Attach(font);
                foreach (var read in reads)
                {
                    reader.BeginQuantum();
                    var page = read % bank.Table.Pages;
                    reader.Request(bank, page, 5, 1000, PagePriority.High);
                    Assert.Equal(-1, TestBank.FirstWrongPoint(bank, page, reader.Read(bank, page)));
                    reader.Leave();
                }

                return store.Statistics.PeakBytes <= store.Statistics.BudgetBytes;
            },
            iter: 10,
            threads: 1,
            seed: "0000awestore");
    }

    [Fact]
    public void A_bank_loaded_whole_is_read_without_a_miss_and_nothing_leaves()
    {
        var source = new PointSource(700 * Page.Frames);
        using var font = TestBank.Of(source, TestBank.Sample(0, 699 * Page.Frames), TestBank.Sample(5, 6));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = SampleStore.BudgetForResident([font], PageReader.BytesFor(256)) });
        using var reader = store.CreateReader(256, Rate, MissPolicy.RealTime);
        var bank = store.Attach(font);
        var told = new List<double>();

        store.LoadAll(bank, new Told(told), CancellationToken.None);
        reader.BeginQuantum();
        for (var page = 0; page < bank.Table.Pages; page++)
        {
            TestBank.AssertPage(bank, page, reader.Read(bank, page));
        }

        Assert.Equal(0, store.Statistics.Evictions);
        Assert.Equal((699 * (long)Page.Bytes) + sizeof(short), source.ReadBytes);
        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1]);
    }

    [Fact]
    public void A_bank_that_the_budget_does_not_hold_whole_is_refused_before_anything_is_loaded()
    {
        using var font = TestBank.Of(400 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 1 << 20 });
        var bank = store.Attach(font);

        Assert.Throws<InvalidOperationException>(() => store.LoadAll(bank, null, CancellationToken.None));

        Assert.Equal(0, store.Statistics.Reads);
    }

    [Fact]
    public void Loading_everything_makes_other_banks_give_way()
    {
        using var old = TestBank.Of(400 * Page.Frames);
        using var font = TestBank.Of(60 * Page.Frames);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 1 << 20 });
        using var reader = store.CreateReader(1, Rate, MissPolicy.Wait);
        var oldBank = store.Attach(old);
        reader.BeginQuantum();
        for (var page = 0; page < 400; page++)
        {
            reader.Read(oldBank, page);
            reader.NoteEntry(oldBank, page);
        }

        reader.Leave();
        var bank = store.Attach(font);

        store.LoadAll(bank, null, CancellationToken.None);

        Assert.All(Enumerable.Range(0, 60), page => Assert.True(bank.Table.IsLinked(page)));
    }

    [Fact]
    public void Loading_everything_can_be_cancelled_while_a_read_hangs()
    {
        var source = new GatedSource(new PointSource(50 * Page.Frames));
        using var font = TestBank.Of(source, TestBank.Sample(0, 50 * Page.Frames));
        using var store = new SampleStore();
        var bank = store.Attach(font);
        using var cancellation = new CancellationTokenSource();

        Patience.RunTogether(
            () => Assert.Throws<OperationCanceledException>(() => store.LoadAll(bank, null, cancellation.Token)),
            () =>
            {
                Patience.Until(() => source.Waiting > 0, "the first read");
                cancellation.Cancel();
            });

        source.Open();
    }

    private sealed class Told(List<double> values) : IProgress<double>
    {
        public void Report(double value) => values.Add(value);
    }
}
