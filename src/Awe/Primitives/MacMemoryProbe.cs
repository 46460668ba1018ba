using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Awe.Primitives;

/// <summary>
/// macOS: all memory less what is wired, compressed or belongs to programs and cannot be thrown away; the rest is free or cache of files.
/// Written after the system's headers (mach/vm_statistics.h, mach/mach_host.h) and documentation; not yet run on it.
/// </summary>
[SupportedOSPlatform("macos")]
internal sealed partial class MacMemoryProbe : IMemoryProbe
{
    private const int VmInfo64 = 4;

    // Each call of mach_host_self takes a reference to the port, so it is called once.
    private static readonly uint s_host = MachHostSelf();
    private readonly CollectorMemoryProbe _fallback = new();
    private readonly long _totalBytes = TotalBytes();
    private readonly long _pageBytes = PageBytes();

    public MemoryReading Read()
    {
        // In 32-bit words. A newer system that knows more fields fills those that the caller has room for.
        var words = (uint)(Unsafe.SizeOf<VmStatistics>() / sizeof(uint));
        if (_totalBytes <= 0 || HostStatistics64(s_host, VmInfo64, out var pages, ref words) != 0)
        {
            return _fallback.Read();
        }

        var used = (long)pages.Wired + pages.Compressor + pages.Internal - pages.Purgeable;
        return new MemoryReading(Math.Clamp(_totalBytes - (used * _pageBytes), 0, _totalBytes), _totalBytes);
    }

    public void Dispose()
    {
    }

    private static long TotalBytes()
    {
        nuint length = sizeof(long);
        return SysctlByName("hw.memsize", out var bytes, ref length, 0, 0) == 0 ? bytes : 0;
    }

    // The kernel's page, which is what the statistics count; a translated process sees smaller ones.
    private static long PageBytes() => HostPageSize(s_host, out var bytes) == 0 ? (long)bytes : Environment.SystemPageSize;

    [LibraryImport("libSystem", EntryPoint = "mach_host_self")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint MachHostSelf();

    [LibraryImport("libSystem", EntryPoint = "host_page_size")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int HostPageSize(uint host, out nuint bytes);

    [LibraryImport("libSystem", EntryPoint = "host_statistics64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int HostStatistics64(uint host, int kind, out VmStatistics statistics, ref uint words);

    [LibraryImport("libSystem", EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SysctlByName(string name, out long value, ref nuint length, nint newValue, nuint newLength);

    /// <summary>struct vm_statistics64, in pages, up to total_uncompressed_pages_in_compressor.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct VmStatistics
    {
        public uint Free;
        public uint Active;
        public uint Inactive;
        public uint Wired;
        public EventCounts Events;
        public uint Purgeable;
        public uint Speculative;
        public CompressorCounts CompressorEvents;
        public uint Compressor;
        public uint Throttled;
        public uint External;
        public uint Internal;
        public ulong UncompressedInCompressor;
    }

    /// <summary>Zero fills, reactivations, pageins, pageouts, faults, copies on write, lookups, hits, purges.</summary>
    [InlineArray(9)]
    internal struct EventCounts
    {
        public ulong First;
    }

    /// <summary>Decompressions, compressions, swapins, swapouts.</summary>
    [InlineArray(4)]
    internal struct CompressorCounts
    {
        public ulong First;
    }
}
