using System.Diagnostics;
using Awe.Codecs;

namespace Awe.Storage;

/// <summary>
/// Where requests come in and pages come out: requests leave the readers' rings, wait in line by deadline, and go to a streamer as a plan
/// (<see cref="LoadPlanner"/>); filled plans come back and are linked.
/// </summary>
/// <remarks>Every member takes the store's gate for a short time; none reads the cold tier under it.</remarks>
internal sealed class LoadDesk : IDisposable
{
    // As many loads may wait as pages could stay, within reason: a longer line would be for pages that push each other out.
    private const int LeastWaitingLoads = 256;
    private const int MostWaitingLoads = 8192;
    private readonly StoreParts _parts;
    private readonly PageFrames _frames;
    private readonly Evictor _evictor;
    private readonly LoadQueue _queue;
    private readonly SilentPages _silent = new();
    private readonly LoadPlanner _planner;
    private readonly AutoResetEvent _work = new(false);
    private int _poller;
    private long _quantaSeen;
    private long _busyUntil;
    private volatile bool _isClosing;

    public LoadDesk(StoreParts parts, int streamers)
    {
        _parts = parts;
        _frames = parts.Frames;
        _evictor = parts.Evictor;
        _queue = new LoadQueue(Math.Clamp(_frames.AllowedCount, LeastWaitingLoads, MostWaitingLoads));
        _planner = new LoadPlanner(parts, _queue, Math.Max(1, streamers - 1));
    }

    public long Bytes => _queue.Bytes + SilentPages.Bytes;

    /// <summary>Told to sources whose reads are to end.</summary>
    public CancellationTokenSource Closing { get; } = new();

    /// <summary>Set when a frame waits to be compressed.</summary>
    public AutoResetEvent KeeperWork { get; } = new(false);

    /// <summary>Whether streamers are to end.</summary>
    public bool IsClosing => _isClosing;

    /// <summary>Loads that have been asked for, by rendering threads too, and are not done.</summary>
    public int WaitingLoads
    {
        get
        {
            lock (_parts.Gate)
            {
                return _queue.Count + _parts.Readers.Sum(reader => reader.Requests.Count) + _parts.Banks.Sum(bank => bank?.LoadsUnderWay ?? 0);
            }
        }
    }

    /// <summary>Whether a reader has begun a quantum of late. Between two quanta of a device every reader looks idle.</summary>
    public bool IsAnyReaderBusy
    {
        get
        {
            lock (_parts.Gate)
            {
                var quanta = 0L;
                foreach (var reader in _parts.Readers)
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

    /// <summary>
    /// Streamer: returns when there may be work, or after a while. One streamer polls, since no audio thread signals; the others are woken
    /// when it finds more than it can do.
    /// </summary>
    public void WaitForWork(int pollMilliseconds, int idleMilliseconds)
    {
        if (Interlocked.CompareExchange(ref _poller, 1, 0) != 0)
        {
            _work.WaitOne(idleMilliseconds);
            return;
        }

        _work.WaitOne(pollMilliseconds);
        Volatile.Write(ref _poller, 0);
    }

    /// <summary>No plan is made from now on; streamers that wait look up, and sources are told to give up.</summary>
    public void Close()
    {
        _isClosing = true;
        Closing.Cancel();
        Wake();
        KeeperWork.Set();
    }

    /// <summary>Any thread but the audio threads: asks for pages, behind what sounds.</summary>
    /// <param name="bank">The bank.</param>
    /// <param name="firstPage">The first page.</param>
    /// <param name="count">How many, of as many samples as it may be.</param>
    /// <param name="priority">What for.</param>
    /// <param name="dueTicks">When they are needed, in ticks of the store's clock.</param>
    /// <returns>False when too many loads wait: not all could be asked for.</returns>
    public bool Request(StoredBank bank, int firstPage, int count, PagePriority priority, long dueTicks)
    {
        var isTaken = true;
        lock (_parts.Gate)
        {
            for (var page = firstPage; page < firstPage + count && isTaken;)
            {
                var run = Math.Min(Math.Min(bank.RunPages, firstPage + count - page), bank.PagesToSampleEnd(page));
                isTaken = TryEnqueue(new PageRequest(bank.Number, page, run, int.MaxValue, priority), dueTicks);
                page += run;
            }
        }

        Wake();
        return isTaken;
    }

    /// <summary>Any thread but the audio threads: asks for the lengths of up to <paramref name="count"/> encoded samples that are not known.</summary>
    public void RequestSamples(StoredBank bank, int firstSample, int count)
    {
        lock (_parts.Gate)
        {
            for (var sample = firstSample; sample < bank.Font.Samples.Count && count > 0; sample++)
            {
                if (!bank.IsKnown(sample))
                {
                    TryEnqueue(PageRequest.ForSample(bank.Number, sample, int.MaxValue, PagePriority.Normal), long.MaxValue);
                    count--;
                }
            }
        }

        Wake();
    }

    /// <summary>Any thread but the audio threads: asks for the length of an encoded sample, and for its first pages.</summary>
    public void RequestSample(StoredBank bank, int sample, PagePriority priority, long dueTicks)
    {
        lock (_parts.Gate)
        {
            TryEnqueue(PageRequest.ForSample(bank.Number, sample, int.MaxValue, priority), dueTicks);
        }

        Wake();
    }

    /// <summary>Whether a bank is attached, and not on its way out.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public bool Has(StoredBank bank)
    {
        lock (_parts.Gate)
        {
            ObjectDisposedException.ThrowIf(_isClosing, typeof(SampleStore));
            return _parts.BankAt(bank.Number) == bank;
        }
    }

    /// <summary>How many of these pages are not hot, nor warm where that will do; all of them when the bank is gone.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public int MissingOf(StoredBank bank, int firstPage, int count, bool warmWillDo)
    {
        lock (_parts.Gate)
        {
            ObjectDisposedException.ThrowIf(_isClosing, typeof(SampleStore));
            if (_parts.BankAt(bank.Number) != bank)
            {
                return count; // its table's memory may be gone
            }

            var missing = 0;
            for (var page = firstPage; page < firstPage + count; page++)
            {
                missing += bank.Table.IsLinked(page) || (warmWillDo && bank.Table.WarmOf(page) != 0) ? 0 : 1;
            }

            return missing;
        }
    }

    /// <summary>Streamer: finds the load that is due first and gets frames for it. A warm page's record is copied to the staging.</summary>
    public PlanResult TryPlan(LoadPlan plan, PageStaging staging)
    {
        lock (_parts.Gate)
        {
            DrainRequests();
            Reclaim();
            var result = _planner.TryPlan(plan, staging);
            if (result == PlanResult.Ready)
            {
                _work.Set(); // who carries it does not poll meanwhile: another streamer takes over
            }

            return result;
        }
    }

    /// <summary>Streamer: the plan's frames are filled; their pages become visible. What could not be read is silent from now on.</summary>
    public void Publish(LoadPlan plan)
    {
        lock (_parts.Gate)
        {
            for (var i = 0; i < plan.Count; i++)
            {
                var page = plan.FirstPage + i;
                plan.Bank.Table.SetLoading(page, false);
                if (plan.Kind != LoadKind.WarmToHot && plan.Bank.Table.NoteFetch(page))
                {
                    _parts.Counters.CountRefetch(plan.ReadTime / plan.Count);
                }

                if (plan.FrameAt(i) is not 0 and var frame)
                {
                    plan.Bank.Table.Link(page, plan.IsSilent(i) ? Silenced(plan.Bank, page, frame) : Filled(plan, page, frame));
                }
            }

            _planner.End(plan);
            NotifyReaders();
        }
    }

    /// <summary>
    /// Streamer: what an encoded sample is; null when it cannot be played, or, where <paramref name="mayPass"/>, not now. Its first pages are
    /// asked for with it: whoever wanted to know will need them.
    /// </summary>
    public void Publish(LoadPlan plan, VorbisMap? map, bool mayPass)
    {
        lock (_parts.Gate)
        {
            var bank = plan.Bank;
            if (map is null && mayPass)
            {
                bank.Encoded.GiveUp(plan.Sample);
            }
            else if (!bank.Adopt(plan.Sample, map))
            {
                bank.MapBytes -= map!.Bytes;
                _parts.Ledger.ReturnPool(map.Bytes);
                _parts.Counters.CountFault(
                    $"{bank.Font.Source.Name}: sample {plan.Sample} '{bank.Font.SampleAt(plan.Sample).Name}' is silent: {map.Points} points are more than its bank's size lets expect");
            }
            else if (map is not null)
            {
                var head = Math.Min(bank.RunPages, map.Pages);
                TryEnqueue(new PageRequest(bank.Number, bank.SampleAt(plan.Sample).FirstPage, head, plan.IsUrgent ? 0 : 1, plan.Priority), plan.DueTicks);
            }

            _planner.End(plan);
            NotifyReaders();
        }
    }

    /// <summary>What a bank's decoding tables have grown by since that was last entered in the pool's account.</summary>
    public long NewSetupBytes(StoredBank bank)
    {
        lock (_parts.Gate)
        {
            return Math.Max(0, bank.Encoded.SetupBytes - bank.SetupBytes);
        }
    }

    /// <summary>The pool's account has so much more for what is known of a bank's encoded samples: a map, and decoding tables.</summary>
    public void AddMapBytes(StoredBank bank, long mapBytes, long setupBytes)
    {
        lock (_parts.Gate)
        {
            bank.MapBytes += mapBytes + setupBytes;
            bank.SetupBytes += setupBytes;
        }
    }

    /// <summary>Whether a render waits for the sample of a plan, so that not to know it is no answer.</summary>
    public bool MustKnow(LoadPlan plan)
    {
        lock (_parts.Gate)
        {
            return _parts.Readers.Exists(reader => reader.TryGetAwaited(out var page) && page == new PageKey(plan.Bank.Number, plan.FirstPage));
        }
    }

    /// <summary>Streamer: a page of the plan, compressed, goes to the warm tier if that has room for it.</summary>
    public void KeepWarm(LoadPlan plan, int index, ReadOnlySpan<byte> record)
    {
        lock (_parts.Gate)
        {
            _parts.Warm.TryAdd(new PageKey(plan.Bank.Number, plan.FirstPage + index), record, uses: 1);
        }
    }

    /// <summary>Keeper: pages that could not be read some time ago are read again when a voice comes to them.</summary>
    public void ForgetSilence()
    {
        lock (_parts.Gate)
        {
            while (_silent.TryTakeDue(out var page))
            {
                if (_parts.BankAt(page.Bank) is { } bank && bank.Table.FrameOf(page.Page) == _frames.Silent)
                {
                    bank.Table.Unlink(page.Page);
                }
            }
        }
    }

    public void Dispose()
    {
        _work.Dispose();
        KeeperWork.Dispose();
        Closing.Dispose();
    }

    private int Filled(LoadPlan plan, int page, int frame)
    {
        var isCritical = plan.Priority == PagePriority.Critical && !plan.IsUrgent; // what a voice lacked is pinned while it sounds, and then is no head
        _frames.MarkLinked(frame, isCritical);
        var key = new PageKey(plan.Bank.Number, page);
        _parts.Order.Add(frame, key.Packed, isAhead: !plan.IsUrgent);
        _evictor.NoteNextUse(frame, key);

        if (plan.Bank.Table.WarmOf(page) is not 0 and var entry)
        {
            _parts.Warm.NotePromoted(entry);
        }

        return frame;
    }

    private int Silenced(StoredBank bank, int page, int frame)
    {
        _frames.Return(frame);
        _silent.Add(new PageKey(bank.Number, page));
        return _frames.Silent;
    }

    private void Reclaim()
    {
        if (_evictor.Reclaim() > 0 && _evictor.DemotingCount > 0)
        {
            KeeperWork.Set();
        }
    }

    private void DrainRequests()
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var reader in _parts.Readers)
        {
            while (reader.Requests.TryRead(out var request))
            {
                TryEnqueue(request, now + ((long)request.DueFrames * Stopwatch.Frequency / reader.Rate));
            }
        }

        if (_queue.Count > 1)
        {
            _work.Set(); // enough for another streamer
        }
    }

    // What is asked for beyond a sample's end would be pages of the next one.
    private bool TryEnqueue(in PageRequest request, long due)
    {
        var bank = _parts.BankAt(request.Bank);
        if (bank is not null && request.IsForSample)
        {
            return (bank.HasEncoded && request.Sample < bank.Font.Samples.Count && _queue.TryAdd(request, due)) || Refuse();
        }

        if (bank is not null && request.FirstPage < bank.UsedPages)
        {
            var count = Math.Min(request.Count, bank.PagesToSampleEnd(request.FirstPage));
            if (_queue.TryAdd(request with { Count = count }, due))
            {
                return true;
            }
        }

        return Refuse();
    }

    private bool Refuse()
    {
        _parts.Counters.CountRefused();
        return false;
    }

    private void NotifyReaders()
    {
        foreach (var reader in _parts.Readers)
        {
            reader.NotifyIfWaiting();
        }
    }
}
