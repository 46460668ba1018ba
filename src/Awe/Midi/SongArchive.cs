using System.IO.Compression;

namespace Awe.Midi;

/// <summary>
/// Songs that come compressed: .mid.gz, .midz, or a zip archive with one song in it. Unpacked in memory, up to what a song may have.
/// </summary>
internal static class SongArchive
{
    /// <summary>
    /// An archive that grows more than this is a bomb: a note takes many times its bytes in memory, and the densest songs known shrink to a twentieth.
    /// Small ones may grow as they like.
    /// </summary>
    private const int MostGrowth = 100;
    private const int AlwaysAllowedBytes = 4 << 20;

    private static readonly string[] s_extensions = [".mid", ".midi", ".smf", ".kar", ".rmi", ".xmi", ".mus"];

    public static bool IsArchive(ReadOnlySpan<byte> file) => IsGzip(file) || IsZip(file);

    /// <exception cref="InvalidDataException">The archive is damaged, or holds no song, or several.</exception>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> file, string name)
    {
        using var packed = new MemoryStream(file.ToArray(), writable: false);
        if (IsGzip(file.Span))
        {
            using var stream = new GZipStream(packed, CompressionMode.Decompress);
            return ReadAll(stream, file.Length, name);
        }

        using var archive = OrDamaged(name, () => new ZipArchive(packed, ZipArchiveMode.Read));
        var entry = OnlySong(OrDamaged(name, () => archive.Entries), name);
        using var content = OrDamaged(name, entry.Open);
        return ReadAll(content, file.Length, name);
    }

    private static bool IsGzip(ReadOnlySpan<byte> file) => file is [0x1F, 0x8B, ..];

    private static bool IsZip(ReadOnlySpan<byte> file) => file.StartsWith("PK\x03\x04"u8);

    private static ReadOnlyMemory<byte> ReadAll(Stream stream, int packedBytes, string name)
    {
        var mostBytes = Math.Clamp((long)packedBytes * MostGrowth, AlwaysAllowedBytes, SongFile.MaxBytes);
        return SongFile.ReadAll(block => OrDamaged(name, () => stream.Read(block)), 0, name, mostBytes);
    }

    private static ZipArchiveEntry OnlySong(IReadOnlyCollection<ZipArchiveEntry> entries, string name)
    {
        var files = entries.Where(entry => entry.Name.Length > 0).ToArray();
        var songs = files.Where(entry => s_extensions.Contains(Path.GetExtension(entry.Name), StringComparer.OrdinalIgnoreCase)).ToArray();
        return (songs.Length, files.Length) switch
        {
            (1, _) => songs[0],
            (0, 1) => files[0],
            _ => throw new InvalidDataException(
                $"{name}: found {songs.Length} songs among the {files.Length} files of the zip archive, expected exactly one"),
        };
    }

    private static T OrDamaged<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException($"{name}: the archive is damaged or encrypted, expected one whole compressed song", e);
        }
    }
}
