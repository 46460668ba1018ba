using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.Storage;

/// <summary>The evictor driven by hand: the store beside it only lends a reader, and no streamer has work.</summary>
[Collection(StoreCollection.Name)]
public sealed class EvictorTests : IDisposable
{
    private const int Pages = 8;
    private readonly SampleStore _store = new(new SampleStoreOptions { BudgetBytes = 1 << 20, Streamers = 1 });
    private readonly SoundFont _font = TestBank.Of(Pages * Page.Frames);
    private readonly StoreParts _parts = new(new SampleStoreOptions { BudgetBytes = 1 << 20, WarmShare = 0 });
    private readonly Epochs _epochs;
    private readonly PageFrames _frames;
    private readonly StoredBank _bank;
    private readonly PageReader _reader;
    private readonly Evictor _evictor;

    public EvictorTests()
    {
        _bank = new StoredBank(0, _font);
        _reader = _store.CreateReader(4, 44100, MissPolicy.RealTime);
        (_epochs, _frames, _evictor) = (_parts.Epochs, _parts.Frames, _parts.Evictor);
        _parts.Banks.Add(_bank);
        _parts.Readers.Add(_reader);
        for (var page = 0; page < Pages; page++)
        {
            Assert.True(_frames.TryTake(new PageKey(0, page), is24Bit: false, out var frame));
            _frames.MarkLinked(frame);
            _parts.Order.Add(frame, page);
            _parts.Evictor.NoteNextUse(frame, new PageKey(0, page));
            _bank.Table.Link(page, frame);
        }
    }

    [Fact]
    public void Pages_that_nobody_used_again_leave_before_those_that_voices_entered()
    {
        foreach (var used in new[] { 0, 1, 4 })
        {
            _parts.Order.CountUse(_bank.Table.FrameOf(used));
            _parts.Order.CountUse(_bank.Table.FrameOf(used));
        }

        Assert.Equal(5, _evictor.Evict(5, evenPinned: false));
        Assert.Equal([0, 1, 4], Resident());
    }

    [Fact]
    public void The_use_of_a_page_fades_round_by_round()
    {
        for (var use = 0; use < 10; use++)
        {
            _parts.Order.CountUse(_bank.Table.FrameOf(6));
        }

        Assert.Equal(Pages, _evictor.Evict(Pages, evenPinned: false));
        Assert.Empty(Resident());
        Assert.Equal(Pages, _evictor.Evictions);
    }

    [Fact]
    public void Pinned_pages_never_leave_while_the_load_can_wait()
    {
        _reader.Pins.Pin(0, 0, new PageKey(0, 2));
        _reader.Pins.Pin(3, 3, new PageKey(0, 7));

        Assert.Equal(Pages - 2, _evictor.Evict(100, evenPinned: false));
        Assert.Equal([2, 7], Resident());
        Assert.Equal(0, _evictor.Evict(1, evenPinned: false));
        Assert.Equal(1, _evictor.Evict(1, evenPinned: true));
        Assert.Single(Resident());
    }

    [Fact]
    public void A_cleared_pin_protects_no_longer()
    {
        _reader.Pins.Pin(1, 0, new PageKey(0, 2));
        _reader.Pins.Clear(1);
        Assert.Equal(Pages, _evictor.Evict(100, evenPinned: false));
    }

    [Fact]
    public void A_frame_is_used_again_only_when_every_reader_has_passed_the_epoch()
    {
        var first = _epochs.Register();
        var second = _epochs.Register();
        _epochs.Enter(first);
        _evictor.Evict(2, evenPinned: false);
        _epochs.Enter(second); // after the unlinking: it cannot have seen the pages

        Assert.Equal(0, _evictor.Reclaim());
        Assert.Equal(2, _evictor.RetiredCount);
        _epochs.Enter(first);
        Assert.Equal(2, _evictor.Reclaim());
        Assert.Equal(2, _frames.FreeCount);
    }

    [Fact]
    public void Frames_retired_later_do_not_hold_up_earlier_ones()
    {
        var reader = _epochs.Register();
        _evictor.Evict(2, evenPinned: false);
        _epochs.Enter(reader);
        _evictor.Evict(3, evenPinned: false);

        Assert.Equal(2, _evictor.Reclaim());
        _epochs.Leave(reader);
        Assert.Equal(3, _evictor.Reclaim());
    }

    public void Dispose()
    {
        _parts.Dispose();
        _reader.Dispose();
        _store.Dispose();
        _font.Dispose();
    }

    private IEnumerable<int> Resident() => Enumerable.Range(0, Pages).Where(_bank.Table.IsLinked);
}
