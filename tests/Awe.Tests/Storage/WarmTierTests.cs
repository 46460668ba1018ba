using Awe.Storage;
using CsCheck;

namespace Awe.Tests.Storage;

/// <summary>The warm tier driven by hand.</summary>
[Collection(StoreCollection.Name)]
public sealed class WarmTierTests : IDisposable
{
    private const int Pages = 4000;
    private readonly StoredBank _bank;
    private readonly BudgetLedger _ledger = new(8 << 20, hotPart: 0.5);
    private readonly WarmTier _warm;

    public WarmTierTests()
    {
        _bank = new StoredBank(0, TestBank.Of(Pages * Page.Frames));
        _warm = new WarmTier(_ledger, [_bank], 200);
    }

    [Fact]
    public void A_record_comes_back_as_it_went_in()
    {
        Assert.True(Add(7, 3));
        Assert.True(Add(8, 8193));
        Assert.True(Add(9, 512));

        AssertThere(7, 3);
        AssertThere(8, 8193);
        AssertThere(9, 512);
        Assert.Equal(3, _warm.Count);
    }

    [Fact]
    public void A_page_that_is_there_is_not_taken_in_again()
    {
        Assert.True(Add(7, 100));
        Assert.False(Add(7, 200));
        AssertThere(7, 100);
    }

    [Fact]
    public void The_tier_never_holds_more_than_its_side_of_the_line()
    {
        for (var page = 0; page < Pages; page++)
        {
            Assert.True(Add(page, 4300));
            Assert.True(_ledger.WarmBytes <= _ledger.WarmLimitBytes);
        }

        Assert.True(_warm.Evictions > 0);
        Assert.InRange(_warm.Count * 4300L, _ledger.WarmLimitBytes * 8 / 10, _ledger.WarmLimitBytes);
    }

    [Fact]
    public void Doubles_of_hot_pages_leave_first()
    {
        var page = 0;
        while (_warm.Evictions == 0 && _ledger.WarmLimitBytes - _ledger.WarmBytes >= WarmTier.SegmentBytes)
        {
            Add(page++, 4300);
        }

        for (var hot = 10; hot < 20; hot++)
        {
            _warm.NotePromoted(_bank.Table.WarmOf(hot));
        }

        while (_warm.Evictions < 10)
        {
            Add(page++, 4300);
        }

        Assert.All(Enumerable.Range(10, 10), hot => Assert.Equal(0, _bank.Table.WarmOf(hot)));
    }

    [Fact]
    public void Shrinking_moves_what_stays_and_gives_the_rest_back()
    {
        for (var page = 0; page < 600; page++)
        {
            Add(page, 300 + page);
        }

        for (var page = 0; page < 600; page += 3)
        {
            _warm.Remove(_bank.Table.WarmOf(page));
        }

        var before = _ledger.WarmBytes;
        Assert.True(_warm.TryDropSegments(2));

        Assert.Equal(before - (2 * WarmTier.SegmentBytes), _ledger.WarmBytes);
        AssertAllIntact();
    }

    [Fact]
    public void Everything_can_leave()
    {
        for (var page = 0; page < 300; page++)
        {
            Add(page, 4000);
        }

        while (_warm.TryDropSegments(3))
        {
            AssertAllIntact();
        }

        Assert.Equal((0, 0L), (_warm.Count, _ledger.WarmBytes));
        Assert.True(Add(1, 5000));
        AssertThere(1, 5000);
    }

    [Fact]
    public void A_bank_leaves_with_all_its_pages()
    {
        for (var page = 0; page < 50; page++)
        {
            Add(page, 1000);
        }

        _warm.RemoveBank(0);

        Assert.Equal(0, _warm.Count);
        Assert.All(Enumerable.Range(0, 50), page => Assert.Equal(0, _bank.Table.WarmOf(page)));
    }

    [Fact]
    public void Any_sequence_of_moves_leaves_every_record_whole() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, Pages - 1], Gen.Int[1, 8193]).Array[1, 400].Sample(
            moves =>
            {
                using var test = new WarmTierTests();
                foreach (var (what, page, length) in moves)
                {
                    test.Move(what, page, length);
                }

                test.AssertAllIntact();
            },
            iter: 30,
            threads: 1);

    public void Dispose()
    {
        _warm.Dispose();
        _bank.Dispose();
        _bank.Font.Dispose();
    }

    private void Move(int what, int page, int length)
    {
        var entry = _bank.Table.WarmOf(page);
        switch (what)
        {
            case 0:
                _warm.TryDropSegments(1 + (page % 3));
                break;
            case 1 when entry != 0:
                _warm.Remove(entry);
                break;
            case 2 when entry != 0:
                _warm.NotePromoted(entry);
                break;
            default:
                Add(page, length);
                break;
        }

        Assert.True(_ledger.HeldBytes <= _ledger.BudgetBytes);
    }

    private readonly Dictionary<int, int> _lengths = [];

    // The bytes of a record tell its page and their place.
    private static byte[] Record(int page, int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((page * 31) + i + (i >> 8)))];

    private bool Add(int page, int length)
    {
        if (!_warm.TryAdd(new PageKey(0, page), Record(page, length), uses: 1))
        {
            return false;
        }

        _lengths[page] = length;
        return true;
    }

    private void AssertThere(int page, int length)
    {
        var record = new byte[PageRecord.MaximumBytes];
        var found = _warm.Copy(_bank.Table.WarmOf(page), record);
        Assert.Equal(length, found);
        Assert.True(record.AsSpan(0, found).SequenceEqual(Record(page, length)));
    }

    private void AssertAllIntact()
    {
        var there = _lengths.Where(pair => _bank.Table.WarmOf(pair.Key) != 0).ToList();
        Assert.Equal(_warm.Count, there.Count);
        there.ForEach(pair => AssertThere(pair.Key, pair.Value));
    }
}
