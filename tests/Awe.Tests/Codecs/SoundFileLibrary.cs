using System.Runtime.InteropServices;

namespace Awe.Tests.Codecs;

/// <summary>libsndfile, the decoder that nobody here wrote. Floats, because its 16-bit points are scaled by 32767.</summary>
internal static partial class SoundFileLibrary
{
    private const string Name = "libsndfile.so.1";
    private const int ReadMode = 0x10;

    public static bool IsThere { get; } = NativeLibrary.TryLoad(Name, out _);

    /// <summary>All points of a mono file in memory, 1 being full scale. The test is skipped where the library is not installed.</summary>
    public static float[] Decode(ReadOnlySpan<byte> file)
    {
        TestFiles.Require(IsThere, Name);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            return Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static float[] Read(string path)
    {
        var handle = Open(path, ReadMode, out var info);
        Assert.True(handle != 0, $"{Name} does not open {path}");
        Assert.Equal(1, info.Channels);

        // What the header says of the length is not what comes, where the stream's own count is odd: read until nothing comes.
        var points = new List<float>();
        var block = new float[8192];
        for (var read = 1L; read > 0;)
        {
            read = ReadFloats(handle, block, block.Length);
            points.AddRange(block.AsSpan(0, (int)read));
        }

        _ = Close(handle);
        return [.. points];
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Info
    {
        public long Frames;
        public int Rate;
        public int Channels;
        public int Format;
        public int Sections;
        public int Seekable;
    }

    [LibraryImport(Name, EntryPoint = "sf_open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int mode, out Info info);

    [LibraryImport(Name, EntryPoint = "sf_readf_float")]
    private static partial long ReadFloats(nint handle, [Out] float[] points, long frames);

    [LibraryImport(Name, EntryPoint = "sf_close")]
    private static partial int Close(nint handle);
}
