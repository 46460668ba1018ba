using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Awe.Primitives;

/// <summary>
/// Windows: free physical memory and what is left of the commit limit, narrowed by the limits of the job that this process is in. Written
/// after the system's documentation (GlobalMemoryStatusEx, QueryInformationJobObject, GetProcessMemoryInfo); not yet run on it.
/// </summary>
/// <remarks>A limit of the whole job is held against what this process holds alone, since a job tells no more of the others.</remarks>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsMemoryProbe : IMemoryProbe
{
    private const int ExtendedLimitInformation = 9;
    private const uint LimitProcessMemory = 0x100;
    private const uint LimitJobMemory = 0x200;
    private const nint CurrentProcess = -1;
    private readonly CollectorMemoryProbe _fallback = new();

    public MemoryReading Read()
    {
        var status = new MemoryStatus { Length = (uint)Unsafe.SizeOf<MemoryStatus>() };
        if (GlobalMemoryStatusEx(ref status) == 0)
        {
            return _fallback.Read();
        }

        var available = (long)Math.Min(status.AvailablePhysical, status.AvailableCommit);
        var total = (long)status.TotalPhysical;
        var limit = JobLimitBytes();
        return limit >= total
            ? new MemoryReading(available, total)
            : new MemoryReading(Math.Clamp(limit - CommittedBytes(), 0, available), limit);
    }

    public void Dispose()
    {
    }

    private static long JobLimitBytes()
    {
        // A job of 0 is the one that the caller is in; outside of any the call fails.
        if (QueryInformationJobObject(0, ExtendedLimitInformation, out var job, (uint)Unsafe.SizeOf<JobLimits>(), 0) == 0)
        {
            return long.MaxValue;
        }

        var process = (job.Flags & LimitProcessMemory) != 0 ? job.ProcessMemoryLimit : nuint.MaxValue;
        var whole = (job.Flags & LimitJobMemory) != 0 ? job.JobMemoryLimit : nuint.MaxValue;
        return (long)Math.Min((ulong)Math.Min(process, whole), long.MaxValue);
    }

    private static long CommittedBytes()
    {
        var counters = new ProcessMemory { Length = (uint)Unsafe.SizeOf<ProcessMemory>() };
        return GetProcessMemoryInfo(CurrentProcess, ref counters, counters.Length) != 0 ? (long)counters.PagefileUsage : 0;
    }

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GlobalMemoryStatusEx(ref MemoryStatus status);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int QueryInformationJobObject(nint job, int kind, out JobLimits limits, uint length, nint returnedLength);

    [LibraryImport("kernel32", EntryPoint = "K32GetProcessMemoryInfo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetProcessMemoryInfo(nint process, ref ProcessMemory counters, uint length);

    /// <summary>MEMORYSTATUSEX.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct MemoryStatus
    {
        public uint Length;
        public uint LoadPercent;
        public ulong TotalPhysical;
        public ulong AvailablePhysical;
        public ulong TotalCommit;
        public ulong AvailableCommit;
        public ulong TotalVirtual;
        public ulong AvailableVirtual;
        public ulong AvailableExtendedVirtual;
    }

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct JobLimits
    {
        public long ProcessUserTimeLimit;
        public long JobUserTimeLimit;
        public uint Flags;
        public nuint MinimumWorkingSet;
        public nuint MaximumWorkingSet;
        public uint ActiveProcesses;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
        public IoCounters Io;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemory;
        public nuint PeakJobMemory;
    }

    /// <summary>IO_COUNTERS.</summary>
    [InlineArray(6)]
    internal struct IoCounters
    {
        public ulong First;
    }

    /// <summary>PROCESS_MEMORY_COUNTERS.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ProcessMemory
    {
        public uint Length;
        public uint PageFaults;
        public nuint PeakWorkingSet;
        public nuint WorkingSet;
        public nuint QuotaPeakPagedPool;
        public nuint QuotaPagedPool;
        public nuint QuotaPeakNonPagedPool;
        public nuint QuotaNonPagedPool;
        public nuint PagefileUsage;
        public nuint PeakPagefileUsage;
    }
}
