using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// Which pages leave when room is needed.
/// A hand goes round the frames like a clock's. Every frame carries a small count of uses (0-3): one when its page arrives, one more each
/// time a voice enters the page. A frame under the hand that still has a use loses one and is passed by; a frame without is evicted. So a
/// page that was read once survives one round, a page that many notes share survives several, and recency and frequency are one number.
/// Pages on the pin boards (sounding voices are in them or about to be) are passed by without ageing; only a load for which a voice is
/// waiting this moment, and which finds no other page, may take one of those, since its voice can fetch it again. A page that a reader
/// waits for stays until the reader has seen it, or readers in a small tier would push out each other's pages and none would get on.
/// An evicted page is unlinked first and its frame used again when every reader has passed the epoch of the unlinking.
/// </summary>
/// <remarks>Everything here happens under the store's gate.</remarks>
internal sealed class Evictor : IDisposable
{
    // Frames that retire together share one process-wide barrier.
    private const int BatchLimit = 32;
    private readonly PageFrames _frames;
    private readonly Epochs _epochs;
    private readonly List<StoredBank?> _banks;
    private readonly List<PageReader> _readers;
    private readonly NativeArray<int> _marks;
    private readonly Queue<(int Frame, long Epoch)> _retired;
    private int _hand = 1;
    private int _round;

    public Evictor(PageFrames frames, Epochs epochs, List<StoredBank?> banks, List<PageReader> readers)
    {
        _frames = frames;
        _epochs = epochs;
        _banks = banks;
        _readers = readers;
        _marks = new NativeArray<int>(frames.Capacity + 2);
        _retired = new Queue<(int, long)>(BatchLimit * 4);
        Batch = Math.Clamp(frames.Capacity / 16, 1, BatchLimit);
    }

    /// <summary>How many frames one eviction makes room for.</summary>
    public int Batch { get; }

    public long Evictions { get; private set; }

    /// <summary>Frames that wait for their epoch to pass.</summary>
    public int RetiredCount => _retired.Count;

    public long TableBytes => _marks.Bytes;

    /// <summary>Unlinks up to <paramref name="wanted"/> pages; returns how many.</summary>
    public int Evict(int wanted, bool evenPinned)
    {
        MarkPinned();
        var evicted = 0;
        var firstRetired = _retired.Count;

        // A full round takes one use from every frame, so after MaximumUses + 1 rounds nothing unpinned is left.
        for (var steps = 4L * _frames.MadeCount; evicted < wanted && steps > 0; steps--)
        {
            var frame = NextUnderHand();
            if (_frames.StateOf(frame) == FrameState.Linked && !IsKept(frame, evenPinned) && !_frames.TryAge(frame))
            {
                Unlink(frame);
                evicted++;
            }
        }

        if (evicted > 0)
        {
            StampEpoch(firstRetired, _epochs.Close());
            Evictions += evicted;
        }

        return evicted;
    }

    /// <summary>Returns the frames whose epoch has passed; returns how many.</summary>
    public int Reclaim()
    {
        var reclaimed = 0;
        while (_retired.TryPeek(out var oldest) && _epochs.HasPassed(oldest.Epoch))
        {
            _retired.Dequeue();
            _frames.Return(oldest.Frame);
            reclaimed++;
        }

        return reclaimed;
    }

    public void Dispose() => _marks.Dispose();

    private int NextUnderHand()
    {
        _hand = _hand >= _frames.MadeCount ? 1 : _hand;
        return _hand++;
    }

    private void Unlink(int frame)
    {
        var owner = _frames.OwnerOf(frame);
        _banks[owner.Bank]!.Table.Unlink(owner.Page);
        _frames.MarkRetired(frame);
        _retired.Enqueue((frame, long.MaxValue));
    }

    // The epoch can be closed only after the last unlinking, so the batch is queued first and stamped then.
    private void StampEpoch(int first, long epoch)
    {
        for (var i = 0; i < _retired.Count; i++)
        {
            var retired = _retired.Dequeue();
            _retired.Enqueue(i >= first ? (retired.Frame, epoch) : retired);
        }
    }

    private int PinnedMark => 2 * _round;

    private int AwaitedMark => (2 * _round) + 1;

    private bool IsKept(int frame, bool evenPinned) => _marks[frame] == AwaitedMark || (!evenPinned && _marks[frame] == PinnedMark);

    private void MarkPinned()
    {
        _round++;
        foreach (var reader in _readers)
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
        foreach (var reader in _readers)
        {
            if (reader.TryGetAwaited(out var page))
            {
                Mark(page, AwaitedMark);
            }
        }
    }

    private void Mark(PageKey page, int mark)
    {
        if (_banks[page.Bank] is { } bank && page.Page < bank.Table.Pages)
        {
            _marks[bank.Table.FrameOf(page.Page)] = mark;
        }
    }
}
