using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// Makes room in the hot tier: takes pages out in the order that <see cref="EvictionOrder"/> says, and sees them off. A page on a pin
/// board (a sounding voice is in it or about to be) is passed by; only a load for which a voice waits this moment, and which finds no
/// other page, may take one of those, since its voice can fetch it again. A page that a reader waits for stays until the reader has seen
/// it, or readers in a small tier would push out each other's pages and none would get on.
/// An evicted page is unlinked first; its frame is touched again when every reader has passed the epoch of the unlinking. Then it is to be
/// compressed for the warm tier (<see cref="Keeper"/>), unless that has it already or memory is wanted back, and is free.
/// </summary>
/// <remarks>Everything here happens under the store's gate.</remarks>
internal sealed class Evictor : IVictimRule, IDisposable
{
    // Frames that retire together share one process-wide barrier.
    private const int BatchLimit = 32;
    private readonly StoreParts _parts;
    private readonly PageFrames _frames;
    private readonly NativeArray<int> _marks;
    private readonly NativeArray<long> _nextUses;
    private readonly Queue<Retired> _retired = new(BatchLimit * 4);
    private readonly Queue<int> _demoting = new(BatchLimit * 4);
    private int _round;
    private bool _takesPinned;
    private bool _keepsCritical;
    private long _keepsUntil;

    public Evictor(StoreParts parts)
    {
        _parts = parts;
        _frames = parts.Frames;
        _marks = new NativeArray<int>(_frames.Capacity + 2);
        _nextUses = new NativeArray<long>(_frames.Capacity + 2);
    }

    /// <summary>How many frames one eviction makes room for.</summary>
    public int Batch => Math.Clamp(_frames.AllowedCount / 16, 1, BatchLimit);

    public long Evictions { get; private set; }

    /// <summary>Frames that wait for their epoch to pass.</summary>
    public int RetiredCount => _retired.Count;

    /// <summary>Frames that wait to be compressed.</summary>
    public int DemotingCount => _demoting.Count;

    private int PinnedMark => 2 * _round;

    private int AwaitedMark => (2 * _round) + 1;

    /// <summary>Unlinks up to <paramref name="wanted"/> pages; returns how many.</summary>
    /// <param name="wanted">How many are to leave.</param>
    /// <param name="evenPinned">Whether pages that voices are in may leave as well.</param>
    /// <param name="keepsCritical">Whether pages stay that a note may need at any moment.</param>
    /// <param name="demotes">Whether the warm tier gets what leaves.</param>
    /// <param name="keepsUntil">Pages stay that a song uses before this frame: what is loaded ahead must not push out what is due sooner.</param>
    public int Evict(int wanted, bool evenPinned, bool keepsCritical = false, bool demotes = true, long keepsUntil = long.MinValue)
    {
        MarkPinned();
        (_takesPinned, _keepsCritical, _keepsUntil) = (evenPinned, keepsCritical, keepsUntil);
        var firstRetired = _retired.Count;
        var evicted = 0;
        while (evicted < wanted && _parts.Order.TryTakeVictim(this, out var frame))
        {
            Unlink(frame, demotes);
            evicted++;
        }

        Retire(firstRetired, evicted);
        Evictions += evicted;
        return evicted;
    }

    /// <summary>Unlinks all pages of a bank that nobody plays any more.</summary>
    public void EvictBank(int bank)
    {
        var firstRetired = _retired.Count;
        var evicted = 0;
        for (var frame = 1; frame < _frames.MadeCount; frame++)
        {
            if (_frames.StateOf(frame) == FrameState.Linked && _frames.OwnerOf(frame).Bank == bank)
            {
                _parts.Order.Remove(frame);
                Unlink(frame, demotes: false);
                evicted++;
            }
        }

        Retire(firstRetired, evicted);
    }

    /// <summary>Moves on the frames whose epoch has passed; returns how many.</summary>
    public int Reclaim()
    {
        var reclaimed = 0;
        while (_retired.TryPeek(out var oldest) && _parts.Epochs.HasPassed(oldest.Epoch))
        {
            _retired.Dequeue();
            SeeOff(oldest);
            reclaimed++;
        }

        return reclaimed;
    }

    /// <summary>The keeper takes the frame that has waited longest to be compressed; it returns it to the free ones when it has.</summary>
    public bool TryTakeDemoting(out int frame) => _demoting.TryDequeue(out frame);

    /// <summary>A frame is wanted now: the one that has waited longest is free without having been compressed.</summary>
    public bool TryDropDemoting()
    {
        if (!_demoting.TryDequeue(out var frame))
        {
            return false;
        }

        _frames.Return(frame);
        return true;
    }

    /// <summary>What a song is going to use has changed for a page: whoever asks when it is used next gets to know.</summary>
    public void NoteNextUse(PageKey page)
    {
        if (page.Page >= 0 && _parts.Banks[page.Bank] is { } bank && bank.Table.FrameOf(page.Page) is not 0 and var frame)
        {
            NoteNextUse(frame, page);
        }
    }

    /// <summary>A page has come into a frame.</summary>
    public void NoteNextUse(int frame, PageKey page)
    {
        var next = IVictimRule.Unknown;
        foreach (var forecast in _parts.Forecasts)
        {
            next = Math.Min(next, forecast.NextUse(page));
        }

        _nextUses[frame] = next;
    }

    long IVictimRule.NextUse(int frame, long page) => IsKept(frame) || _nextUses[frame] <= _keepsUntil ? IVictimRule.Keep : _nextUses[frame];

    public void Dispose()
    {
        _marks.Dispose();
        _nextUses.Dispose();
    }

    private bool IsKept(int frame) =>
        _marks[frame] == AwaitedMark || (!_takesPinned && _marks[frame] == PinnedMark) || (_keepsCritical && _frames.IsCritical(frame));

    private void Unlink(int frame, bool demotes)
    {
        var owner = _frames.OwnerOf(frame);
        var bank = _parts.Banks[owner.Bank]!;
        var table = bank.Table;
        table.Unlink(owner.Page);
        _frames.MarkRetired(frame);
        foreach (var forecast in _parts.Forecasts)
        {
            forecast.NoteEvicted(owner);
        }

        if (table.WarmOf(owner.Page) is not 0 and var entry)
        {
            _parts.Warm.NoteDemoted(entry);
            demotes = false;
        }

        demotes &= !bank.IsEncoded(owner.Page); // its packets are shorter than anything that could be made of it
        _retired.Enqueue(new Retired(frame, long.MaxValue, demotes));
    }

    // The epoch can be closed only after the last unlinking, so the batch is queued first and stamped then.
    private void Retire(int first, int count)
    {
        if (count == 0)
        {
            return;
        }

        var epoch = _parts.Epochs.Close();
        for (var i = 0; i < first + count; i++)
        {
            var retired = _retired.Dequeue();
            _retired.Enqueue(i >= first ? retired with { Epoch = epoch } : retired);
        }
    }

    // More that wait than a few batches would keep loads from getting frames.
    private void SeeOff(in Retired retired)
    {
        if (retired.Demotes && _parts.Warm.IsOpen && _demoting.Count < 2 * Batch)
        {
            _frames.MarkDemoting(retired.Frame);
            _demoting.Enqueue(retired.Frame);
        }
        else
        {
            _frames.Return(retired.Frame);
        }
    }

    private void MarkPinned()
    {
        _round++;
        foreach (var reader in _parts.Readers)
        {
            for (var slot = 0; slot < reader.Pins.Length; slot++)
            {
                if (reader.Pins.TryGet(slot, out var page))
                {
                    Mark(page, PinnedMark);
                }
            }
        }

        // After the pins, whose marks these replace.
        foreach (var reader in _parts.Readers)
        {
            if (reader.TryGetAwaited(out var page))
            {
                Mark(page, AwaitedMark);
            }
        }
    }

    private void Mark(PageKey page, int mark)
    {
        if (page.Page >= 0 && _parts.Banks[page.Bank] is { } bank && page.Page < bank.Table.Pages)
        {
            _marks[bank.Table.FrameOf(page.Page)] = mark;
        }
    }

    /// <param name="Frame">The frame.</param>
    /// <param name="Epoch">The epoch that every reader must have passed.</param>
    /// <param name="Demotes">Whether its page goes to the warm tier.</param>
    private readonly record struct Retired(int Frame, long Epoch, bool Demotes);
}
