namespace Awe.Storage;

/// <summary>How much memory a <see cref="SampleStore"/> may hold, and how it reads.</summary>
public sealed record SampleStoreOptions
{
    /// <summary>The smallest budget that a store accepts, in bytes.</summary>
    public const long MinimumBudgetBytes = 1 << 20;

    /// <summary>
    /// Bytes the store may hold at any instant, pages, page tables and the pool of voices and buffers together.
    /// Default: the smaller of 2 GiB and a quarter of the memory this process may use (container limits included).
    /// </summary>
    public long BudgetBytes { get; init; } = DefaultBudgetBytes();

    /// <summary>Threads that read from the cold tier, 1-8.</summary>
    public int Streamers { get; init; } = 2;

    /// <summary>
    /// The most that one read of the cold tier fetches, in bytes: 64 KiB reads are the best bargain between seeks and the
    /// 99th percentile of latency on the disks that were measured.
    /// </summary>
    public int ReadBytes { get; init; } = 64 * 1024;

    private static long DefaultBudgetBytes() => Math.Min(2L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);
}
