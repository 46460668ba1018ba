using Awe.Primitives;

namespace Awe.Benchmarks.Storage;

/// <summary>What the page cache holds of a file, and how to make it all or nothing. On other systems than Linux nothing is done or known.</summary>
internal static class CachedFile
{
    /// <summary>The file is in no memory any more, unless somebody has just written it.</summary>
    public static void Drop(string path)
    {
        using var file = File.OpenHandle(path);
        SystemFile.DropCached(file, 0, RandomAccess.GetLength(file));
    }

    /// <summary>All of the file is in the page cache, as far as memory reaches.</summary>
    public static void Warm(string path)
    {
        using var file = File.OpenRead(path);
        file.CopyTo(Stream.Null, 1 << 20);
    }

    /// <summary>Bytes of the file in the page cache; negative where nobody knows.</summary>
    public static long Bytes(string path)
    {
        using var file = File.OpenHandle(path);
        return SystemFile.CountCached(file, 0, RandomAccess.GetLength(file)) * Environment.SystemPageSize;
    }
}
