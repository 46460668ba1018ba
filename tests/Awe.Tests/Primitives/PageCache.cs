using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Awe.Tests.Primitives;

/// <summary>What Linux holds of a file in memory, seen from outside: a mapping that nobody touches, and mincore.</summary>
internal static unsafe partial class PageCache
{
    private const int ProtRead = 1;
    private const int MapShared = 1;
    private const int DontNeed = 4;

    /// <summary>Bytes of the file that are in memory, in whole system pages.</summary>
    public static long ResidentBytes(string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        var pages = new byte[(length + Environment.SystemPageSize - 1) / Environment.SystemPageSize];
        var mapped = Map(null, (nuint)length, ProtRead, MapShared, file, 0);
        Assert.NotEqual(-1, (nint)mapped);
        fixed (byte* states = pages)
        {
            Assert.Equal(0, InCore(mapped, (nuint)length, states));
        }

        Assert.Equal(0, Unmap(mapped, (nuint)length));
        return pages.Count(state => (state & 1) != 0) * (long)Environment.SystemPageSize;
    }

    /// <summary>Writes the file to its disk and takes it out of memory; a file system that lives in memory keeps it.</summary>
    public static void Evict(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
        Assert.Equal(0, Advise(file, 0, 0, DontNeed));
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void* Map(void* address, nuint length, int protection, int flags, SafeFileHandle file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(void* address, nuint length);

    [LibraryImport("libc", EntryPoint = "mincore")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int InCore(void* address, nuint length, byte* states);

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(SafeFileHandle file, long offset, long length, int advice);
}
