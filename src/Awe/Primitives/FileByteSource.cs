using Microsoft.Win32.SafeHandles;

namespace Awe.Primitives;

/// <summary>A file read at random offsets, several threads at once, never mapped: a page fault would be an unbounded wait.</summary>
/// <remarks>
/// What is read is kept by the reader, inside a budget; the system's page cache would hold it a second time, outside of it. So on Linux
/// each read gives back the cache pages that it brought, and leaves alone those that were there before: another program's, or those of
/// a file just written. Where the system does not tell which were there before, all that was read is given back. Other systems keep
/// what they like.
/// </remarks>
public sealed class FileByteSource : IByteSource
{
    private readonly SafeFileHandle _handle;

    /// <summary>Opens <paramref name="path"/> for shared reading.</summary>
    /// <exception cref="IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public FileByteSource(string path)
    {
        Name = path;

        // Random access keeps the system from reading ahead: nobody would give those pages back.
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
        Length = RandomAccess.GetLength(_handle);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (!SystemFile.CanDropCached)
        {
            return RandomAccess.Read(_handle, destination, offset);
        }

        var isCached = IsCached(offset, ref destination);
        var read = RandomAccess.Read(_handle, destination, offset);
        if (!isCached && read > 0)
        {
            SystemFile.DropCached(_handle, offset, read);
        }

        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    // Shortens the read until the page cache holds either all of it or nothing; one page is always so.
    private bool IsCached(long offset, ref Span<byte> destination)
    {
        while (Math.Min(destination.Length, Length - offset) is > 0 and var bytes)
        {
            var pages = SystemFile.PagesOf(offset, bytes);
            var cached = SystemFile.CountCached(_handle, offset, bytes);
            if (cached <= 0 || cached >= pages)
            {
                return cached > 0;
            }

            var half = ((offset / Environment.SystemPageSize) + (pages / 2)) * Environment.SystemPageSize;
            destination = destination[..(int)(half - offset)];
        }

        return false;
    }
}
