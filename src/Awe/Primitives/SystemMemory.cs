using System.Runtime.InteropServices;

namespace Awe.Primitives;

/// <summary>The system calls for address space and memory: mmap and madvise on Unix, VirtualAlloc on Windows.</summary>
internal static unsafe partial class SystemMemory
{
    public static byte* Reserve(long bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            var address = Windows.VirtualAlloc(null, (nuint)bytes, Windows.MemReserve, Windows.PageReadWrite);
            return address != null ? (byte*)address : throw Throw.OutOfMemory_Reserve(bytes);
        }

        // Untouched pages of an anonymous private mapping cost nothing, so "reserved" and "committed" are one state here.
        var flags = Unix.MapPrivate | (OperatingSystem.IsMacOS() ? Unix.MapAnonymousMac : Unix.MapAnonymousLinux | Unix.MapNoReserveLinux);
        var mapped = Unix.Mmap(null, (nuint)bytes, Unix.ProtReadWrite, flags, -1, 0);
        return (nint)mapped != -1 ? (byte*)mapped : throw Throw.OutOfMemory_Reserve(bytes);
    }

    public static void Commit(byte* address, long bytes)
    {
        if (OperatingSystem.IsWindows() && Windows.VirtualAlloc(address, (nuint)bytes, Windows.MemCommit, Windows.PageReadWrite) == null)
        {
            throw Throw.OutOfMemory_Reserve(bytes);
        }
    }

    public static void Decommit(byte* address, long bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Windows.VirtualFree(address, (nuint)bytes, Windows.MemDecommit);
        }
        else if (OperatingSystem.IsMacOS())
        {
            // MADV_DONTNEED keeps the pages on macOS; mapping fresh ones over them does not.
            _ = Unix.Mmap(address, (nuint)bytes, Unix.ProtReadWrite, Unix.MapPrivate | Unix.MapFixed | Unix.MapAnonymousMac, -1, 0);
        }
        else
        {
            _ = Unix.Madvise(address, (nuint)bytes, Unix.MadvDontNeed);
        }
    }

    public static void Release(byte* address, long bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Windows.VirtualFree(address, 0, Windows.MemRelease);
        }
        else
        {
            _ = Unix.Munmap(address, (nuint)bytes);
        }
    }

    private static partial class Unix
    {
        public const int ProtReadWrite = 3;
        public const int MapPrivate = 2;
        public const int MapFixed = 0x10;
        public const int MapAnonymousLinux = 0x20;
        public const int MapNoReserveLinux = 0x4000;
        public const int MapAnonymousMac = 0x1000;
        public const int MadvDontNeed = 4;

        [LibraryImport("libc", EntryPoint = "mmap")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial void* Mmap(void* address, nuint length, int protection, int flags, int file, long offset);

        [LibraryImport("libc", EntryPoint = "munmap")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int Munmap(void* address, nuint length);

        [LibraryImport("libc", EntryPoint = "madvise")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int Madvise(void* address, nuint length, int advice);
    }

    private static partial class Windows
    {
        public const uint MemCommit = 0x1000;
        public const uint MemReserve = 0x2000;
        public const uint MemDecommit = 0x4000;
        public const uint MemRelease = 0x8000;
        public const uint PageReadWrite = 4;

        [LibraryImport("kernel32")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static partial void* VirtualAlloc(void* address, nuint size, uint type, uint protection);

        [LibraryImport("kernel32")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static partial int VirtualFree(void* address, nuint size, uint type);
    }
}
