using System.Text;
using System.Text.Unicode;

namespace Awe.SoundFonts;

/// <summary>Text as banks hold it: ASCII by the specification, UTF-8 or Windows-1252 in the wild.</summary>
internal static class BankText
{
    // Windows-1252 differs from Latin-1 in 0x80-0x9F only; its five holes stay control characters.
    private const string Windows1252From80 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
        "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>The text up to the first zero, without blanks at its end.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var zero = bytes.IndexOf((byte)0);
        var text = (zero < 0 ? bytes : bytes[..zero]).TrimEnd(" \t\r\n"u8);
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : DecodeWindows1252(text);
    }

    /// <summary>The text with a blank for every control character, so that a message stays one line whatever a name holds.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(BreaksLine))
        {
            return text;
        }

        return string.Create(text.Length, text, static (line, source) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = BreaksLine(source[i]) ? ' ' : source[i];
            }
        });
    }

    private static bool BreaksLine(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';

    private static string DecodeWindows1252(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = bytes.Length <= 256 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[i] = bytes[i] is >= 0x80 and < 0xA0 ? Windows1252From80[bytes[i] - 0x80] : (char)bytes[i];
        }

        return new string(text);
    }
}
