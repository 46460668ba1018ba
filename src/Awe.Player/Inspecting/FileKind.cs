using Awe.Midi;

namespace Awe.Player.Inspecting;

/// <summary>Tells songs from banks.</summary>
internal static class FileKind
{
    /// <summary>By its first bytes; a file that shows neither kind is taken by its name, so that the message fits what was meant.</summary>
    /// <exception cref="InvalidDataException">Neither its bytes nor its name are a bank's or a song's.</exception>
    public static bool IsSong(string file, FileStream stream)
    {
        Span<byte> head = stackalloc byte[12];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        var isNamed = IsNamedSong(file);
        if (head.StartsWith("MThd"u8) || head.StartsWith("MUS\x1A"u8))
        {
            return true;
        }

        if (head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8) || head.StartsWith("RIFS"u8))
        {
            return head[4..].EndsWith("RMID"u8) || (head[4..].EndsWith("WAVE"u8) && (isNamed ?? throw Neither(file, head)));
        }

        if (head.StartsWith("FORM"u8) || head.StartsWith("CAT "u8) || head.StartsWith("\x1F\x8B"u8) || head.StartsWith("PK\x03\x04"u8))
        {
            return isNamed ?? true;
        }

        return isNamed ?? throw Neither(file, head);
    }

    private static bool? IsNamedSong(string file) => Path.GetExtension(file).ToUpperInvariant() switch
    {
        ".MID" or ".MIDI" or ".KAR" or ".RMI" or ".SMF" or ".XMI" or ".MUS" or ".LMP" => true,
        ".SF2" or ".SF3" or ".SBK" or ".DLS" or ".SFARK" => false,
        _ => null,
    };

    private static InvalidDataException Neither(string file, ReadOnlySpan<byte> head)
    {
        var found = ForeignFormat.Name(head) ?? (head.IsEmpty ? "nothing" : "bytes " + Convert.ToHexString(head[..Math.Min(head.Length, 8)]));
        return new InvalidDataException(
            $"{file}: found {found}, neither a bank nor a song; expected a SoundFont or DLS bank, or a MIDI, RMID, XMI or MUS song");
    }
}
