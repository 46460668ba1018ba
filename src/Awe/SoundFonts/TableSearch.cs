using System.Buffers;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>Looks for the list of tables from the end of a file whose chain of chunks does not lead there.</summary>
internal static class TableSearch
{
    // 16-bit indices keep all nine tables together under this size.
    private const long WindowBytes = 16 << 20;
    private const int BlockBytes = 1 << 16;

    /// <summary>Offset of the last "LIST....pdtaphdr", or -1.</summary>
    public static long FindLast(IByteSource source)
    {
        var first = Math.Max(0, source.Length - WindowBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes + 16);
        try
        {
            for (var end = source.Length; end > first; end -= BlockBytes)
            {
                // Each block begins 16 bytes early, so that a header across the seam is seen whole.
                var start = Math.Max(first, end - BlockBytes - 16);
                var block = buffer.AsSpan(0, (int)(end - start));
                block = block[..source.ReadFully(start, block)];
                if (FindLast(block) is >= 0 and var at)
                {
                    return start + at;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return -1;
    }

    private static int FindLast(ReadOnlySpan<byte> block)
    {
        while (block.LastIndexOf("pdtaphdr"u8) is >= 8 and var at)
        {
            if (block.Slice(at - 8, 4).SequenceEqual("LIST"u8))
            {
                return at - 8;
            }

            block = block[..at];
        }

        return -1;
    }
}
