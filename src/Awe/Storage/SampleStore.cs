using System.Diagnostics;
using Awe.SoundFonts;

namespace Awe.Storage;

/// <summary>
/// Sample memory for any number of synthesizers and banks inside one budget: pages come from the cold tier on streamer threads, stay while
/// they are of use, and leave when others need the room.
/// </summary>
/// <remarks>
/// One gate (a lock) orders streamers and owners; the audio threads never take it: they read page tables, publish epochs and write
/// requests into rings (<see cref="PageReader"/>). Members are safe from any thread unless they say otherwise.
/// </remarks>
public sealed class SampleStore : IDisposable
{
    // As many loads may wait as pages could stay, within reason: a longer line would be for pages that push each other out.
    private const int LeastWaitingLoads = 256;
    private const int MostWaitingLoads = 8192;

    // Loading everything keeps both ends busy, and asks again for what was refused.
    private const int LoadsInFlight = 64;
    private const int TriesBeforeAskingAgain = 50;

    // A page survives as many rounds of eviction as it has uses, three at most.
    private const int MostRoundsOfLoading = 4;

    // Of a millisecond each, with a batch of pages in each: more than enough for readers that render, and an end for those that are stuck.
    private const int MostTriesForPool = 2000;
    private readonly Lock _gate = new();
    private readonly Lock _owners = new(); // orders attaching, making readers and closing; taken before the gate, never by streamers
    private readonly BudgetLedger _ledger;
    private readonly Evictor _evictor;
    private readonly LoadQueue _queue;
    private readonly List<StoredBank?> _banks = [];
    private readonly List<PageReader> _readers = [];
    private readonly Streamer[] _streamers;
    private readonly AutoResetEvent _work = new(false);
    private readonly int _runPages;
    private ReaderTotals _pastReaders;
    private long _fileBytes;
    private long _quantaSeen;
    private long _busyUntil;
    private volatile bool _isClosing;

    /// <summary>Makes a store and starts its streamer threads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The budget is below <see cref="SampleStoreOptions.MinimumBudgetBytes"/>, or another option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The budget does not hold what so many streamers and so long reads need.</exception>
    public SampleStore(SampleStoreOptions? options = null)
    {
        options ??= new SampleStoreOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BudgetBytes, SampleStoreOptions.MinimumBudgetBytes, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Streamers, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Streamers, 8, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ReadBytes, Page.Bytes, nameof(options));
        _ledger = new BudgetLedger(options.BudgetBytes);
        Epochs = new Epochs();
        Frames = new PageFrames(_ledger, FrameCapacity(options.BudgetBytes));
        _evictor = new Evictor(Frames, Epochs, _banks, _readers);
        _queue = new LoadQueue(Math.Clamp(Frames.Capacity, LeastWaitingLoads, MostWaitingLoads));

        // A small hot tier must not be flooded by one voice's read-ahead.
        _runPages = Math.Clamp(Frames.Capacity / 128, 1, options.ReadBytes / Page.Bytes);
        _streamers = [.. Enumerable.Range(1, options.Streamers).Select(n => new Streamer(this, _runPages * Page.Bytes, n))];
        try
        {
            TakePool(Epochs.Bytes + Frames.TableBytes + _evictor.TableBytes + _queue.Bytes + _streamers.Sum(s => s.Bytes), "the sample store's own tables");
        }
        catch
        {
            Dispose();
            throw;
        }

        foreach (var streamer in _streamers)
        {
            streamer.Start();
        }
    }

    /// <summary>Everything the store counts, at this moment.</summary>
    public SampleStoreStatistics Statistics => Snapshot();

    internal Epochs Epochs { get; }

    internal PageFrames Frames { get; }

    internal StoreCounters Counters { get; } = new();

    internal bool IsClosing => _isClosing;

    /// <summary>The most pages that one read fetches.</summary>
    internal int RunPages => _runPages;

    /// <summary>Loads that no streamer has begun yet.</summary>
    internal int WaitingLoads
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
    internal bool IsAnyReaderBusy
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

    /// <summary>Messages of reads that failed, the first few.</summary>
    public IReadOnlyList<string> Faults() => Counters.Faults();

    /// <summary>Bytes that a store needs to hold every page of these banks, with <paramref name="poolBytes"/> for voices and buffers.</summary>
    public static long BudgetForResident(IEnumerable<SoundFont> fonts, long poolBytes)
    {
        ArgumentNullException.ThrowIfNull(fonts);
        var pages = fonts.Sum(font => font.Samples.Where(s => s.IsPlayable).Sum(s => (long)Page.CountFor(s.ReachEnd - s.ReachStart)));
        var perFrame = Page.Bytes + PageFrames.TableBytesPerFrame + sizeof(int) + 16; // frame, its tables, its page table slot, pin mark and slack
        return (pages * perFrame) + poolBytes + (4L << 20);
    }

    /// <summary>
    /// Closes the store: streamers end, all memory goes back to the system. Synthesizers that use it have stopped rendering before;
    /// disposing them afterwards does no harm.
    /// </summary>
    public void Dispose()
    {
        lock (_owners)
        {
            if (_isClosing)
            {
                return;
            }

            _isClosing = true;
            foreach (var streamer in _streamers)
            {
                Wake();
                streamer.Dispose();
            }

            lock (_gate)
            {
                _banks.ForEach(bank => bank?.Dispose());
                _evictor.Dispose();
                Frames.Dispose();
                Epochs.Dispose();
                _work.Dispose();
            }
        }
    }

    /// <summary>Makes a bank's pages reachable; a bank that is attached already is shared.</summary>
    /// <exception cref="InvalidOperationException">Its page table does not fit into the budget.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    internal StoredBank Attach(SoundFont font)
    {
        lock (_owners)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            return _banks.Find(b => b?.Font == font) ?? AttachNew(font);
        }
    }

    /// <summary>A reader for one synthesizer of up to <paramref name="voices"/> voices.</summary>
    /// <exception cref="InvalidOperationException">The reader does not fit into the budget, or there are too many.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    internal PageReader CreateReader(int voices, int rate, MissPolicy policy)
    {
        lock (_owners)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            var bytes = PageReader.BytesFor(voices);
            TakePool(bytes, "a synthesizer's page requests and pins");
            lock (_gate)
            {
                var slot = Epochs.Register();
                if (slot < 0)
                {
                    _ledger.ReturnPool(bytes);
                    throw new InvalidOperationException($"A sample store serves at most {Epochs.MaximumReaders} synthesizers.");
                }

                var reader = new PageReader(this, slot, voices, rate, policy);
                _readers.Add(reader);
                return reader;
            }
        }
    }

    /// <summary>The reader is gone from everybody's sight; it frees its memory, then <see cref="ReleasePool"/>.</summary>
    internal void Remove(PageReader reader, int epochSlot)
    {
        lock (_gate)
        {
            _pastReaders = _readers.Remove(reader) ? _pastReaders.Plus(reader.Counters) : _pastReaders;
            if (!_isClosing)
            {
                Epochs.Unregister(epochSlot);
            }
        }
    }

    /// <summary>Enters memory that a synthesizer made (voices, buffers) into the pool's account.</summary>
    /// <exception cref="InvalidOperationException">The budget does not hold it.</exception>
    internal void ReservePool(long bytes, string purpose) => TakePool(bytes, purpose);

    internal void ReleasePool(long bytes)
    {
        lock (_gate)
        {
            _ledger.ReturnPool(bytes);
        }
    }

    /// <summary>Not the audio thread: streamers look for work now rather than at their next poll.</summary>
    internal void Wake() => _work.Set();

    internal void WaitForWork(int milliseconds) => _work.WaitOne(milliseconds);

    /// <summary>Loads every page of a bank; the budget must hold them (<see cref="BudgetForResident"/>). Pages that cannot be read count as loaded.</summary>
    /// <param name="bank">The bank.</param>
    /// <param name="progress">Told the share that is loaded, 0..1.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="InvalidOperationException">The budget does not hold the bank, or not beside what else is in use.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    internal void LoadAll(StoredBank bank, IProgress<double>? progress, CancellationToken cancellation)
    {
        // A batch of frames is kept free for what comes next (KeepRoomAhead).
        if (bank.ResidentBytes + (_evictor.Batch * (long)Page.Bytes) > _ledger.HotLimitBytes)
        {
            throw BudgetHoldsNot(bank);
        }

        // Pages of other banks leave on the way, and a page of this one may go with them: then it is fetched again.
        for (var rounds = 0; rounds < MostRoundsOfLoading; rounds++)
        {
            if (LoadMissing(bank, rounds == 0 ? progress : null, cancellation) == 0)
            {
                return;
            }
        }

        throw BudgetHoldsNot(bank);
    }

    /// <summary>Streamer: finds the load that is due first and gets frames for it.</summary>
    internal PlanResult TryPlan(LoadPlan plan)
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
    internal void Publish(LoadPlan plan)
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

    private static int FrameCapacity(long budgetBytes) =>
        (int)Math.Min(budgetBytes / (Page.Bytes + PageFrames.TableBytesPerFrame), int.MaxValue / 2);

    private int Filled(int frame)
    {
        Frames.MarkLinked(frame);
        return frame;
    }

    private int Silenced(int frame)
    {
        Frames.Return(frame);
        return Frames.Silent;
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

        Counters.CountRefused(); // everything is pinned, and this load is not for a voice that waits
        return PlanResult.Nothing;
    }

    private bool TryTakeFrame(PageKey page, bool isUrgent, out int frame)
    {
        if (Frames.TryTake(page, out frame))
        {
            return true;
        }

        if (_evictor.RetiredCount == 0 && _evictor.Evict(_evictor.Batch, evenPinned: false) == 0 && isUrgent)
        {
            _evictor.Evict(1, evenPinned: true);
        }

        return _evictor.Reclaim() > 0 && Frames.TryTake(page, out frame);
    }

    private int LoadMissing(StoredBank bank, IProgress<double>? progress, CancellationToken cancellation)
    {
        var missing = 0;
        for (var page = 0; page < bank.Table.Pages;)
        {
            var count = Math.Min(LoadsInFlight * _runPages, bank.Table.Pages - page);
            missing += LoadMissing(bank, page, count, cancellation);
            page += count;
            progress?.Report((double)page / bank.Table.Pages);
        }

        return missing;
    }

    /// <summary>Returns when the pages have been resident, with the number of those that were not at first.</summary>
    private int LoadMissing(StoredBank bank, int firstPage, int count, CancellationToken cancellation)
    {
        var missing = MissingOf(bank, firstPage, count);
        for (var tries = 0; MissingOf(bank, firstPage, count) > 0; tries++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (tries % TriesBeforeAskingAgain == 0)
            {
                RequestRuns(bank, firstPage, count);
            }

            Thread.Sleep(1);
        }

        return missing;
    }

    private void RequestRuns(StoredBank bank, int firstPage, int count)
    {
        lock (_gate)
        {
            for (var page = firstPage; page < firstPage + count;)
            {
                var run = Math.Min(Math.Min(_runPages, firstPage + count - page), bank.PagesToSampleEnd(page));
                Enqueue(new PageRequest(bank.Number, page, run, 0, PagePriority.Normal), 0);
                page += run;
            }
        }

        Wake();
    }

    private int MissingOf(StoredBank bank, int firstPage, int count)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            var missing = 0;
            for (var page = firstPage; page < firstPage + count; page++)
            {
                missing += bank.Table.IsLinked(page) ? 0 : 1;
            }

            return missing;
        }
    }

    private InvalidOperationException BudgetHoldsNot(StoredBank bank) =>
        new($"The budget of {_ledger.BudgetBytes} bytes does not hold all of {bank.Font.Source.Name} ({bank.ResidentBytes} bytes of pages).");

    // Evicting before room is needed lets the epoch pass while nobody waits for it.
    private void KeepRoomAhead()
    {
        var canGrow = Frames.MadeCount <= Frames.Capacity && _ledger.HotLimitBytes - _ledger.HotBytes >= _evictor.Batch * (long)Page.Bytes;
        if (!canGrow && Frames.FreeCount + _evictor.RetiredCount < _evictor.Batch)
        {
            _evictor.Evict(_evictor.Batch - Frames.FreeCount - _evictor.RetiredCount, evenPinned: false);
        }
    }

    private void Requeue(in PageRequest request, int done, long due)
    {
        if (done < request.Count)
        {
            _queue.TryAdd(request with { FirstPage = request.FirstPage + done, Count = request.Count - done }, due);
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
            request = request with { FirstPage = request.FirstPage + 1, Count = request.Count - 1 };
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
            Counters.CountRefused();
            return;
        }

        var count = Math.Min(request.Count, bank.PagesToSampleEnd(request.FirstPage));
        if (!_queue.TryAdd(request with { Count = count }, due))
        {
            Counters.CountRefused();
        }
    }

    private void NotifyReaders()
    {
        foreach (var reader in _readers)
        {
            reader.NotifyIfWaiting();
        }
    }

    private StoredBank AttachNew(SoundFont font)
    {
        var bank = new StoredBank(_banks.Count, font);
        try
        {
            TakePool(bank.Table.Bytes, $"the page table of {font.Source.Name}");
        }
        catch
        {
            bank.Dispose();
            throw;
        }

        lock (_gate)
        {
            _banks.Add(bank);
            _fileBytes += font.Source.Length;
            return bank;
        }
    }

    // Hot pages give way to the pool, which must be whole before sound starts. Their readers may need the gate before they leave an
    // epoch, so it is not held while waiting; what has become free is taken at once, so that streamers do not take it again.
    private void TakePool(long bytes, string purpose)
    {
        var taken = 0L;
        for (var tries = 0; tries < MostTriesForPool; tries++)
        {
            lock (_gate)
            {
                if (_ledger.PoolBytes - taken + bytes > _ledger.PoolLimitBytes)
                {
                    break;
                }

                taken += TakePoolPart(bytes - taken);
                if (taken == bytes)
                {
                    return;
                }
            }

            Thread.Sleep(1); // readers leave their epoch within a quantum
        }

        ReleasePool(taken);
        throw new InvalidOperationException(
            $"A budget of {_ledger.BudgetBytes} bytes is too small: {purpose} needs {bytes} bytes beside the {_ledger.PoolBytes} bytes of the pool.");
    }

    private long TakePoolPart(long bytes)
    {
        var missingPages = (int)Math.Min((bytes - _ledger.FreeBytes + Page.Bytes - 1) / Page.Bytes, int.MaxValue);
        if (missingPages > Frames.FreeCount + _evictor.RetiredCount)
        {
            _evictor.Evict(missingPages - Frames.FreeCount - _evictor.RetiredCount, evenPinned: false);
        }

        _evictor.Reclaim();
        while (_ledger.FreeBytes < bytes && Frames.TryUnmake())
        {
        }

        var part = Math.Min(bytes, _ledger.FreeBytes);
        return _ledger.TryTakePool(part) ? part : 0;
    }

    private SampleStoreStatistics Snapshot()
    {
        lock (_gate)
        {
            var readers = _pastReaders;
            foreach (var reader in _readers)
            {
                readers = readers.Plus(reader.Counters);
            }

            return new SampleStoreStatistics
            {
                BudgetBytes = _ledger.BudgetBytes,
                PeakBytes = _ledger.PeakBytes,
                FileBytes = _fileBytes,
                Hot = new TierStatistics(_ledger.HotBytes, _ledger.HotPeakBytes, _ledger.HotLimitBytes),
                Warm = default,
                Pool = new TierStatistics(_ledger.PoolBytes, _ledger.PoolPeakBytes, _ledger.BudgetBytes),
                HitsHot = readers.Hits,
                HitsWarm = 0,
                MissesCold = readers.Misses,
                LateVoices = readers.LateVoices,
                DryVoices = readers.DryVoices,
                LostRequests = readers.LostRequests + Counters.Refused,
                Evictions = _evictor.Evictions,
                Reads = Counters.Reads.Count,
                ReadBytes = Counters.ReadBytes,
                ReadP50Milliseconds = Counters.Reads.PercentileMilliseconds(0.5),
                ReadP99Milliseconds = Counters.Reads.PercentileMilliseconds(0.99),
                ReadMaxMilliseconds = Counters.Reads.MaxMilliseconds,
                ReadFaults = Counters.FaultCount,
            };
        }
    }
}
