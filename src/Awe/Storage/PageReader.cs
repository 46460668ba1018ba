using System.Diagnostics;
using System.Runtime.CompilerServices;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// The audio side of the store: one synthesizer's way to pages. A page view is valid until the next <see cref="BeginQuantum"/> or
/// <see cref="Leave"/> and, under <see cref="MissPolicy.Wait"/>, until the next <see cref="Read"/>, which may wait and let pages go.
/// </summary>
/// <remarks>
/// One rendering thread. In real time nothing here waits, locks, signals or allocates: looking is one volatile load, asking is one write
/// into a ring. Under <see cref="MissPolicy.Wait"/> a missing page makes the caller wait for the streamers.
/// </remarks>
internal sealed class PageReader : IDisposable
{
    /// <summary>Requests that fit into the ring between two looks of a streamer.</summary>
    public const int RingCapacity = 2048;

    private const int SpinsBeforeSleep = 50;
    private const int RecheckMilliseconds = 20;
    private readonly SampleStore _store;
    private readonly Epochs _epochs;
    private readonly PageFrames _frames;
    private readonly EvictionOrder _order;
    private readonly int _slot;
    private readonly CancellationToken _cancellation;
    private readonly AutoResetEvent _arrived = new(false);
    private readonly long _bytes;
    private long _quanta;
    private long _awaited;
    private long _place;
    private bool _hasAsked;
    private bool _isDisposed;

    public PageReader(SampleStore store, int epochSlot, int voices, int rate, MissPolicy policy, CancellationToken cancellation)
    {
        _store = store;
        _epochs = store.Epochs;
        _frames = store.Frames;
        _order = store.Order;
        _slot = epochSlot;
        _bytes = BytesFor(voices);
        Rate = rate;
        Policy = policy;
        _cancellation = cancellation;
        Pins = new PinBoard(voices);
        Requests = new SpscRing<PageRequest>(RingCapacity);
    }

    public int Rate { get; }

    public MissPolicy Policy { get; }

    public PinBoard Pins { get; }

    public ReaderCounters Counters { get; } = new();

    /// <summary>Told of every page that a voice enters; null as a rule.</summary>
    public IPageTrace? Trace { get; set; }

    /// <summary>Read by streamers under the store's gate.</summary>
    public SpscRing<PageRequest> Requests { get; }

    /// <summary>Quanta begun; tells streamers whether somebody renders.</summary>
    public long Quanta => Volatile.Read(ref _quanta);

    /// <summary>What a reader is entered with in the pool's account: its pins and its ring, whole system pages.</summary>
    public static long BytesFor(int voices) =>
        ((long)voices * PinBoard.SlotsPerVoice * sizeof(long)) + ((long)RingCapacity * Unsafe.SizeOf<PageRequest>()) + (2L * Environment.SystemPageSize) + 512;

    /// <summary>Frames rendered so far, by the synthesizer's clock; written by the rendering thread, read by any.</summary>
    public long Place
    {
        get => Volatile.Read(ref _place);
        set => Volatile.Write(ref _place, value);
    }

    /// <summary>Start of a render quantum: views of pages read before are no longer used.</summary>
    public void BeginQuantum()
    {
        Volatile.Write(ref _quanta, _quanta + 1);
        _epochs.Enter(_slot);
    }

    /// <summary>End of rendering for now: no page view is in use until the next quantum.</summary>
    public void Leave()
    {
        _epochs.Leave(_slot);
        if (_hasAsked && Policy == MissPolicy.Wait)
        {
            _store.Wake();
            _hasAsked = false;
        }
    }

    /// <summary>
    /// The points of a page. In real time an empty view says that it is missing (it has then been asked for); otherwise the call waits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<short> Read(StoredBank bank, int page)
    {
        var frame = FrameFor(bank, page);
        return frame != 0 ? _frames.Points(frame) : default;
    }

    /// <summary>As <see cref="Read"/>, but empty also where the page could not be read: its zeros in the middle of a sound would be a click.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<short> ReadSound(StoredBank bank, int page)
    {
        var frame = FrameFor(bank, page);
        return frame != 0 && frame != _frames.Silent ? _frames.Points(frame) : default;
    }

    /// <summary>The low bytes of a page of 24-bit points that <see cref="Read"/> has just given; valid as long as those.</summary>
    public ReadOnlySpan<byte> LowBytes(StoredBank bank, int page)
    {
        var frame = bank.Table.FrameOf(page);
        while (frame == 0 && Policy == MissPolicy.Wait)
        {
            _ = WaitFor(bank, page);
            frame = bank.Table.FrameOf(page);
        }

        return frame != 0 ? _frames.LowBytes(frame) : default;
    }

    /// <summary>
    /// Whether a sample's length and pages are known. If not (an encoded sample that nobody has asked for), it is asked for now, and under
    /// <see cref="MissPolicy.Wait"/> waited for.
    /// </summary>
    public bool Knows(StoredBank bank, int sample)
    {
        if (bank.IsKnown(sample))
        {
            return true;
        }

        var request = PageRequest.ForSample(bank.Number, sample, 0, PagePriority.Critical);
        if (Policy == MissPolicy.Wait)
        {
            WaitUntilKnown(bank, sample, request);
            return true;
        }

        Request(request);
        return false;
    }

    /// <summary>A voice enters a page: counts hit or miss, and the page's use for eviction.</summary>
    public void NoteEntry(StoredBank bank, int page)
    {
        Trace?.Enter(bank.Number, page);
        var frame = bank.Table.FrameOf(page);
        if (frame != 0)
        {
            Counters.CountHit();
            _order.CountUse(frame);
        }
        else if (bank.Table.WarmOf(page) != 0)
        {
            Counters.CountWarmHit();
        }
        else
        {
            Counters.CountMiss();
        }
    }

    /// <summary>Asks for pages of one sample. Never waits; a request that finds the ring full is counted and lost.</summary>
    public void Request(StoredBank bank, int firstPage, int count, int dueFrames, PagePriority priority) =>
        Request(new PageRequest(bank.Number, firstPage, count, dueFrames, priority));

    private void Request(in PageRequest request)
    {
        _hasAsked = true;
        if (!Requests.TryWrite(request))
        {
            Counters.CountLostRequest();
        }
    }

    /// <summary>Any thread: the page that the rendering thread waits for at this moment, if it waits.</summary>
    public bool TryGetAwaited(out PageKey page)
    {
        var packed = Volatile.Read(ref _awaited);
        page = PageKey.FromPacked(packed);
        return packed != 0;
    }

    /// <summary>Streamer: a page has arrived.</summary>
    public void NotifyIfWaiting()
    {
        if (Volatile.Read(ref _awaited) != 0)
        {
            _arrived.Set();
        }
    }

    /// <summary>The rendering thread, or another after rendering has ended.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _store.Remove(this, _slot);
        Pins.Dispose();
        Requests.Dispose();
        _arrived.Dispose();
        _store.ReleasePool(_bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FrameFor(StoredBank bank, int page)
    {
        var frame = bank.Table.FrameOf(page);
        return frame != 0 ? frame : FrameOfMissing(bank, page);
    }

    private int FrameOfMissing(StoredBank bank, int page)
    {
        if (Policy == MissPolicy.Wait)
        {
            return WaitFor(bank, page);
        }

        Request(bank, page, 1, 0, PagePriority.Critical);
        return 0;
    }

    // The epoch is left while waiting: the frames of pages read earlier may be what the streamers need to bring this one.
    private int WaitFor(StoredBank bank, int page)
    {
        Volatile.Write(ref _awaited, new PageKey(bank.Number, page).Packed);
        _epochs.Leave(_slot);
        var request = new PageRequest(bank.Number, page, 1, 0, PagePriority.Critical);
        AskUrgently(request);
        var (spins, asked) = (0, Stopwatch.GetTimestamp());
        int frame;
        while (true)
        {
            _epochs.Enter(_slot);
            frame = bank.Table.FrameOf(page);
            if (frame != 0)
            {
                break;
            }

            _epochs.Leave(_slot);
            ThrowIfCancelled();
            WaitABit(ref spins, ref asked, request);
        }

        Volatile.Write(ref _awaited, 0);
        return frame;
    }

    // Between quanta: no epoch is entered.
    private void WaitUntilKnown(StoredBank bank, int sample, in PageRequest request)
    {
        Volatile.Write(ref _awaited, new PageKey(bank.Number, ~sample).Packed);
        AskUrgently(request);
        var (spins, asked) = (0, Stopwatch.GetTimestamp());
        while (!bank.IsKnown(sample))
        {
            ThrowIfCancelled();
            WaitABit(ref spins, ref asked, request);
        }

        Volatile.Write(ref _awaited, 0);
    }

    // Look-ahead may have filled the ring; a request lost here would cost the wait for the next one.
    private void AskUrgently(in PageRequest request)
    {
        var wait = default(SpinWait);
        while (!Requests.TryWrite(request))
        {
            ThrowIfCancelled();
            _store.Wake();
            wait.SpinOnce();
        }
    }

    private void ThrowIfCancelled()
    {
        if (_cancellation.IsCancellationRequested)
        {
            Volatile.Write(ref _awaited, 0);
            throw new OperationCanceledException(_cancellation);
        }
    }

    private void WaitABit(ref int spins, ref long asked, in PageRequest request)
    {
        if (spins++ == 0)
        {
            _store.Wake();
        }
        else if (spins < SpinsBeforeSleep)
        {
            Thread.SpinWait(20);
        }
        else
        {
            _arrived.WaitOne(RecheckMilliseconds);
            AskAgain(ref asked, request);
        }
    }

    // It was refused, since nothing could make room for it then, or passed over, since its page was on its way to the warm tier. By the clock
    // and not when nothing arrives: what arrives may be for others, and without end.
    private void AskAgain(ref long asked, in PageRequest request)
    {
        if (Stopwatch.GetElapsedTime(asked).TotalMilliseconds >= RecheckMilliseconds)
        {
            AskUrgently(request);
            _store.Wake();
            asked = Stopwatch.GetTimestamp();
        }
    }
}
