using Awe.Primitives;

namespace Awe.Storage;

/// <summary>What the parts of one store have in common. Made by <see cref="SampleStore"/>, which says when it is gone.</summary>
internal sealed class StoreParts : IDisposable
{
    /// <summary>Tables reach as far as the budget may ever grow, in address space.</summary>
    public StoreParts(SampleStoreOptions options)
    {
        var mostBudgetBytes = options.MostBudgetBytes;
        Ledger = new BudgetLedger(options.BudgetBytes, options.HotPart, options.PoolPart);
        Epochs = new Epochs();
        Frames = new PageFrames(Ledger, (int)Math.Min(mostBudgetBytes / PageFrames.FrameBytes, int.MaxValue / 2));
        Warm = new WarmTier(Ledger, Banks, (int)Math.Min(mostBudgetBytes / WarmTier.SegmentBytes, int.MaxValue / 2 / WarmCells.SegmentCells));
        Order = new EvictionOrder(Frames.Capacity, Frames.AllowedCount / 2);
        Evictor = new Evictor(this);
    }

    /// <summary>Orders streamers, keeper and owners; no audio thread takes it, and nobody waits for a reader or for the cold tier while holding it.</summary>
    public Lock Gate { get; } = new();

    public BudgetLedger Ledger { get; }

    public Epochs Epochs { get; }

    public PageFrames Frames { get; }

    public WarmTier Warm { get; }

    public EvictionOrder Order { get; }

    public Evictor Evictor { get; }

    public StoreCounters Counters { get; } = new();

    /// <summary>Banks by their number; null for one that has been taken away. Under the gate.</summary>
    public List<StoredBank?> Banks { get; } = [];

    /// <summary>A bank for which pages may be loaded; null for one that is on its way out. Under the gate.</summary>
    public StoredBank? BankAt(int number) => Banks[number] is { IsLeaving: false } bank ? bank : null;

    /// <summary>Under the gate.</summary>
    public List<PageReader> Readers { get; } = [];

    /// <summary>What songs are going to use. Under the gate.</summary>
    public List<Forecast> Forecasts { get; } = [];

    /// <summary>Memory that the parts have taken for themselves, for the pool's account.</summary>
    public long OwnBytes => Epochs.Bytes + PageFrames.OwnBytes + WarmTier.OwnBytes + Order.RememberedBytes;

    public void Dispose()
    {
        Banks.ForEach(bank => bank?.Dispose());
        Banks.Clear();
        Evictor.Dispose();
        Order.Dispose();
        Warm.Dispose();
        Frames.Dispose();
        Epochs.Dispose();
    }
}
