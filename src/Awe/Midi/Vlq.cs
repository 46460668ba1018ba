namespace Awe.Midi;

/// <summary>The file's variable-length quantity: 7 bits a byte, the high bit says that more follow, at most 4 bytes.</summary>
internal static class Vlq
{
    public const uint Max = 0x0FFF_FFFF;

    // One more than the standard's 4: a longer run of continuation bytes is not a number but noise.
    private const int LongestReadBytes = 5;

    /// <summary>Reads at <paramref name="position"/> and moves past. Of a number longer than 4 bytes the low 28 bits are kept.</summary>
    /// <returns>Bytes read; 0 if the number does not end before <paramref name="bytes"/> does, and nothing has moved.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, ref int position, out uint value)
    {
        value = 0;
        for (var count = 1; position + count <= bytes.Length; count++)
        {
            var part = bytes[position + count - 1];
            value = (value << 7) | (part & 0x7Fu);
            if (part < 0x80 || count == LongestReadBytes)
            {
                value &= Max;
                position += count;
                return count;
            }
        }

        return 0;
    }

    /// <summary>The shortest form of <paramref name="value"/>.</summary>
    public static byte[] Bytes(uint value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Max);
        var count = 1;
        while (value >> (7 * count) != 0)
        {
            count++;
        }

        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var more = i < count - 1 ? 0x80 : 0;
            bytes[i] = (byte)(((value >> (7 * (count - 1 - i))) & 0x7F) | (uint)more);
        }

        return bytes;
    }
}
