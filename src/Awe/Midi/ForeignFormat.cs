namespace Awe.Midi;

/// <summary>Names files that bear a song's name but are something else, so that the refusal can say what they are.</summary>
internal static class ForeignFormat
{
    /// <summary>What the file is, with its article, or null if nothing known.</summary>
    public static string? Name(ReadOnlySpan<byte> file) => file switch
    {
        [0x1F, 0x8B, ..] => "a gzip archive in an archive",
        _ when file.StartsWith("PK\x03\x04"u8) => "a zip archive in an archive",
        _ when file.StartsWith("FORM"u8) || file.StartsWith("CAT "u8) => "an IFF file other than XMI",
        _ when file.StartsWith("HMI-MIDISONG"u8) => "an HMI song",
        _ when file.StartsWith("HMIMIDIP"u8) => "an HMP song",
        _ when file.StartsWith("CTMF"u8) => "a CMF song (Creative Music File)",
        _ when file.StartsWith("GMF\x01"u8) => "a GMF song",
        _ when file.StartsWith("XMF_"u8) => "an XMF song",
        _ when file.StartsWith("OggS"u8) => "an Ogg recording",
        _ when file.StartsWith("fLaC"u8) => "a FLAC recording",
        _ when file.StartsWith("ID3"u8) => "an MP3 recording",
        _ when file.StartsWith("RIFF"u8) && TypeIs(file, "WAVE"u8) => "a WAVE recording",
        _ when file.StartsWith("RIFF"u8) && TypeIs(file, "sfbk"u8, "sfpk"u8) => "a SoundFont bank",
        _ when file.StartsWith("RIFF"u8) && TypeIs(file, "DLS "u8) => "a DLS bank",
        _ => null,
    };

    private static bool TypeIs(ReadOnlySpan<byte> file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> or = default) =>
        file.Length >= 12 && (file.Slice(8, 4).SequenceEqual(type) || file.Slice(8, 4).SequenceEqual(or));
}
