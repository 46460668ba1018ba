using System.Globalization;

namespace Awe.Codecs;

/// <summary>Names what was found where a Vorbis stream should begin, for the one line that refuses it.</summary>
internal static class OggPayload
{
    private const int BytesShown = 8;

    public static string Describe(ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when bytes.StartsWith("fLaC"u8) || bytes.StartsWith("\u007fFLAC"u8) => "a FLAC stream",
        _ when bytes.StartsWith("OpusHead"u8) => "an Opus stream (OpusHead)",
        _ when bytes.StartsWith("RIFF"u8) => "a RIFF file",
        _ when bytes.StartsWith("Speex   "u8) => "a Speex stream",
        _ when bytes.StartsWith("wvpk"u8) => "a WavPack stream",
        _ when bytes.StartsWith("ID3"u8) || IsMpegFrame(bytes) => "an MPEG audio stream",
        _ when bytes.StartsWith("OggS"u8) => "an Ogg page",
        { IsEmpty: true } => "nothing",
        _ => $"bytes {Hex(bytes)}",
    };

    private static bool IsMpegFrame(ReadOnlySpan<byte> bytes) => bytes.Length > 1 && bytes[0] == 0xFF && (bytes[1] & 0xE6) == 0xE2;

    private static string Hex(ReadOnlySpan<byte> bytes) =>
        string.Join(' ', bytes[..Math.Min(BytesShown, bytes.Length)].ToArray().Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
}
