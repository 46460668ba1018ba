namespace Awe.Midi;

/// <summary>The file's variable-length quantity: 7 bits a byte, the high bit says that more follow, at most 4 bytes.</summary>
internal static class Vlq
{
    public const uint Max = 0x0FFF_FFFF;

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
