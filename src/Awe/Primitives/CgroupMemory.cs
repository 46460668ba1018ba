namespace Awe.Primitives;

/// <summary>
/// The memory of one control group: its limit, what its processes hold, and what of that is only cache of files, which the kernel takes
/// back before it refuses memory. For one thread at a time.
/// </summary>
/// <remarks>
/// All of the cache counts, as in the machine's own MemAvailable, and not only its inactive part: a container that reads its files twice
/// has nearly all of it in the active part, and would look full forever. Swap is not asked for: sound cannot wait for it.
/// </remarks>
internal sealed class CgroupMemory : IDisposable
{
    private const int NumberBytes = 32;

    // Version 1 keeps the sums over the whole tree at the end of a text of one and a half kilobytes; of version 2 the text is as long.
    private const int StatisticsBytes = 8 * 1024;
    private readonly bool _isUnified;
    private readonly HeldFile _limit;
    private readonly HeldFile _throttle;
    private readonly HeldFile _usage;
    private readonly HeldFile _statistics;

    private CgroupMemory(CgroupFolder folder)
    {
        HeldFile Hold(string name, int bytes) => new(Path.Combine(folder.Path, name), bytes);

        _isUnified = folder.IsUnified;
        _limit = Hold(_isUnified ? "memory.max" : "memory.limit_in_bytes", NumberBytes);

        // Above memory.high nothing is refused, but whoever allocates is made to sleep: for us that is the end as well.
        // Version 1 has no such file.
        _throttle = Hold("memory.high", NumberBytes);
        _usage = Hold(_isUnified ? "memory.current" : "memory.usage_in_bytes", NumberBytes);
        _statistics = Hold("memory.stat", StatisticsBytes);
    }

    /// <summary>Null where the folder has no limit to read: the root of the tree, or a hierarchy without the memory controller.</summary>
    public static CgroupMemory? TryOpen(CgroupFolder folder)
    {
        var memory = new CgroupMemory(folder);
        if (memory._limit.IsOpen)
        {
            return memory;
        }

        memory.Dispose();
        return null;
    }

    /// <summary>What is left of <paramref name="outer"/> inside this group. Limits may change at any time, so are read too.</summary>
    public MemoryReading Narrow(MemoryReading outer)
    {
        var limit = Math.Min(Limit(_limit), Limit(_throttle));
        if (limit == long.MaxValue)
        {
            return outer;
        }

        var available = limit - (KernelText.Number(_usage.Read()) ?? 0);
        if (available < outer.AvailableBytes)
        {
            // Only here: this text takes the kernel the longest to write, and far from the limit it changes nothing.
            available += CacheBytes();
        }

        var most = Math.Min(limit, outer.AvailableBytes);
        return new MemoryReading(Math.Clamp(available, 0, most), Math.Min(limit, outer.TotalBytes));
    }

    public void Dispose()
    {
        _limit.Dispose();
        _throttle.Dispose();
        _usage.Dispose();
        _statistics.Dispose();
    }

    // No limit is "max" in version 2 and 2^63 less a page in version 1.
    private static long Limit(HeldFile file) => KernelText.Number(file.Read()) is { } limit and < 1L << 62 ? limit : long.MaxValue;

    private long CacheBytes()
    {
        var text = _statistics.Read();
        var active = KernelText.NumberAfter(text, _isUnified ? "active_file "u8 : "total_active_file "u8);
        var inactive = KernelText.NumberAfter(text, _isUnified ? "inactive_file "u8 : "total_inactive_file "u8);
        return Plausible(active) + Plausible(inactive);
    }

    // A number out of any machine's reach must not overflow the sum.
    private static long Plausible(long? bytes) => bytes is < 1L << 60 ? bytes.Value : 0;
}
