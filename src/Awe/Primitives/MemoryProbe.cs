namespace Awe.Primitives;

/// <summary>Chooses the probe of the system that this process runs on.</summary>
internal static class MemoryProbe
{
    public static IMemoryProbe ForThisSystem() =>
        OperatingSystem.IsLinux() ? new LinuxMemoryProbe()
        : OperatingSystem.IsWindows() ? new WindowsMemoryProbe()
        : OperatingSystem.IsMacOS() ? new MacMemoryProbe()
        : new CollectorMemoryProbe();
}
