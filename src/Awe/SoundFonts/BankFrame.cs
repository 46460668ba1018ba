using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>The first twelve bytes: RIFF, size, sfbk. Says what a file is that is no SoundFont.</summary>
internal static class BankFrame
{
    private const int FrameBytes = 12;

    /// <summary>Returns the end of the frame by its own size, which may be wrong and is only told, never trusted.</summary>
    public static long Check(IByteSource source, WarningList warnings)
    {
        Span<byte> frame = stackalloc byte[FrameBytes];
        var length = source.ReadFully(0, frame);
        if (length < 4)
        {
            throw Refusal.Of(source, $"found {length} bytes, expected 'RIFF' at offset 0");
        }

        var id = FourCC.Read(frame);
        if (id != FourCC.Of("RIFF"))
        {
            throw Refusal.Of(source, $"found {id} at offset 0{Hint(id)}, expected 'RIFF'");
        }

        if (length < FrameBytes)
        {
            throw Refusal.Of(source, $"the file ends at offset {length}, expected 'sfbk' at offset 8");
        }

        var form = FourCC.Read(frame[8..]);
        if (form != FourCC.Of("sfbk"))
        {
            throw Refusal.Of(source, $"found {form} at offset 8{Hint(form)}, expected 'sfbk'");
        }

        var size = BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]);
        if (8L + size + (size & 1) != source.Length && 8L + size != source.Length)
        {
            warnings.Add($"the RIFF frame says {8L + size} bytes, the file has {source.Length}");
        }

        return 8L + size;
    }

    private static string Hint(FourCC id)
    {
        ReadOnlySpan<(string Id, string Hint)> known =
        [
            ("MThd", "a MIDI file"),
            ("RIFX", "a big-endian RIFF file"),
            ("RIFS", "a bank with 64-bit sizes, not supported"),
            ("RF64", "a 64-bit wave file"),
            ("WAVE", "a wave file"),
            ("RMID", "a MIDI file in a RIFF frame"),
            ("DLS ", "a DLS bank, not supported"),
            ("sfpk", "a packed SoundFont, not supported"),
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
