namespace Awe.Midi;

/// <summary>The bytes of a song file, read whole but never more than a song can have.</summary>
internal static class SongFile
{
    /// <summary>256 MiB: a hundred times the largest song known; past it the file is not a song, or not a file.</summary>
    public const int MaxBytes = 256 << 20;

    /// <exception cref="InvalidDataException">The file is larger than <see cref="MaxBytes"/>.</exception>
    public static ReadOnlyMemory<byte> ReadAll(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var lengthBytes = file.CanSeek ? file.Length : 0;
        ThrowIfTooLarge(lengthBytes, path);

        // Not by the length alone: a pipe has none, and a file may grow meanwhile.
        using var bytes = new MemoryStream((int)lengthBytes);
        var block = new byte[64 << 10];
        for (var count = file.Read(block); count > 0; count = file.Read(block))
        {
            bytes.Write(block, 0, count);
            ThrowIfTooLarge(bytes.Length, path);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    public static void ThrowIfTooLarge(long lengthBytes, string name)
    {
        if (lengthBytes > MaxBytes)
        {
            throw new InvalidDataException($"{name}: {lengthBytes} bytes or more, expected a song of at most {MaxBytes} bytes");
        }
    }
}
