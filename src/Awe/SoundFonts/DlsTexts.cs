namespace Awe.SoundFonts;

/// <summary>Texts of a DLS bank's INFO lists, which the bank, its instruments and its waves have.</summary>
internal static class DlsTexts
{
    private const int TextBytes = 256;

    /// <summary>The name in an INFO list, or nothing.</summary>
    public static string Name(DlsChunks chunks, DlsChunk info, int limitBytes = TextBytes)
    {
        foreach (var chunk in chunks.Within(info))
        {
            if (chunk.Is("INAM"))
            {
                return BankText.Decode(chunks.Read(chunk, limitBytes));
            }
        }

        return "";
    }

    /// <summary>The texts of the bank itself.</summary>
    public static SoundFontInfo Read(DlsChunks chunks, DlsChunk list, SoundFontInfo info)
    {
        foreach (var chunk in chunks.Within(list))
        {
            var text = BankText.Decode(chunks.Read(chunk, TextBytes));
            info = chunk switch
            {
                _ when chunk.Is("INAM") => info with { Name = text },
                _ when chunk.Is("ICRD") => info with { Date = text },
                _ when chunk.Is("IART") || chunk.Is("IENG") => info with { Author = text },
                _ when chunk.Is("IPRD") => info with { Product = text },
                _ when chunk.Is("ICOP") => info with { Copyright = text },
                _ when chunk.Is("ICMT") => info with { Comment = text },
                _ when chunk.Is("ISFT") => info with { Software = text },
                _ => info,
            };
        }

        return info;
    }
}
