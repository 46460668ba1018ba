using System.Buffers.Binary;

namespace Awe.Midi;

/// <summary>
/// Finds the Standard MIDI File inside a file: at its start, in a RIFF RMID wrapper, or after a MacBinary or mail header.
/// </summary>
internal static class SmfLocator
{
    private const int LongestPrefixBytes = 64 << 10;
    private const int RiffHeaderBytes = 12;

    /// <summary>Offset of MThd, and where the song's bytes end.</summary>
    /// <exception cref="InvalidDataException">No song was found; the line says what the file is, if that is known.</exception>
    public static (int Start, int End) Find(ReadOnlySpan<byte> file, string name, ReadLog log)
    {
        if (ForeignFormat.Name(file) is { } foreign)
        {
            throw new InvalidDataException($"{name}: this is {foreign}, expected a Standard MIDI File (MThd at byte 0)");
        }

        var (start, end) = IsRmid(file) ? FindInRmid(file, name, log) : (0, file.Length);
        var prefix = file[start..Math.Min(end, start + LongestPrefixBytes)].IndexOf("MThd"u8);
        if (prefix < 0)
        {
            throw new InvalidDataException($"{name}: {Found(file[start..end])} at byte {start}, expected a Standard MIDI File (MThd)");
        }

        if (prefix > 0)
        {
            log.Warn("bytes before MThd skipped", start);
        }

        return (start + prefix, end);
    }

    private static bool IsRmid(ReadOnlySpan<byte> file) =>
        file.Length >= RiffHeaderBytes && file.StartsWith("RIFF"u8) && file[8..].StartsWith("RMID"u8);

    private static (int Start, int End) FindInRmid(ReadOnlySpan<byte> file, string name, ReadLog log)
    {
        (int Start, int End)? song = null;
        long at = RiffHeaderBytes;
        while (at + 8 <= file.Length)
        {
            var chunk = file[(int)at..];
            var start = at + 8;
            var end = start + BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (song is null && chunk.StartsWith("data"u8))
            {
                if (end > file.Length)
                {
                    log.Warn("RMID data chunk longer than the file", at);
                }

                song = ((int)start, (int)Math.Min(end, file.Length));
            }
            else if (chunk.StartsWith("RIFF"u8))
            {
                log.Warn("bank embedded in the RMID file ignored", at);
            }

            at = end + (end & 1);
        }

        return song ?? throw new InvalidDataException(
            $"{name}: no data chunk in the RIFF RMID file, expected one with a Standard MIDI File");
    }

    private static string Found(ReadOnlySpan<byte> bytes) => bytes.IsEmpty
        ? "nothing"
        : "found bytes " + Convert.ToHexString(bytes[..Math.Min(bytes.Length, 8)]);
}
