namespace Awe.Storage;

/// <summary>The pool's side of the budget: whoever makes tables, rings or voices asks here first, and pages give way.</summary>
internal sealed class PoolAccount(StoreParts parts)
{
    // Of a millisecond each, with a batch of pages in each: more than enough for readers that render, and an end for those that are stuck.
    private const int MostTries = 2000;
    private const int ReleaseBatch = 64;

    // Pins are advice: a voice fetches its page again. Only what other pages cannot make room for takes them.
    private const int TriesBeforePinned = 5;

    /// <summary>Gives bytes back.</summary>
    public void Return(long bytes)
    {
        lock (parts.Gate)
        {
            parts.Ledger.ReturnPool(bytes);
        }
    }

    // Pages give way to the pool, which must be whole before sound starts. Their readers may need the gate before they leave an
    // epoch, so it is not held while waiting; what has become free is taken at once, so that streamers do not take it again.
    /// <summary>Takes bytes; may wait for readers to leave pages. Not the audio thread.</summary>
    /// <exception cref="InvalidOperationException">The budget does not hold them.</exception>
    public void Take(long bytes, string purpose)
    {
        var taken = 0L;
        for (var tries = 0; tries < MostTries; tries++)
        {
            lock (parts.Gate)
            {
                if (parts.Ledger.PoolBytes - taken + bytes > parts.Ledger.PoolLimitBytes)
                {
                    break;
                }

                taken += TakePart(bytes - taken, evenPinned: tries >= TriesBeforePinned);
                if (taken == bytes)
                {
                    return;
                }
            }

            Thread.Sleep(1); // readers leave their epoch within a quantum
        }

        Return(taken);
        throw new InvalidOperationException(
            $"A budget of {parts.Ledger.BudgetBytes} bytes is too small: {purpose} needs {bytes} bytes beside the {parts.Ledger.PoolBytes} bytes of the pool.");
    }

    private long TakePart(long bytes, bool evenPinned)
    {
        var ledger = parts.Ledger;
        while (Available < bytes && ledger.WarmBytes > ledger.WarmLimitBeside(bytes) && parts.Warm.TryDropSegments(1))
        {
        }

        EvictFor(bytes, evenPinned);
        Span<int> frames = stackalloc int[ReleaseBatch];
        while (Available < bytes)
        {
            var missing = (int)Math.Min((bytes - Available + PageFrames.FrameBytes - 1) / PageFrames.FrameBytes, ReleaseBatch);
            var count = parts.Frames.TakeToRelease(frames, missing);
            if (count == 0)
            {
                break;
            }

            parts.Frames.Release(frames[..count]);
            parts.Frames.MarkAbsent(frames[..count]);
        }

        var part = Math.Min(bytes, Math.Max(Available, 0));
        return ledger.TryTakePool(part) ? part : 0;
    }

    // The pool is not bound by the ceiling of short memory, only by the budget.
    private long Available => parts.Ledger.BudgetBytes - parts.Ledger.HeldBytes;

    private void EvictFor(long bytes, bool evenPinned)
    {
        var missing = (int)Math.Clamp((bytes - Available + PageFrames.FrameBytes - 1) / PageFrames.FrameBytes, 0, int.MaxValue);
        while (missing > parts.Frames.FreeCount && parts.Evictor.TryDropDemoting())
        {
        }

        var coming = parts.Frames.FreeCount + parts.Evictor.RetiredCount;
        if (missing > coming)
        {
            parts.Evictor.Evict(missing - coming, evenPinned, demotes: false);
        }

        parts.Evictor.Reclaim();
    }
}
