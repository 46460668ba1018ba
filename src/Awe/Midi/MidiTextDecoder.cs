using System.Text;
using System.Text.Unicode;

namespace Awe.Midi;

/// <summary>
/// Bytes of a text event to a string. The format names no encoding, so: a byte order mark decides; else the caller or the file's wrapper
/// may know; else what is valid UTF-8 is UTF-8; else Windows-1252, or what goes with the language that a karaoke file names (@L). A tag
/// {@LATIN} or {@JP} (RP-026) selects Windows-1252 or Shift-JIS for the texts after it.
/// </summary>
/// <param name="known">The encoding that the caller or the wrapper names, or null.</param>
/// <remarks>One file, texts in file order.</remarks>
internal sealed class MidiTextDecoder(Encoding? known)
{
    private static readonly Encoding s_windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding s_windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
    private static readonly Encoding s_shiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    private Encoding? _selected = known;
    private Encoding _codePage = s_windows1252;

    public string Decode(ReadOnlySpan<byte> bytes)
    {
        if (TakeTag(ref bytes, "{@LATIN}"u8))
        {
            _selected = s_windows1252;
        }
        else if (TakeTag(ref bytes, "{@JP}"u8))
        {
            _selected = s_shiftJis;
        }

        NoteLanguage(bytes);
        return DecodeUntagged(bytes).TrimEnd('\0');
    }

    /// <summary>The encoding of a name such as "utf-8" or "Shift_JIS", or null.</summary>
    public static Encoding? FindEncoding(string name)
    {
        name = name.Trim(' ', '\0');
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // Unknown, or known and switched off as UTF-7 is.
            return null;
        }
    }

    private string DecodeUntagged(ReadOnlySpan<byte> bytes)
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
                return (_selected ?? (Utf8.IsValid(bytes) ? Encoding.UTF8 : _codePage)).GetString(bytes);
        }
    }

    /// <summary>The header @LRUSS or @LJAPA of a karaoke file, in any case and length: its texts are of that language's code page.</summary>
    private void NoteLanguage(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [(byte)'@', (byte)'L' or (byte)'l', var first, var second, ..])
        {
            _codePage = (char.ToUpperInvariant((char)first), char.ToUpperInvariant((char)second)) switch
            {
                ('R', 'U') or ('U', 'K') or ('B', 'E') or ('B', 'U') => s_windows1251, // Russian, Ukrainian, Belarusian, Bulgarian
                ('J', 'A') or ('J', 'P') => s_shiftJis,
                _ => _codePage,
            };
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
