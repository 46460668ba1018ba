using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Awe.Primitives;

/// <summary>The system calls about what of a file the page cache holds, on 64-bit Linux; elsewhere nothing is known and nothing is done.</summary>
internal static unsafe partial class SystemFile
{
    private const nint CacheStat = 451; // the same number on every 64-bit processor; no C library of today has a name for it
    private const int DontNeed = 4; // POSIX_FADV_DONTNEED

    /// <summary>Whether page cache can be given back here.</summary>
    public static bool CanDropCached => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>
    /// How many system pages of a range of a file are in the page cache, or -1 where the system does not say: Linux before 6.5, and
    /// later ones about a file that this user could not write.
    /// </summary>
    /// <remarks>
    /// preadv2 with RWF_NOWAIT, the older way to ask, starts to read what it does not find: with reads of 8 KiB that left nearly the whole
    /// file in the cache, since each such page was then taken for one that had been there before.
    /// </remarks>
    public static long CountCached(SafeFileHandle file, long offset, long bytes)
    {
        var range = new CacheRange { Offset = (ulong)offset, Bytes = (ulong)bytes };
        var state = default(CacheState);
        return SystemCall(CacheStat, file, &range, &state, 0) == 0 ? (long)state.Cached : -1;
    }

    /// <summary>
    /// Gives back every page that holds one of these bytes, the first and the last too: the call by itself keeps those that are covered
    /// in part. A failure does no harm, the system then drops the pages when it wants the memory.
    /// </summary>
    public static void DropCached(SafeFileHandle file, long offset, long bytes)
    {
        var page = (long)Environment.SystemPageSize;
        var first = offset / page * page;
        _ = Advise(file, first, PagesOf(offset, bytes) * page, DontNeed);
    }

    /// <summary>System pages that hold one of these bytes.</summary>
    public static long PagesOf(long offset, long bytes)
    {
        var page = (long)Environment.SystemPageSize;
        return bytes <= 0 ? 0 : ((offset + bytes - 1) / page) - (offset / page) + 1;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemCall(nint number, SafeFileHandle file, CacheRange* range, CacheState* state, nint flags);

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(SafeFileHandle file, long offset, long length, int advice);

    /// <summary>struct cachestat_range.</summary>
    private struct CacheRange
    {
        public ulong Offset;
        public ulong Bytes;
    }

    /// <summary>struct cachestat, in pages.</summary>
    private struct CacheState
    {
        public ulong Cached;
        public ulong Dirty;
        public ulong Writeback;
        public ulong Evicted;
        public ulong RecentlyEvicted;
    }
}
