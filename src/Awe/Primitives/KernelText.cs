using System.Buffers.Text;

namespace Awe.Primitives;

/// <summary>Numbers in the texts that the kernel writes: one alone, or lines of a label and a number.</summary>
internal static class KernelText
{
    /// <summary>The number that the text begins with, after spaces; null where none is, as in "max", or where it leaves 63 bits.</summary>
    public static long? Number(ReadOnlySpan<byte> text)
    {
        var digits = text.TrimStart(" \t"u8);
        return Utf8Parser.TryParse(digits, out long number, out _) && number >= 0 ? number : null;
    }

    /// <summary>The number after <paramref name="label"/> at the start of a line.</summary>
    public static long? NumberAfter(ReadOnlySpan<byte> text, ReadOnlySpan<byte> label)
    {
        for (var rest = text; !rest.IsEmpty; rest = AfterLine(rest))
        {
            if (rest.StartsWith(label))
            {
                return Number(rest[label.Length..]);
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> AfterLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? default : text[(end + 1)..];
    }
}
