using Awe.Storage;

namespace Awe.Tests.Storage;

public sealed class StoredBankTests
{
    [Fact]
    public void A_silent_sample_has_no_page_and_its_neighbours_keep_theirs()
    {
        var samples = TestBank.OneAfterTheOther(5000, 3000, 100, 100, 9000, 7);
        foreach (var silent in new[] { 0, 2, 3, 5 })
        {
            samples[silent] = samples[silent] with { Fault = "in the ROM" };
        }

        using var font = TestBank.Of(new PointSource(30_000), samples);
        using var bank = new StoredBank(0, font);

        Assert.Equal([0, 1, 0, 0, 3, 0], Enumerable.Range(0, 6).Select(i => bank.SampleAt(i).PageCount));
        Assert.Equal(4, bank.Table.Pages);
        AssertEveryPage(bank);
        Assert.Equal([1, 3, 2, 1], Enumerable.Range(0, 4).Select(bank.PagesToSampleEnd));
    }

    [Fact]
    public void A_bank_without_anything_to_play_has_no_page()
    {
        using var font = TestBank.Of(new PointSource(100), TestBank.Sample(0, 100, fault: "broken"), TestBank.Sample(50, 50));
        using var bank = new StoredBank(0, font);
        Assert.Equal(0, bank.Table.Pages);
        Assert.Equal(0, bank.ResidentBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Page.Frames - 1)]
    [InlineData(Page.Frames)]
    [InlineData(Page.Frames + 1)]
    [InlineData((3 * Page.Frames) - 1)]
    public void Every_page_is_right_whatever_the_length(int points)
    {
        using var font = TestBank.Of(points, 1, points);
        using var bank = new StoredBank(0, font);
        AssertEveryPage(bank);
    }

    [Fact]
    public void Samples_may_overlap_and_lie_in_any_order()
    {
        using var font = TestBank.Of(new PointSource(20_000), TestBank.Sample(9000, 20_000), TestBank.Sample(0, 12_000), TestBank.Sample(9000, 9001));
        using var bank = new StoredBank(0, font);
        AssertEveryPage(bank);
    }

    [Theory]
    [InlineData((1L << 30) - 5000)] // the byte offset passes 2^31
    [InlineData((1L << 31) - 5000)] // the point number passes 2^31, the byte offset 2^32
    [InlineData(1L << 40)]
    public void Points_beyond_the_reach_of_32_bits_are_found(long start)
    {
        using var font = TestBank.Of(new PointSource(start + 20_000), TestBank.Sample(start, start + 10_001), TestBank.Sample(start + 10_100, start + 20_000));
        using var bank = new StoredBank(0, font);
        AssertEveryPage(bank);
    }

    [Fact]
    public void One_read_may_bring_several_pages_and_ends_with_the_sample()
    {
        using var font = TestBank.Of((3 * Page.Frames) - 10, Page.Frames);
        using var bank = new StoredBank(0, font);
        var points = new short[2 * Page.Frames];
        Array.Fill(points, short.MaxValue);

        var bytes = bank.Read(1, 2, points, default, CancellationToken.None);

        Assert.Equal(((2 * Page.Frames) - 10) * sizeof(short), bytes);
        TestBank.AssertPage(bank, 1, points.AsSpan(0, Page.Frames));
        TestBank.AssertPage(bank, 2, points.AsSpan(Page.Frames));
    }

    [Fact]
    public void A_source_that_ends_before_the_sample_says_so()
    {
        using var font = TestBank.Of(new PointSource(5000), TestBank.Sample(0, 8192));
        using var bank = new StoredBank(0, font);

        var fault = Assert.Throws<EndOfStreamException>(() => bank.Read(1, 1, new short[Page.Frames], default, CancellationToken.None));

        Assert.Equal("points: the file has become shorter than the 11234 bytes that it was opened with, and sample data is missing.", fault.Message);
    }

    private static void AssertEveryPage(StoredBank bank)
    {
        var points = new short[Page.Frames];
        for (var page = 0; page < bank.Table.Pages; page++)
        {
            Array.Fill(points, short.MaxValue);
            bank.Read(page, 1, points, default, CancellationToken.None);
            TestBank.AssertPage(bank, page, points);
        }
    }
}
