using Awe.Primitives;

namespace Awe.Midi;

/// <summary>Gets a song's bytes out of a file, an RMID wrapper or an archive: read whole, but never more than a song can have.</summary>
internal static class SongFile
{
    /// <summary>256 MiB: a hundred times the largest song known; past it the file is not a song, or not a file.</summary>
    public const int MaxBytes = 256 << 20;

    /// <exception cref="InvalidDataException">The song is larger than <see cref="MaxBytes"/>, or what wraps it is damaged.</exception>
    public static SongBytes Open(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return Open(file, path);
    }

    /// <inheritdoc cref="Open(string)"/>
    public static SongBytes Open(FileStream file, string path)
    {
        if (!file.CanSeek)
        {
            return Of(ReadAll(block => file.Read(block), 0, path), path) with { IsGone = true };
        }

        if (!IsRmid(file))
        {
            return Of(ReadAll(block => file.Read(block), file.Length, path), path);
        }

        // An RMID file may hold a bank of gigabytes beside its song.
        using var source = new FileByteSource(path);
        return OfRmid(source);
    }

    /// <inheritdoc cref="Open(string)"/>
    public static SongBytes Of(ReadOnlyMemory<byte> bytes, string name)
    {
        ThrowIfTooLarge(bytes.Length, name);
        return SongArchive.IsArchive(bytes.Span)
            ? Unwrap(SongArchive.Unpack(bytes, name), name) with { IsGone = true }
            : Unwrap(bytes, name);
    }

    /// <summary>All that comes, up to the size that no song has.</summary>
    /// <param name="read">Fills a part of a buffer; 0 at the end.</param>
    /// <param name="expectedBytes">How many will come, as far as that is known.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="mostBytes">How many may come.</param>
    /// <exception cref="InvalidDataException">More than that came.</exception>
    public static ReadOnlyMemory<byte> ReadAll(Func<byte[], int> read, long expectedBytes, string name, long mostBytes = MaxBytes)
    {
        ThrowIfTooLarge(expectedBytes, name, mostBytes);

        // Not by that number alone: a pipe has none, and a file may grow meanwhile.
        using var bytes = new MemoryStream((int)expectedBytes);
        var block = new byte[64 << 10];
        for (var count = read(block); count > 0; count = read(block))
        {
            bytes.Write(block, 0, count);
            ThrowIfTooLarge(bytes.Length, name, mostBytes);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static SongBytes Unwrap(ReadOnlyMemory<byte> bytes, string name)
    {
        if (!RmidFrame.IsRmid(bytes.Span))
        {
            return new(bytes);
        }

        using var source = new MemoryByteSource(bytes, name);
        return OfRmid(source);
    }

    private static bool IsRmid(FileStream file)
    {
        Span<byte> head = stackalloc byte[12];
        var isRmid = RmidFrame.IsRmid(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
        file.Position = 0;
        return isRmid;
    }

    private static SongBytes OfRmid(IByteSource source)
    {
        var frame = RmidFrame.Read(source);
        var (start, end) = frame.Song!.Value;
        ThrowIfTooLarge(end - start, source.Name);
        var bytes = new byte[end - start];
        return new(bytes.AsMemory(0, source.ReadFully(start, bytes)), start, frame);
    }

    private static void ThrowIfTooLarge(long lengthBytes, string name, long mostBytes = MaxBytes)
    {
        if (lengthBytes > mostBytes)
        {
            throw new InvalidDataException($"{name}: {lengthBytes} bytes or more, expected a song of at most {mostBytes} bytes");
        }
    }
}
