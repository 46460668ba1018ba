namespace Awe.Storage;

/// <summary>The pool's side of the budget: whoever makes tables, rings or voices asks here first, and hot pages give way.</summary>
internal sealed class PoolAccount(Lock gate, BudgetLedger ledger, PageFrames frames, Evictor evictor)
{
    // Of a millisecond each, with a batch of pages in each: more than enough for readers that render, and an end for those that are stuck.
    private const int MostTries = 2000;

    /// <summary>Gives bytes back.</summary>
    public void Return(long bytes)
    {
        lock (gate)
        {
            ledger.ReturnPool(bytes);
        }
    }

    // Hot pages give way to the pool, which must be whole before sound starts. Their readers may need the gate before they leave an
    // epoch, so it is not held while waiting; what has become free is taken at once, so that streamers do not take it again.
    /// <summary>Takes bytes; may wait for readers to leave pages. Not the audio thread.</summary>
    /// <exception cref="InvalidOperationException">The budget does not hold them.</exception>
    public void Take(long bytes, string purpose)
    {
        var taken = 0L;
        for (var tries = 0; tries < MostTries; tries++)
        {
            lock (gate)
            {
                if (ledger.PoolBytes - taken + bytes > ledger.PoolLimitBytes)
                {
                    break;
                }

                taken += TakePart(bytes - taken);
                if (taken == bytes)
                {
                    return;
                }
            }

            Thread.Sleep(1); // readers leave their epoch within a quantum
        }

        Return(taken);
        throw new InvalidOperationException(
            $"A budget of {ledger.BudgetBytes} bytes is too small: {purpose} needs {bytes} bytes beside the {ledger.PoolBytes} bytes of the pool.");
    }

    private long TakePart(long bytes)
    {
        var missingPages = (int)Math.Min((bytes - ledger.FreeBytes + Page.Bytes - 1) / Page.Bytes, int.MaxValue);
        if (missingPages > frames.FreeCount + evictor.RetiredCount)
        {
            evictor.Evict(missingPages - frames.FreeCount - evictor.RetiredCount, evenPinned: false);
        }

        evictor.Reclaim();
        while (ledger.FreeBytes < bytes && frames.TryUnmake())
        {
        }

        var part = Math.Min(bytes, ledger.FreeBytes);
        return ledger.TryTakePool(part) ? part : 0;
    }
}
