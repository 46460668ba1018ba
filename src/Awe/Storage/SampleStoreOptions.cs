using Awe.Primitives;

namespace Awe.Storage;

/// <summary>How much memory a <see cref="SampleStore"/> may hold and leaves to others, and how it reads.</summary>
public sealed record SampleStoreOptions
{
    /// <summary>The smallest budget that a store accepts, in bytes.</summary>
    public const long MinimumBudgetBytes = 1 << 20;

    /// <summary>
    /// Bytes the store may hold at any instant: the pool of tables, voices and buffers, hot pages and warm pages together.
    /// Default: the smaller of 2 GiB and a quarter of the memory this process may use (container limits included).
    /// </summary>
    public long BudgetBytes { get; init; } = DefaultBudgetBytes();

    /// <summary>
    /// The most that <see cref="SampleStore.SetBudget"/> may ever allow, in bytes: address space is set aside for it. Default: the larger
    /// of the budget and of the default budget.
    /// </summary>
    public long? MaximumBudgetBytes { get; init; }

    /// <summary>
    /// The pool's share of the budget, in proportion to <see cref="HotShare"/> and <see cref="WarmShare"/>: pages leave so much to it even where
    /// it does not hold it. It may take more, before sound starts, and pages then give way.
    /// </summary>
    public double PoolShare { get; init; } = 10;

    /// <summary>Hot pages' share at the start; the line between hot and warm moves by measured benefit.</summary>
    public double HotShare { get; init; } = 25;

    /// <summary>Warm pages' share at the start; 0 for no warm tier at all.</summary>
    public double WarmShare { get; init; } = 25;

    /// <summary>The memory of the machine or the container that is left to others, in the same proportion; 0 for no regard to others.</summary>
    public double ReserveShare { get; init; } = 40;

    /// <summary>When memory pressure is felt.</summary>
    public PressureThresholds PressureThresholds { get; init; } = new();

    /// <summary>How often pressure is looked for.</summary>
    public TimeSpan PressurePoll { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How far ahead of its place a song's pages are loaded, up to a minute; zero for no look-ahead.</summary>
    public TimeSpan LookAhead { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Threads that read from the cold tier, 1-8. One of several is kept for what voices lack at the moment.</summary>
    public int Streamers { get; init; } = 6;

    /// <summary>
    /// The most that one read of the cold tier fetches, in bytes. Default: what the bank's source says is best
    /// (<see cref="IByteSource.BestReadBytes"/>), 64 KiB for a file.
    /// </summary>
    public int? ReadBytes { get; init; }

    /// <summary>Where readings of memory come from; null for this system.</summary>
    internal IMemoryProbe? Probe { get; init; }

    /// <summary>What tells the time of changes of pressure.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Hot pages' part of what the pool leaves, 0..1.</summary>
    internal double HotPart => HotShare / (HotShare + WarmShare);

    /// <summary>The pool's part of the budget, 0..1.</summary>
    internal double PoolPart => PoolShare / (PoolShare + HotShare + WarmShare);

    /// <summary>The reserve as a multiple of the budget.</summary>
    internal double ReservePart => ReserveShare / (PoolShare + HotShare + WarmShare);

    internal static long DefaultBudgetBytes() => Math.Min(2L << 30, MemoryProbe.TotalBytes / 4);

    internal long MostBudgetBytes => MaximumBudgetBytes ?? Math.Max(BudgetBytes, DefaultBudgetBytes());

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The thresholds of pressure are out of order.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BudgetBytes, MinimumBudgetBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostBudgetBytes, BudgetBytes, nameof(MaximumBudgetBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(Streamers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Streamers, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReadBytes ?? Page.Bytes, Page.Bytes, nameof(ReadBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(PressurePoll, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(LookAhead, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LookAhead, TimeSpan.FromMinutes(1));
        ThrowUnlessShare(PoolShare, 0, nameof(PoolShare));
        ThrowUnlessShare(HotShare, double.Epsilon, nameof(HotShare));
        ThrowUnlessShare(WarmShare, 0, nameof(WarmShare));
        ThrowUnlessShare(ReserveShare, 0, nameof(ReserveShare));
        PressureThresholds.Validate();
    }

    private static void ThrowUnlessShare(double share, double least, string name)
    {
        if (!(share >= least && double.IsFinite(share)))
        {
            throw new ArgumentOutOfRangeException(name, share, $"{name} is a share, at least {least}.");
        }
    }
}
