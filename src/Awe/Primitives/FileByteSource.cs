using Microsoft.Win32.SafeHandles;

namespace Awe.Primitives;

/// <summary>A file read at random offsets, several threads at once, never mapped: a page fault would be an unbounded wait.</summary>
public sealed class FileByteSource : IByteSource
{
    private readonly SafeFileHandle _handle;

    /// <summary>Opens <paramref name="path"/> for shared reading.</summary>
    /// <exception cref="IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public FileByteSource(string path)
    {
        Name = path;
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
        Length = RandomAccess.GetLength(_handle);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default) => RandomAccess.Read(_handle, destination, offset);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
