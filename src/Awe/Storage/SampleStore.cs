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
    private readonly Lock _gate = new();
    private readonly Lock _owners = new(); // orders attaching, making readers and closing; taken before the gate, never by streamers
    private readonly BudgetLedger _ledger;
    private readonly Evictor _evictor;
    private readonly LoadDesk _desk;
    private readonly PoolAccount _pool;
    private readonly List<StoredBank?> _banks = [];
    private readonly List<PageReader> _readers = [];
    private readonly Streamer[] _streamers;
    private volatile ReaderRoll _roll = ReaderRoll.Empty; // replaced whole under the gate, so that statistics need no lock
    private long _fileBytes;
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
        _pool = new PoolAccount(_gate, _ledger, Frames, _evictor);

        // A small hot tier must not be flooded by one voice's read-ahead.
        RunPages = Math.Clamp(Frames.Capacity / 128, 1, options.ReadBytes / Page.Bytes);
        _desk = new LoadDesk(_gate, _ledger, Frames, _evictor, _banks, _readers, Counters);
        _streamers = [.. Enumerable.Range(1, options.Streamers).Select(n => new Streamer(_desk, Frames, Counters, RunPages * Page.Bytes, n))];
        try
        {
            _pool.Take(Epochs.Bytes + Frames.TableBytes + _evictor.TableBytes + _desk.Bytes + _streamers.Sum(s => s.Bytes), "the sample store's own tables");
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

    /// <summary>Everything the store counts. Taken without a lock: the figures are each true, of moments close together.</summary>
    public SampleStoreStatistics Statistics => Snapshot();

    internal Epochs Epochs { get; }

    internal PageFrames Frames { get; }

    internal StoreCounters Counters { get; } = new();

    /// <summary>The most pages that one read fetches.</summary>
    internal int RunPages { get; }

    /// <summary>Loads that no streamer has begun yet.</summary>
    internal int WaitingLoads => _desk.WaitingLoads;

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
            _desk.Close();
            foreach (var streamer in _streamers)
            {
                streamer.Dispose();
            }

            lock (_gate)
            {
                _banks.ForEach(bank => bank?.Dispose());
                _evictor.Dispose();
                Frames.Dispose();
                Epochs.Dispose();
                _desk.Dispose();
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
    internal PageReader CreateReader(int voices, int rate, MissPolicy policy, CancellationToken cancellation = default)
    {
        lock (_owners)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            var bytes = PageReader.BytesFor(voices);
            _pool.Take(bytes, "a synthesizer's page requests and pins");
            lock (_gate)
            {
                var slot = Epochs.Register();
                if (slot < 0)
                {
                    _ledger.ReturnPool(bytes);
                    throw new InvalidOperationException($"A sample store serves at most {Epochs.MaximumReaders} synthesizers.");
                }

                var reader = new PageReader(this, slot, voices, rate, policy, cancellation);
                _readers.Add(reader);
                _roll = _roll.With(reader.Counters);
                return reader;
            }
        }
    }

    /// <summary>The reader is gone from everybody's sight; it frees its memory, then <see cref="ReleasePool"/>.</summary>
    internal void Remove(PageReader reader, int epochSlot)
    {
        lock (_gate)
        {
            if (_readers.Remove(reader))
            {
                _roll = _roll.Without(reader.Counters);
            }

            if (!_isClosing)
            {
                Epochs.Unregister(epochSlot);
            }
        }
    }

    /// <summary>Enters memory that a synthesizer made (voices, buffers) into the pool's account.</summary>
    /// <exception cref="InvalidOperationException">The budget does not hold it.</exception>
    internal void ReservePool(long bytes, string purpose) => _pool.Take(bytes, purpose);

    internal void ReleasePool(long bytes) => _pool.Return(bytes);

    /// <summary>Not the audio thread: streamers look for work now rather than at their next poll.</summary>
    internal void Wake() => _desk.Wake();

    /// <summary>Loads every page of a bank; the budget must hold them (<see cref="BudgetForResident"/>). Pages that cannot be read count as loaded.</summary>
    /// <param name="bank">The bank.</param>
    /// <param name="progress">Told the share that is loaded, 0..1.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="InvalidOperationException">The budget does not hold the bank, or not beside what else is in use.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    internal void LoadAll(StoredBank bank, IProgress<double>? progress, CancellationToken cancellation) =>
        new ResidentLoad(_desk, _ledger, _evictor.Batch, RunPages).Run(bank, progress, cancellation);

    // A budget beyond the machine's memory needs no tables for frames that it cannot hold.
    private static int FrameCapacity(long budgetBytes) => (int)Math.Min(
        Math.Min(budgetBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) / (Page.Bytes + PageFrames.TableBytesPerFrame), int.MaxValue / 2);

    private StoredBank AttachNew(SoundFont font)
    {
        var bank = new StoredBank(_banks.Count, font);
        try
        {
            _pool.Take(bank.Bytes, $"the page table of {font.Source.Name}");
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

    private SampleStoreStatistics Snapshot()
    {
        var readers = _roll.Totals();
        return new SampleStoreStatistics
        {
            BudgetBytes = _ledger.BudgetBytes,
            PeakBytes = _ledger.PeakBytes,
            FileBytes = Volatile.Read(ref _fileBytes),
            Hot = new TierStatistics(_ledger.HotBytes, _ledger.HotPeakBytes, _ledger.HotLimitBytes),
            Warm = default,
            Pool = new TierStatistics(_ledger.PoolBytes, _ledger.PoolPeakBytes, _ledger.PoolLimitBytes),
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
