using System.Numerics;
using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Storage;

/// <summary>
/// Sample memory for any number of synthesizers and banks inside one budget: pages come from the cold tier on streamer threads, stay while
/// they are of use, and leave when others need the room.
/// </summary>
/// <remarks>
/// One gate (a lock) orders streamers, keeper and owners; the audio threads never take it: they read page tables, publish epochs and write
/// requests into rings (<see cref="PageReader"/>). Members are safe from any thread but an audio thread unless they say otherwise.
/// </remarks>
public sealed class SampleStore : IDisposable
{
    // Uses that a forecast holds: several times what can be hot, since an eviction is the better the further it sees.
    private const int LeastForecast = 256;
    private const int MostForecast = 65_536;
    private readonly Lock _owners = new(); // orders attaching, making readers, changes of the budget and closing; taken before the gate, never by streamers
    private readonly List<Action> _watches = []; // its own lock
    private readonly SampleStoreOptions _options;
    private readonly StoreParts _parts;
    private readonly LoadDesk _desk;
    private readonly PoolAccount _pool;
    private readonly AttachedBanks _banks;
    private readonly Trimmer _trimmer;
    private readonly PressureWatch _pressure;
    private readonly TierLine _line;
    private readonly Keeper _keeper;
    private readonly Streamer[] _streamers;
    private readonly StoreMeter _meter;
    private volatile ReaderRoll _roll = ReaderRoll.Empty; // replaced whole under the gate, so that statistics need no lock
    private volatile bool _isClosing;
    private bool _isAskedToClose;

    /// <summary>Makes a store and starts its threads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The budget is below <see cref="SampleStoreOptions.MinimumBudgetBytes"/>, or another option is out of its range.</exception>
    /// <exception cref="ArgumentException">The thresholds of pressure are out of order.</exception>
    /// <exception cref="InvalidOperationException">The budget does not hold what so many streamers and so long reads need.</exception>
    public SampleStore(SampleStoreOptions? options = null)
    {
        _options = options ?? new SampleStoreOptions();
        _options.Validate();
        _parts = new StoreParts(_options);
        _pool = new PoolAccount(_parts);
        _trimmer = new Trimmer(_parts);
        _line = new TierLine(_parts);
        _pressure = new PressureWatch(_parts, _trimmer, _options);
        _desk = new LoadDesk(_parts, _options.Streamers);
        _keeper = new Keeper(_parts, _desk, (int)_options.PressurePoll.TotalMilliseconds, Maintain);
        _streamers = [.. Enumerable.Range(1, _options.Streamers).Select(n => new Streamer(_desk, _parts, _pool, n))];
        _banks = new AttachedBanks(_parts, _pool, _options);
        _meter = new StoreMeter(this);
        try
        {
            _pool.Take(
                _parts.OwnBytes + _desk.Bytes + _keeper.Bytes + Trimmer.Bytes + _banks.StagingBytes, "the sample store's own tables");
        }
        catch
        {
            Dispose();
            throw;
        }

        Array.ForEach(_streamers, streamer => streamer.Start());
        _keeper.Start();
    }

    /// <summary>Everything the store counts. Taken without a lock: the figures are each true, of moments close together.</summary>
    public SampleStoreStatistics Statistics => Snapshot();

    /// <summary>Bytes that the store may hold now.</summary>
    public long BudgetBytes => _parts.Ledger.BudgetBytes;

    /// <summary>The most that <see cref="SetBudget"/> allows.</summary>
    public long MaximumBudgetBytes => _options.MostBudgetBytes;

    /// <summary>How short memory is now.</summary>
    public PressureLevel Pressure => _pressure.Level;

    internal Epochs Epochs => _parts.Epochs;

    internal PageFrames Frames => _parts.Frames;

    internal EvictionOrder Order => _parts.Order;

    internal StoreCounters Counters => _parts.Counters;

    /// <summary>Loads that have been asked for, by rendering threads too, and are not done.</summary>
    internal int WaitingLoads => _desk.WaitingLoads;

    /// <summary>Messages of reads and of maintenance that failed, the first few.</summary>
    public IReadOnlyList<string> Faults() => Counters.Faults();

    /// <summary>The last changes of the level of memory pressure, oldest first.</summary>
    public IReadOnlyList<PressureChange> PressureHistory() => _pressure.History();

    /// <summary>
    /// Gives memory back to the system as a level of pressure would have it: a quarter of warm pages (<see cref="PressureLevel.Low"/>), half of
    /// them and a quarter of the hot ones that no note may need at any moment (Medium), all of warm and three quarters of those (High), all
    /// but what sounds (Critical). What is needed again is read again.
    /// </summary>
    /// <returns>Bytes that were given back.</returns>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public long Trim(PressureLevel level)
    {
        lock (_owners)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            return _trimmer.Trim(level);
        }
    }

    /// <summary>
    /// Changes the budget, also while playing. When a lower one returns, the store holds no more than it; pages of sounding voices leave
    /// last, and come back.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below <see cref="SampleStoreOptions.MinimumBudgetBytes"/> or above <see cref="MaximumBudgetBytes"/>.</exception>
    /// <exception cref="InvalidOperationException">The pool of voices, buffers and tables does not fit, or readers hold on to their pages.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public void SetBudget(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, SampleStoreOptions.MinimumBudgetBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, MaximumBudgetBytes);
        lock (_owners)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            var ledger = _parts.Ledger;
            lock (_parts.Gate)
            {
                ThrowUnlessPoolFits(bytes);
                ledger.AnnounceBudget(bytes);
            }

            _trimmer.ShrinkToLimits();
            lock (_parts.Gate)
            {
                if (ledger.HeldBytes > bytes)
                {
                    ledger.AnnounceBudget(long.MaxValue);
                    throw new InvalidOperationException($"A budget of {bytes} bytes cannot be reached: {ledger.HeldBytes} bytes are in use.");
                }

                ledger.SetBudget(bytes);
            }
        }
    }

    /// <summary>
    /// Bytes that a store needs to hold every page of these banks, with <paramref name="poolBytes"/> for voices and buffers. Encoded samples
    /// are read through for it.
    /// </summary>
    /// <exception cref="IOException">A bank with encoded samples cannot be read.</exception>
    public static long BudgetForResident(IEnumerable<SoundFont> fonts, long poolBytes)
    {
        ArgumentNullException.ThrowIfNull(fonts);
        return fonts.Sum(ResidentBytesOf) + poolBytes + (10L << 20);
    }

    /// <summary>
    /// Closes the store: streamers end, all memory goes back to the system. Synthesizers that use it have stopped rendering before;
    /// disposing them afterwards does no harm.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isAskedToClose, true))
        {
            return;
        }

        _desk.Close(); // before the lock: an owner may hold it who waits for a read
        lock (_owners)
        {
            _isClosing = true;
            _meter.Dispose();
            Array.ForEach(_streamers, streamer => streamer.Dispose());
            _keeper.Dispose();
            _pressure.Dispose();
            _parts.Forecasts.ToList().ForEach(forecast => forecast.Dispose());
            lock (_parts.Gate)
            {
                _parts.Dispose();
                _desk.Dispose();
            }
        }
    }

    /// <summary>Makes a bank's pages reachable; a bank that is attached already is shared. <see cref="Detach"/> ends the use.</summary>
    /// <exception cref="InvalidOperationException">Its page table does not fit into the budget.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    internal StoredBank Attach(SoundFont font)
    {
        lock (_owners)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            return _banks.Attach(font);
        }
    }

    /// <summary>
    /// A synthesizer plays the bank no more, and its rendering thread has no voice of it. When nobody else plays it, every byte of it goes.
    /// </summary>
    internal void Detach(StoredBank bank)
    {
        lock (_owners)
        {
            if (!_isClosing)
            {
                _banks.Detach(bank);
            }
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
            lock (_parts.Gate)
            {
                var slot = Epochs.Register();
                if (slot < 0)
                {
                    _parts.Ledger.ReturnPool(bytes);
                    throw new InvalidOperationException($"A sample store serves at most {Epochs.MaximumReaders} synthesizers.");
                }

                var reader = new PageReader(this, slot, voices, rate, policy, cancellation);
                _parts.Readers.Add(reader);
                _roll = _roll.With(reader.Counters);
                return reader;
            }
        }
    }

    /// <summary>
    /// Takes what a song is going to use, for look-ahead and eviction; null when there is to be no look-ahead, or the budget does not hold it.
    /// Whoever has opened it disposes it before the reader.
    /// </summary>
    /// <param name="reader">Whose place the song's is.</param>
    /// <param name="scoutBytes">What the one that looks ahead takes beside.</param>
    internal Forecast? OpenForecast(PageReader reader, long scoutBytes)
    {
        lock (_owners)
        {
            ObjectDisposedException.ThrowIf(_isClosing, this);
            var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(4 * _parts.Frames.AllowedCount, LeastForecast, MostForecast));
            var bytes = Forecast.BytesFor(capacity) + scoutBytes;
            if (_options.LookAhead == TimeSpan.Zero || _parts.Ledger.PoolBytes + bytes > _parts.Ledger.BudgetBytes / 2)
            {
                return null;
            }

            _pool.Take(bytes, "a song's look-ahead");
            var forecast = new Forecast(_parts, reader, capacity, (long)(_options.LookAhead.TotalSeconds * reader.Rate), () => _pool.Return(bytes));
            lock (_parts.Gate)
            {
                _parts.Forecasts.Add(forecast);
            }

            return forecast;
        }
    }

    /// <summary>Pages that can be hot at once.</summary>
    internal int HotPages => _parts.Frames.AllowedCount;

    /// <summary>Not an audio thread: asks for pages; false when too many loads wait.</summary>
    internal bool RequestPages(StoredBank bank, int firstPage, int count, PagePriority priority, long dueTicks) =>
        _desk.Request(bank, firstPage, count, priority, dueTicks);

    /// <summary>Not an audio thread: asks for the length and the first pages of an encoded sample.</summary>
    internal void RequestSample(StoredBank bank, int sample, PagePriority priority, long dueTicks) =>
        _desk.RequestSample(bank, sample, priority, dueTicks);

    /// <summary>Whether a bank is attached, and is to stay.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    internal bool Has(StoredBank bank) => _desk.Has(bank);

    /// <summary>How many of these pages are neither hot nor warm: all of them when the bank is gone.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    internal int MissingPages(StoredBank bank, int firstPage, int count) => _desk.MissingOf(bank, firstPage, count, warmWillDo: true);

    /// <summary>The keeper calls this at each of its polls, until <see cref="Unwatch"/>. It must not wait for anybody.</summary>
    internal void Watch(Action poll)
    {
        lock (_watches)
        {
            _watches.Add(poll);
        }
    }

    internal void Unwatch(Action poll)
    {
        lock (_watches)
        {
            _watches.Remove(poll);
        }
    }

    /// <summary>
    /// As <see cref="Detach"/>, for the keeper, which waits neither for an owner that closes the store nor for a read: false when one is at
    /// work, and it is to ask again.
    /// </summary>
    internal bool TryDetach(IReadOnlyList<StoredBank> banks)
    {
        if (!_owners.TryEnter())
        {
            return false;
        }

        try
        {
            if (!_banks.AreReadyToLeave(banks))
            {
                return false;
            }

            banks.ToList().ForEach(Detach);
            return true;
        }
        finally
        {
            _owners.Exit();
        }
    }

    /// <summary>The reader is gone from everybody's sight; it frees its memory, then <see cref="ReleasePool"/>.</summary>
    internal void Remove(PageReader reader, int epochSlot)
    {
        lock (_parts.Gate)
        {
            if (_parts.Readers.Remove(reader))
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
        new ResidentLoad(_desk, _parts.Ledger, _parts.Evictor.Batch).Run(bank, progress, cancellation);

    // Each page with its frame, low bytes and slots; tables of encoded samples beside.
    private static long ResidentBytesOf(SoundFont font)
    {
        const long PerPage = PageFrames.FrameBytes + (2 * sizeof(int)) + 8;
        var pages = font.Samples.Where(s => s.IsPlayable).Sum(s => (long)Page.CountFor(s.ReachEnd - s.ReachStart));
        var bytes = pages * (PerPage + (font.SampleData.Is24Bit ? Page.PlaneBytes : 0));
        return font.Samples.Any(sample => sample.IsEncoded)
            ? bytes + (EncodedSamples.PagesOf(font) * PerPage) + (font.SampleData.Bytes / 16) + (4L << 20)
            : bytes;
    }

    // The keeper's thread.
    private void Maintain()
    {
        _pressure.Poll();
        _line.Poll();
        _trimmer.Settle();
        lock (_watches)
        {
            _watches.ForEach(poll => poll());
        }
    }

    private void ThrowUnlessPoolFits(long budgetBytes)
    {
        var least = _parts.Ledger.PoolBytes + _parts.Ledger.BudgetBytes - _parts.Ledger.PoolLimitBytes;
        if (budgetBytes < least)
        {
            throw new InvalidOperationException($"A budget of {budgetBytes} bytes is too small: what plays needs {least} bytes.");
        }
    }

    private SampleStoreStatistics Snapshot()
    {
        var readers = _roll.Totals();
        var ledger = _parts.Ledger;
        return new SampleStoreStatistics
        {
            BudgetBytes = ledger.BudgetBytes,
            PeakBytes = ledger.PeakBytes,
            FileBytes = _banks.FileBytes,
            Hot = new TierStatistics(ledger.HotBytes, ledger.HotPeakBytes, ledger.HotLimitBytes),
            Warm = new TierStatistics(ledger.WarmBytes, ledger.WarmPeakBytes, ledger.WarmLimitBytes),
            WarmPages = _parts.Warm.Count,
            Pool = new TierStatistics(ledger.PoolBytes, ledger.PoolPeakBytes, ledger.PoolLimitBytes),
            HitsHot = readers.Hits,
            HitsWarm = readers.WarmHits,
            MissesCold = readers.Misses,
            LateVoices = readers.LateVoices,
            DryVoices = readers.DryVoices,
            LostRequests = readers.LostRequests + Counters.Refused,
            Evictions = _parts.Evictor.Evictions,
            WarmEvictions = _parts.Warm.Evictions,
            Decodes = Counters.Decodes.Count,
            DecodeP50Microseconds = Counters.Decodes.PercentileMilliseconds(0.5) * 1000,
            DecodeP99Microseconds = Counters.Decodes.PercentileMilliseconds(0.99) * 1000,
            Pressure = _pressure.Level,
            PressureChanges = _pressure.Changes,
            Reads = Counters.Reads.Count,
            ReadBytes = Counters.ReadBytes,
            ReadP50Milliseconds = Counters.Reads.PercentileMilliseconds(0.5),
            ReadP99Milliseconds = Counters.Reads.PercentileMilliseconds(0.99),
            ReadMaxMilliseconds = Counters.Reads.MaxMilliseconds,
            ReadFaults = Counters.FaultCount,
        };
    }
}
