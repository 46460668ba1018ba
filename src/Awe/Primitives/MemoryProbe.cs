namespace Awe.Primitives;

/// <summary>Chooses the probe of the system that this process runs on.</summary>
internal static class MemoryProbe
{
    private static readonly Lazy<long> s_totalBytes = new(ReadTotalBytes);

    /// <summary>
    /// What this process could have at most, as it was when first asked for: what a default budget is a share of. The collector's
    /// TotalAvailableMemoryBytes sees limits of containers as well, but it is what the collector allows its own heap, three quarters of the
    /// limit by default and less where a heap limit is set; the memory of samples is not on that heap. Any thread.
    /// </summary>
    public static long TotalBytes => s_totalBytes.Value;

    public static IMemoryProbe ForThisSystem() =>
        OperatingSystem.IsLinux() ? new LinuxMemoryProbe()
        : OperatingSystem.IsWindows() ? new WindowsMemoryProbe()
        : OperatingSystem.IsMacOS() ? new MacMemoryProbe()
        : new CollectorMemoryProbe();

    private static long ReadTotalBytes()
    {
        using var probe = ForThisSystem();
        return probe.Read().TotalBytes;
    }
}
