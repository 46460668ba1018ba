using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>The frame of a bank: RIFF (or RF64, RIFS), size, sfbk or DLS. Says what a file is that is no bank.</summary>
internal static class BankFrame
{
    private const int SmallestFrameBytes = 12;

    private static readonly FourCC s_riff = FourCC.Of("RIFF");
    private static readonly FourCC s_rf64 = FourCC.Of("RF64");
    private static readonly FourCC s_rifs = FourCC.Of("RIFS");
    private static readonly FourCC s_dls = FourCC.Of("DLS ");

    /// <summary>How the chunks behind the frame are to be read.</summary>
    /// <exception cref="InvalidDataException">The source does not begin as a bank does.</exception>
    public static BankLayout Check(IByteSource source, WarningList warnings)
    {
        Span<byte> frame = stackalloc byte[SmallestFrameBytes + sizeof(uint)];
        frame = frame[..source.ReadFully(0, frame)];
        if (frame.Length < 4)
        {
            throw Refusal.Of(source, $"found {frame.Length} bytes, expected 'RIFF' at offset 0");
        }

        var id = FourCC.Read(frame);
        if (id != s_riff && id != s_rf64 && id != s_rifs)
        {
            if (IsSfArk(source))
            {
                throw Refusal.Of(source, "found an sfArk archive, to be unpacked first, expected 'RIFF' at offset 0");
            }

            throw Refusal.Of(source, $"found {id} at offset 0{Hint(id)}, expected 'RIFF'");
        }

        var layout = new BankLayout(id == s_rifs ? 8 : 4, source.Length);
        var form = ReadForm(source, frame, layout.HeaderBytes);
        if (form != FourCC.Of("sfbk") && !(form == s_dls && id == s_riff))
        {
            throw Refusal.Of(source, $"found {form} at offset {layout.HeaderBytes}{Hint(form)}, expected 'sfbk'");
        }

        return layout with { IsDls = form == s_dls, FrameEnd = EndOf(source, layout.HeaderBytes, layout.ReadSize(frame), isSizeElsewhere: id == s_rf64, warnings) };
    }

    private static FourCC ReadForm(IByteSource source, ReadOnlySpan<byte> frame, int offset) => frame.Length < offset + 4
        ? throw Refusal.Of(source, $"the file ends at offset {frame.Length}, expected 'sfbk' at offset {offset}")
        : FourCC.Read(frame[offset..]);

    private static long EndOf(IByteSource source, int headerBytes, long size, bool isSizeElsewhere, WarningList warnings)
    {
        if (size == BankLayout.UnknownSize || size > long.MaxValue - 16)
        {
            if (!isSizeElsewhere)
            {
                warnings.Add($"the frame does not say its size, the file has {source.Length} bytes");
            }

            return source.Length;
        }

        var end = headerBytes + size;
        if (end + (size & 1) != source.Length && end != source.Length)
        {
            warnings.Add($"the RIFF frame says {end} bytes, the file has {source.Length}");
        }

        return end;
    }

    // Sizes and checksums come first, then the name of the program.
    private static bool IsSfArk(IByteSource source)
    {
        Span<byte> head = stackalloc byte[48];
        return head[..source.ReadFully(0, head)].IndexOf("sfArk"u8) >= 0;
    }

    private static string Hint(FourCC id)
    {
        ReadOnlySpan<(string Id, string Hint)> known =
        [
            ("MThd", "a MIDI file"),
            ("RIFX", "a big-endian RIFF file"),
            ("WAVE", "a wave file"),
            ("RMID", "a MIDI file in a RIFF frame"),
            ("sfpk", "a packed SoundFont, not supported"),
            ("sfen", "an encrypted SoundFont, not supported"),
            ("PK\x03\x04", "a ZIP archive, to be unpacked first"),
            ("Rar!", "a RAR archive, to be unpacked first"),
            ("OggS", "an Ogg stream"),
            ("fLaC", "a FLAC stream"),
        ];
        foreach (var (letters, hint) in known)
        {
            if (id == FourCC.Of(letters))
            {
                return $" ({hint})";
            }
        }

        return "";
    }
}
