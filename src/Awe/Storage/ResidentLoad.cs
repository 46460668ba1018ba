namespace Awe.Storage;

/// <summary>Loads every page of a bank, through the same streamers as everything else. A bank that is let go meanwhile ends it.</summary>
/// <param name="desk">Where pages are asked for.</param>
/// <param name="ledger">The budget, which must hold the bank.</param>
/// <param name="roomAhead">Frames that stay free for what comes next.</param>
internal sealed class ResidentLoad(LoadDesk desk, BudgetLedger ledger, int roomAhead)
{
    // Keeps both ends busy; what was refused is asked for again after so many milliseconds.
    private const int LoadsInFlight = 64;
    private const int TriesBeforeAskingAgain = 50;

    // A page survives as many rounds of eviction as it has uses, three at most.
    private const int MostRounds = 4;

    /// <exception cref="InvalidOperationException">The budget does not hold the bank, or not beside what else is in use.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public void Run(StoredBank bank, IProgress<double>? progress, CancellationToken cancellation)
    {
        LearnAll(bank, cancellation);
        var needed = bank.ResidentBytes + (roomAhead * PageFrames.FrameBytes);
        ledger.LetHotHold(needed);
        if (needed > ledger.HotLimitBytes)
        {
            throw BudgetHoldsNot(bank);
        }

        // Pages of other banks leave on the way, and a page of this one may go with them: then it is fetched again.
        for (var rounds = 0; rounds < MostRounds; rounds++)
        {
            if (LoadMissing(bank, rounds == 0 ? progress : null, cancellation) == 0 || !desk.Has(bank))
            {
                return;
            }
        }

        throw BudgetHoldsNot(bank);
    }

    // How long encoded samples are is not known before they have been read through.
    private void LearnAll(StoredBank bank, CancellationToken cancellation)
    {
        for (var sample = 0; sample < bank.Font.Samples.Count; sample++)
        {
            for (var tries = 0; !bank.IsKnown(sample) && desk.Has(bank); tries++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (tries % TriesBeforeAskingAgain == 0)
                {
                    desk.RequestSamples(bank, sample, LoadsInFlight);
                }

                Thread.Sleep(1);
            }
        }
    }

    private int LoadMissing(StoredBank bank, IProgress<double>? progress, CancellationToken cancellation)
    {
        var missing = 0;
        for (var page = 0; page < bank.UsedPages;)
        {
            var count = Math.Min(LoadsInFlight * bank.RunPages, bank.UsedPages - page);
            missing += LoadMissing(bank, page, count, cancellation);
            page += count;
            progress?.Report((double)page / bank.UsedPages);
        }

        return missing;
    }

    /// <summary>Returns when the pages have been resident, with the number of those that were not at first.</summary>
    private int LoadMissing(StoredBank bank, int firstPage, int count, CancellationToken cancellation)
    {
        var missing = desk.MissingOf(bank, firstPage, count, warmWillDo: false);
        for (var tries = 0; desk.Has(bank) && desk.MissingOf(bank, firstPage, count, warmWillDo: false) > 0; tries++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (tries % TriesBeforeAskingAgain == 0)
            {
                desk.Request(bank, firstPage, count, PagePriority.High, long.MaxValue);
            }

            Thread.Sleep(1);
        }

        return missing;
    }

    private InvalidOperationException BudgetHoldsNot(StoredBank bank) =>
        new($"The budget of {ledger.BudgetBytes} bytes does not hold all of {bank.Font.Source.Name} ({bank.ResidentBytes} bytes of pages).");
}
