using System.Buffers.Binary;

namespace Awe.Midi;

/// <summary>
/// The chunks of an XMI file: FORM XDIR, then a CAT of songs, each a FORM XMID with its events in EVNT. Sizes are big-endian, as IFF has it.
/// </summary>
internal static class XmiFile
{
    private const int ChunkHeaderBytes = 8;
    private const int TypedHeaderBytes = 12;

    public static bool IsXmi(ReadOnlySpan<byte> file) =>
        Is(file, "FORM"u8, "XDIR"u8) || Is(file, "FORM"u8, "XMID"u8) || Is(file, "CAT "u8, "XMID"u8);

    /// <summary>Reads one of its songs.</summary>
    /// <exception cref="InvalidDataException">There is no such song in it.</exception>
    public static void Read(ReadOnlySpan<byte> file, string name, int index, SongContents contents)
    {
        var songs = FindSongs(file, contents.Log);
        if (index >= songs.Count)
        {
            throw new InvalidDataException(songs.Count == 0
                ? $"{name}: found no song (FORM XMID with EVNT) in the XMI file, expected one at least"
                : $"{name}: found no song number {index + 1} in the XMI file, expected 1 to {songs.Count}");
        }

        contents.Type = SongFileType.Xmi;
        contents.SongCount = songs.Count;
        var (start, end) = songs[index];
        XmiReader.Read(file[..end], start, contents);
    }

    /// <summary>Where the events of each song are.</summary>
    private static List<(int Start, int End)> FindSongs(ReadOnlySpan<byte> file, ReadLog log)
    {
        var songs = new List<(int, int)>();
        var at = 0;
        while (file.Length - at >= ChunkHeaderBytes)
        {
            var chunk = file[at..];
            if (Is(chunk, "CAT "u8, "XMID"u8) || Is(chunk, "FORM"u8, "XMID"u8))
            {
                // Stepped into, not over: what counts is the chain of headers, whatever size the groups claim.
                at += TypedHeaderBytes;
                continue;
            }

            var said = at + ChunkHeaderBytes + (long)BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
            var end = (int)Math.Min(said, file.Length);
            if (chunk.StartsWith("EVNT"u8))
            {
                if (said > end)
                {
                    log.Warn("EVNT longer than the file", at);
                }

                songs.Add((at + ChunkHeaderBytes, end));
            }

            at = After(file, end);
        }

        if (songs.Count == 0 && file.IndexOf("EVNT"u8) is >= 0 and var found && file.Length - found >= ChunkHeaderBytes)
        {
            log.Warn("chunks that do not lead to EVNT, which was searched for", found);
            songs.Add((found + ChunkHeaderBytes, file.Length));
        }

        return songs;
    }

    /// <summary>Behind an odd chunk there is a pad byte, except where a writer forgot it.</summary>
    private static int After(ReadOnlySpan<byte> file, int end)
    {
        var rest = file[end..];
        var isChunk = rest.StartsWith("FORM"u8) || rest.StartsWith("CAT "u8) || rest.StartsWith("EVNT"u8)
            || rest.StartsWith("TIMB"u8) || rest.StartsWith("RBRN"u8);
        return isChunk ? end : end + (end & 1);
    }

    private static bool Is(ReadOnlySpan<byte> file, ReadOnlySpan<byte> id, ReadOnlySpan<byte> type) =>
        file.Length >= TypedHeaderBytes && file.StartsWith(id) && file.Slice(8, 4).SequenceEqual(type);
}
