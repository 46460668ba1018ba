using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Awe.Benchmarks.Codecs;

/// <summary>libsndfile, reading a stream from memory.</summary>
internal static partial class VorbisTable
{
    private const string Library = "libsndfile.so.1";
    private const int ReadMode = 0x10;

    private static readonly short[] s_block = new short[8192];
    private static byte[] s_file = [];
    private static long s_position;

    private static unsafe void DecodeWithLibrary(byte[] stream)
    {
        (s_file, s_position) = (stream, 0);
        var calls = new VirtualFile { Length = &Length, Seek = &Seek, Read = &Read, Write = null, Tell = &Tell };
        var info = default(Info);
        var handle = Open(&calls, ReadMode, &info, 0);
        while (ReadPoints(handle, s_block, s_block.Length) > 0)
        {
        }

        _ = Close(handle);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Length(nint state) => s_file.Length;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Seek(long offset, int whence, nint state) =>
        s_position = offset + whence switch { 0 => 0, 1 => s_position, _ => s_file.Length };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe long Read(byte* target, long count, nint state)
    {
        var read = (int)Math.Clamp(s_file.Length - s_position, 0, count);
        s_file.AsSpan((int)s_position, read).CopyTo(new Span<byte>(target, read));
        s_position += read;
        return read;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Tell(nint state) => s_position;

    private unsafe struct VirtualFile
    {
        public delegate* unmanaged[Cdecl]<nint, long> Length;
        public delegate* unmanaged[Cdecl]<long, int, nint, long> Seek;
        public delegate* unmanaged[Cdecl]<byte*, long, nint, long> Read;
        public void* Write;
        public delegate* unmanaged[Cdecl]<nint, long> Tell;
    }

    private struct Info
    {
        public long Frames;
        public int Rate;
        public int Channels;
        public int Format;
        public int Sections;
        public int Seekable;
    }

    [LibraryImport(Library, EntryPoint = "sf_open_virtual")]
    private static unsafe partial nint Open(VirtualFile* calls, int mode, Info* info, nint state);

    [LibraryImport(Library, EntryPoint = "sf_readf_short")]
    private static partial long ReadPoints(nint handle, [Out] short[] points, long frames);

    [LibraryImport(Library, EntryPoint = "sf_close")]
    private static partial int Close(nint handle);
}
