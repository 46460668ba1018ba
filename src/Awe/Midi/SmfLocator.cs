namespace Awe.Midi;

/// <summary>Finds the Standard MIDI File: at the start of the bytes, or after a MacBinary or mail header.</summary>
internal static class SmfLocator
{
    private const int LongestPrefixBytes = 64 << 10;

    /// <summary>Offset of MThd.</summary>
    /// <exception cref="InvalidDataException">No song was found; the line says what the file is, if that is known.</exception>
    public static int Find(ReadOnlySpan<byte> file, string name, ReadLog log)
    {
        if (ForeignFormat.Name(file) is { } foreign)
        {
            throw new InvalidDataException($"{name}: this is {foreign}, expected a Standard MIDI File (MThd at byte {log.PlaceOf(0)})");
        }

        var prefix = file[..Math.Min(file.Length, LongestPrefixBytes)].IndexOf("MThd"u8);
        if (prefix < 0)
        {
            throw new InvalidDataException($"{name}: {Found(file)} at byte {log.PlaceOf(0)}, expected a Standard MIDI File (MThd)");
        }

        if (prefix > 0)
        {
            log.Warn("bytes before MThd skipped", 0);
        }

        return prefix;
    }

    private static string Found(ReadOnlySpan<byte> bytes) => bytes.IsEmpty
        ? "nothing"
        : "found bytes " + Convert.ToHexString(bytes[..Math.Min(bytes.Length, 8)]);
}
