using System.Text;
using System.Text.Unicode;

namespace Awe.Midi;

/// <summary>
/// Bytes of a text event to a string. The format names no encoding, so: a byte order mark decides; else what is valid UTF-8 is
/// UTF-8; else Windows-1252. A tag {@LATIN} or {@JP} (RP-026) selects Windows-1252 or Shift-JIS for the texts after it.
/// </summary>
/// <remarks>One file, texts in file order.</remarks>
internal sealed class MidiTextDecoder
{
    private static readonly Encoding s_windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding s_shiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    private Encoding? _tagged;

    public string Decode(ReadOnlySpan<byte> bytes) => DecodeTagged(bytes).TrimEnd('\0');

    private string DecodeTagged(ReadOnlySpan<byte> bytes)
    {
        if (TakeTag(ref bytes, "{@LATIN}"u8))
        {
            _tagged = s_windows1252;
        }
        else if (TakeTag(ref bytes, "{@JP}"u8))
        {
            _tagged = s_shiftJis;
        }

        return _tagged?.GetString(bytes) ?? DecodeUntagged(bytes);
    }

    private static string DecodeUntagged(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                return Encoding.UTF8.GetString(bytes[3..]);
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode.GetString(bytes[2..]);
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode.GetString(bytes[2..]);
            default:
                return (Utf8.IsValid(bytes) ? Encoding.UTF8 : s_windows1252).GetString(bytes);
        }
    }

    private static bool TakeTag(ref ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> tag)
    {
        if (!bytes.StartsWith(tag))
        {
            return false;
        }

        bytes = bytes[tag.Length..];
        return true;
    }
}
