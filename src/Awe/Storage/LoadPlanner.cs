using System.Diagnostics;

namespace Awe.Storage;

/// <summary>
/// Chooses the next load and makes it ready to be carried: first what a voice lacks at this moment, then what voices and songs will need,
/// whichever is due first. A load that finds no room waits, or is refused; whoever still needs it asks again.
/// </summary>
/// <remarks>Under the store's gate.</remarks>
/// <param name="parts">The store's.</param>
/// <param name="queue">Loads that wait.</param>
/// <param name="mostReads">Reads ahead that may be under way at once.</param>
internal sealed class LoadPlanner(StoreParts parts, LoadQueue queue, int mostReads)
{
    private readonly StoreParts _parts = parts;
    private readonly LoadQueue _queue = queue;
    private readonly FrameSupply _supply = new(parts);
    private int _readsUnderWay;

    /// <summary>Fills a plan in and gets frames for it. A warm page's record is copied to the staging.</summary>
    public PlanResult TryPlan(LoadPlan plan, PageStaging staging)
    {
        var result = PlanResult.Nothing;
        while (result == PlanResult.Nothing && _queue.TryTakeUrgent(out var urgent, out var due))
        {
            result = TryPlanIfMissing(plan, staging, urgent, due);
        }

        return result == PlanResult.Nothing && !_parts.Ledger.IsShrinking ? TryPlanAhead(plan, staging) : result;
    }

    /// <summary>The plan has been carried out.</summary>
    public void End(LoadPlan plan)
    {
        plan.Bank.LoadsUnderWay--;
        _readsUnderWay -= plan.Kind == LoadKind.WarmToHot ? 0 : 1;
    }

    // What voices will need and what songs will, whichever is due first.
    private PlanResult TryPlanAhead(LoadPlan plan, PageStaging staging)
    {
        var result = CanReadAhead && IsForecastDueFirst() ? TryPlanForecast(plan, staging) : PlanResult.Nothing;
        while (result == PlanResult.Nothing && CanTakeAhead() && _queue.TryTakeAhead(out var request, out var due))
        {
            result = TryPlanIfMissing(plan, staging, request, due);
        }

        return result == PlanResult.Nothing && CanReadAhead ? TryPlanForecast(plan, staging) : result;
    }

    private bool IsForecastDueFirst()
    {
        var now = Stopwatch.GetTimestamp();
        var first = long.MaxValue;
        foreach (var forecast in _parts.Forecasts)
        {
            first = Math.Min(first, now + forecast.TicksToNextLoad);
        }

        return _queue.TryPeekAhead(out _, out var due) && first < due;
    }

    private PlanResult TryPlanIfMissing(LoadPlan plan, PageStaging staging, PageRequest request, long due) =>
        SkipWhatIsThere(ref request) ? TryMake(plan, staging, request, due) : PlanResult.Nothing;

    // With a disk that takes long, one streamer stays free for what a voice lacks now and for what only has to be decompressed.
    private bool CanReadAhead => _readsUnderWay < mostReads;

    private bool CanTakeAhead() =>
        CanReadAhead
        || (_queue.TryPeekAhead(out var next, out _) && _parts.BankAt(next.Bank) is { } bank
            && !next.IsForSample && !(bank.Table.IsAbsent(next.FirstPage) && bank.Table.WarmOf(next.FirstPage) == 0));

    private PlanResult TryMake(LoadPlan plan, PageStaging staging, in PageRequest request, long due, bool mayEvict = true)
    {
        var bank = _parts.Banks[request.Bank]!;
        var warm = request.IsForSample ? 0 : bank.Table.WarmOf(request.FirstPage);
        plan.Begin(KindOf(request, warm), bank, request, due);
        if (plan.Kind != LoadKind.Sample && !TryAddPages(plan, request, mayEvict))
        {
            return Postpone(request, due, mayEvict);
        }

        Begin(plan);
        if (plan.Kind == LoadKind.WarmToHot)
        {
            plan.RecordBytes = _parts.Warm.Copy(warm, staging.Record);
        }

        if (mayEvict)
        {
            Requeue(request, plan.Count, due); // a forecast offers the rest itself, in its time
        }

        _supply.KeepRoomAhead();
        return PlanResult.Ready;
    }

    private bool TryAddPages(LoadPlan plan, in PageRequest request, bool mayEvict)
    {
        var bank = plan.Bank;
        var most = plan.Kind == LoadKind.WarmToHot ? 1 : Math.Min(request.Count, Math.Min(bank.RunPages, LoadPlan.Capacity));
        while (plan.Count < most && IsSame(plan.Kind, bank, request.FirstPage + plan.Count) && TryAddPage(plan, request, mayEvict))
        {
            bank.Table.SetLoading(request.FirstPage + plan.Count - 1, true);
        }

        return plan.Count > 0;
    }

    private PlanResult Postpone(in PageRequest request, long due, bool mayEvict)
    {
        if (!mayEvict)
        {
            return _supply.IsComing ? PlanResult.WaitForReaders : PlanResult.Nothing; // the forecast offers it again
        }

        if (_supply.IsComing)
        {
            _queue.TryAdd(request, due);
            return PlanResult.WaitForReaders;
        }

        _parts.Counters.CountRefused(); // everything is pinned, and this load is not for a voice that waits
        return PlanResult.Nothing;
    }

    // What is due first among all songs; if nothing can make room for that, it waits until something has been used.
    private PlanResult TryPlanForecast(LoadPlan plan, PageStaging staging)
    {
        var (first, request) = (default(Forecast), default(PageRequest));
        foreach (var forecast in _parts.Forecasts)
        {
            forecast.Advance();
            if (forecast.TryPeekLoad(out var load) && (first is null || load.DueFrames < request.DueFrames))
            {
                (first, request) = (forecast, load);
            }
        }

        if (first is null)
        {
            return PlanResult.Nothing;
        }

        if (request.IsForSample)
        {
            _parts.Banks[request.Bank]!.Encoded.TryBegin(request.Sample);
        }
        else if (!_supply.HasRoomFor(request, first))
        {
            return _supply.IsComing ? PlanResult.WaitForReaders : PlanResult.Nothing;
        }

        var result = TryMake(plan, staging, request, Stopwatch.GetTimestamp() + first.TicksToNextLoad, mayEvict: false);
        if (result == PlanResult.Ready)
        {
            first.SkipLoad();
        }

        return result;
    }

    private LoadKind KindOf(in PageRequest request, int warmEntry) =>
        request.IsForSample ? LoadKind.Sample
        : request.Priority == PagePriority.Normal && _parts.Warm.IsOpen ? LoadKind.ColdToWarm
        : warmEntry != 0 ? LoadKind.WarmToHot
        : LoadKind.ColdToHot;

    // A run ends where the next page comes from elsewhere.
    private static bool IsSame(LoadKind kind, StoredBank bank, int page) =>
        bank.Table.IsAbsent(page) && (bank.Table.WarmOf(page) != 0) == (kind == LoadKind.WarmToHot);

    private bool TryAddPage(LoadPlan plan, in PageRequest request, bool mayEvict)
    {
        var frame = 0;
        var isUrgent = request.IsUrgent && plan.Count == 0;
        if (plan.Kind != LoadKind.ColdToWarm
            && !_supply.TryTake(new PageKey(request.Bank, request.FirstPage + plan.Count), plan.Bank.Is24Bit, isUrgent, mayEvict, out frame))
        {
            return false;
        }

        plan.Add(frame);
        return true;
    }

    private void Begin(LoadPlan plan)
    {
        plan.Bank.LoadsUnderWay++;
        _readsUnderWay += plan.Kind == LoadKind.WarmToHot ? 0 : 1;
    }

    // Only the first page of an urgent request is one that a voice lacks; the rest is reading ahead.
    private void Requeue(in PageRequest request, int done, long due)
    {
        if (!request.IsForSample && done < request.Count)
        {
            _queue.TryAdd(request.From(done), due);
        }
    }

    private bool SkipWhatIsThere(ref PageRequest request)
    {
        if (_parts.BankAt(request.Bank) is not { } bank)
        {
            return false;
        }

        if (request.IsForSample)
        {
            return bank.Encoded.TryBegin(request.Sample);
        }

        var warmWillDo = request.Priority == PagePriority.Normal && _parts.Warm.IsOpen;
        while (request.Count > 0
               && (!bank.Table.IsAbsent(request.FirstPage) || (warmWillDo && bank.Table.WarmOf(request.FirstPage) != 0)))
        {
            request = request.From(1);
        }

        return request.Count > 0;
    }
}
