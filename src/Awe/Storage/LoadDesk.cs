using System.Diagnostics;

namespace Awe.Storage;

/// <summary>
/// Where loads are planned and their pages made visible: requests come out of the readers' rings, wait in line by deadline, get frames,
/// and go to a streamer as a plan; filled plans come back and are linked.
/// </summary>
/// <remarks>Every member takes the store's gate for a short time; none reads the cold tier under it.</remarks>
internal sealed class LoadDesk : IDisposable
{
    // As many loads may wait as pages could stay, within reason: a longer line would be for pages that push each other out.
    private const int LeastWaitingLoads = 256;
    private const int MostWaitingLoads = 8192;
    private readonly Lock _gate;
    private readonly BudgetLedger _ledger;
    private readonly PageFrames _frames;
    private readonly Evictor _evictor;
    private readonly List<StoredBank?> _banks;
    private readonly List<PageReader> _readers;
    private readonly StoreCounters _counters;
    private readonly LoadQueue _queue;
    private readonly AutoResetEvent _work = new(false);
    private long _quantaSeen;
    private long _busyUntil;
    private volatile bool _isClosing;

    public LoadDesk(
        Lock gate,
        BudgetLedger ledger,
        PageFrames frames,
        Evictor evictor,
        List<StoredBank?> banks,
        List<PageReader> readers,
        StoreCounters counters)
    {
        _gate = gate;
        _ledger = ledger;
        _frames = frames;
        _evictor = evictor;
        _banks = banks;
        _readers = readers;
        _counters = counters;
        _queue = new LoadQueue(Math.Clamp(frames.Capacity, LeastWaitingLoads, MostWaitingLoads));
    }

    public long Bytes => _queue.Bytes;

    /// <summary>Whether streamers are to end.</summary>
    public bool IsClosing => _isClosing;

    /// <summary>Loads that no streamer has begun yet.</summary>
    public int WaitingLoads
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Streamer: whether a reader has begun a quantum of late. Between two quanta of a device every reader looks idle.</summary>
    public bool IsAnyReaderBusy
    {
        get
        {
            lock (_gate)
            {
                var quanta = 0L;
                foreach (var reader in _readers)
                {
                    quanta += reader.Quanta;
                }

                var now = Stopwatch.GetTimestamp();
                _busyUntil = quanta == _quantaSeen ? _busyUntil : now + Stopwatch.Frequency;
                _quantaSeen = quanta;
                return now < _busyUntil;
            }
        }
    }

    /// <summary>Not the audio thread: streamers look for work now rather than at their next poll.</summary>
    public void Wake() => _work.Set();

    /// <summary>Streamer: returns when there may be work, or after a while.</summary>
    public void WaitForWork(int milliseconds) => _work.WaitOne(milliseconds);

    /// <summary>No plan is made from now on; streamers that wait look up.</summary>
    public void Close()
    {
        _isClosing = true;
        Wake();
    }

    /// <summary>Any thread but the audio threads: asks for pages, in runs of at most <paramref name="runPages"/>, behind what sounds.</summary>
    public void Request(StoredBank bank, int firstPage, int count, int runPages)
    {
        lock (_gate)
        {
            for (var page = firstPage; page < firstPage + count;)
            {
                var run = Math.Min(Math.Min(runPages, firstPage + count - page), bank.PagesToSampleEnd(page));
                Enqueue(new PageRequest(bank.Number, page, run, int.MaxValue, PagePriority.Normal), long.MaxValue);
                page += run;
            }
        }

        Wake();
    }

    /// <summary>How many of these pages are not resident.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public int MissingOf(StoredBank bank, int firstPage, int count)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosing, typeof(SampleStore));
            var missing = 0;
            for (var page = firstPage; page < firstPage + count; page++)
            {
                missing += bank.Table.IsLinked(page) ? 0 : 1;
            }

            return missing;
        }
    }

    /// <summary>Streamer: finds the load that is due first and gets frames for it.</summary>
    public PlanResult TryPlan(LoadPlan plan)
    {
        lock (_gate)
        {
            DrainRequests();
            _evictor.Reclaim();
            while (_queue.TryTake(out var request, out var due))
            {
                if (!SkipWhatIsThere(ref request))
                {
                    continue;
                }

                var result = TryPlan(plan, request, due);
                if (result != PlanResult.Nothing)
                {
                    return result;
                }
            }

            return PlanResult.Nothing;
        }
    }

    /// <summary>Streamer: the plan's frames are filled; their pages become visible. What could not be read is silent from now on.</summary>
    public void Publish(LoadPlan plan)
    {
        lock (_gate)
        {
            for (var i = 0; i < plan.Count; i++)
            {
                var page = plan.FirstPage + i;
                plan.Bank.Table.SetLoading(page, false);
                plan.Bank.Table.Link(page, plan.IsSilent(i) ? Silenced(plan.FrameAt(i)) : Filled(plan.FrameAt(i)));
            }

            NotifyReaders();
        }
    }

    public void Dispose() => _work.Dispose();

    private int Filled(int frame)
    {
        _frames.MarkLinked(frame);
        return frame;
    }

    private int Silenced(int frame)
    {
        _frames.Return(frame);
        return _frames.Silent;
    }

    private PlanResult TryPlan(LoadPlan plan, in PageRequest request, long due)
    {
        var bank = _banks[request.Bank]!;
        plan.Begin(bank, request.FirstPage);
        var most = Math.Min(request.Count, plan.Capacity);
        while (plan.Count < most && bank.Table.IsAbsent(request.FirstPage + plan.Count)
               && TryTakeFrame(new PageKey(request.Bank, request.FirstPage + plan.Count), request.IsUrgent && plan.Count == 0, out var frame))
        {
            bank.Table.SetLoading(request.FirstPage + plan.Count, true);
            plan.Add(frame);
        }

        if (plan.Count > 0)
        {
            Requeue(request, plan.Count, due);
            KeepRoomAhead();
            return PlanResult.Ready;
        }

        if (_evictor.RetiredCount > 0)
        {
            _queue.TryAdd(request, due);
            return PlanResult.WaitForReaders;
        }

        _counters.CountRefused(); // everything is pinned, and this load is not for a voice that waits
        return PlanResult.Nothing;
    }

    private bool TryTakeFrame(PageKey page, bool isUrgent, out int frame)
    {
        if (_frames.TryTake(page, out frame))
        {
            return true;
        }

        if (_evictor.RetiredCount == 0 && _evictor.Evict(_evictor.Batch, evenPinned: false) == 0 && isUrgent)
        {
            _evictor.Evict(1, evenPinned: true);
        }

        return _evictor.Reclaim() > 0 && _frames.TryTake(page, out frame);
    }

    // Evicting before room is needed lets the epoch pass while nobody waits for it.
    private void KeepRoomAhead()
    {
        var canGrow = _frames.MadeCount <= _frames.Capacity && _ledger.HotLimitBytes - _ledger.HotBytes >= _evictor.Batch * (long)Page.Bytes;
        if (!canGrow && _frames.FreeCount + _evictor.RetiredCount < _evictor.Batch)
        {
            _evictor.Evict(_evictor.Batch - _frames.FreeCount - _evictor.RetiredCount, evenPinned: false);
        }
    }

    // Only the first page of an urgent request is one that a voice lacks; the rest is reading ahead.
    private void Requeue(in PageRequest request, int done, long due)
    {
        if (done < request.Count)
        {
            _queue.TryAdd(request.From(done), due);
        }
    }

    private bool SkipWhatIsThere(ref PageRequest request)
    {
        if (_banks[request.Bank] is not { } bank)
        {
            return false;
        }

        while (request.Count > 0 && !bank.Table.IsAbsent(request.FirstPage))
        {
            request = request.From(1);
        }

        return request.Count > 0;
    }

    private void DrainRequests()
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var reader in _readers)
        {
            while (reader.Requests.TryRead(out var request))
            {
                Enqueue(request, now + ((long)request.DueFrames * Stopwatch.Frequency / reader.Rate));
            }
        }

        if (_queue.Count > 1)
        {
            _work.Set(); // enough for another streamer
        }
    }

    // What is asked for beyond a sample's end would be pages of the next one.
    private void Enqueue(in PageRequest request, long due)
    {
        if (_banks[request.Bank] is not { } bank || request.FirstPage >= bank.Table.Pages)
        {
            _counters.CountRefused();
            return;
        }

        var count = Math.Min(request.Count, bank.PagesToSampleEnd(request.FirstPage));
        if (!_queue.TryAdd(request with { Count = count }, due))
        {
            _counters.CountRefused();
        }
    }

    private void NotifyReaders()
    {
        foreach (var reader in _readers)
        {
            reader.NotifyIfWaiting();
        }
    }
}
