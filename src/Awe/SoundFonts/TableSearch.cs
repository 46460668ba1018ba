using System.Buffers;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>Looks for the list of tables from the end of a file whose chain of chunks does not lead there.</summary>
internal static class TableSearch
{
    // 16-bit indices keep all nine tables together under this size.
    private const long WindowBytes = 16 << 20;
    private const int BlockBytes = 1 << 16;
    private const int SeamBytes = 20;

    /// <summary>Offset of the last "LIST", size, "pdtaphdr", or -1; <paramref name="headerBytes"/> is 12 where sizes have 64 bits, else 8.</summary>
    public static long FindLast(IByteSource source, int headerBytes)
    {
        var first = Math.Max(0, source.Length - WindowBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes + SeamBytes);
        try
        {
            for (var end = source.Length; end > first; end -= BlockBytes)
            {
                // Each block begins 20 bytes early, so that a header across the seam is seen whole.
                var start = Math.Max(first, end - BlockBytes - SeamBytes);
                var block = buffer.AsSpan(0, (int)(end - start));
                block = block[..source.ReadFully(start, block)];
                if (FindLast(block, headerBytes) is >= 0 and var at)
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

    private static int FindLast(ReadOnlySpan<byte> block, int headerBytes)
    {
        while (block.LastIndexOf("pdtaphdr"u8) is >= 0 and var at)
        {
            if (at >= headerBytes && block.Slice(at - headerBytes, 4).SequenceEqual("LIST"u8))
            {
                return at - headerBytes;
            }

            block = block[..at];
        }

        return -1;
    }
}
