using System.Diagnostics;

namespace Awe.Player.Commands;

/// <summary>What the operating system says of this process.</summary>
internal static class ProcessMemory
{
    /// <summary>The most memory the process had resident.</summary>
    public static long PeakBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>Time since the process was started.</summary>
    public static TimeSpan Age()
    {
        using var process = Process.GetCurrentProcess();
        return DateTime.Now - process.StartTime;
    }
}
