namespace Awe.Codecs;

/// <summary>From the lengths of codewords to the codewords (Vorbis I, section 3.2.1).</summary>
internal static class VorbisCodewords
{
    public const int MaximumLength = 32;

    /// <summary>
    /// Gives each entry with a length, in the order of entries, the lowest codeword of that length that is still free, its first bit
    /// uppermost. Null when there are too many codewords for a tree, or too few to fill it.
    /// </summary>
    public static uint[]? Assign(ReadOnlySpan<byte> lengths)
    {
        // At most one node of the tree is free at each depth, the deepest one being the lowest; a one in Free says that it is.
        Span<uint> node = stackalloc uint[MaximumLength + 1];
        ulong free = 1;
        var codewords = new uint[lengths.Length];
        for (var entry = 0; entry < lengths.Length; entry++)
        {
            int length = lengths[entry];
            if (length == 0)
            {
                continue;
            }

            var fitting = free & ((2UL << length) - 1);
            if (fitting == 0)
            {
                return null;
            }

            var depth = 63 - System.Numerics.BitOperations.LeadingZeroCount(fitting);
            free &= ~(1UL << depth);
            codewords[entry] = node[depth];
            for (var below = depth + 1; below <= length; below++)
            {
                // Left on the way down to the codeword: the upper half of each node.
                node[below] = codewords[entry] | (1u << (MaximumLength - below));
                free |= 1UL << below;
            }
        }

        return free == 0 || IsOneEntry(lengths) ? codewords : null;
    }

    // The one tree that may have a gap: a single entry with a codeword of one bit (errata 20150226), which any bit then stands for.
    private static bool IsOneEntry(ReadOnlySpan<byte> lengths)
    {
        var used = lengths.Length - System.MemoryExtensions.Count(lengths, (byte)0);
        return used == 0 || (used == 1 && lengths.Contains((byte)1));
    }

    /// <summary>The bits in opposite order: packets hold codewords from the first bit on, numbers from the lowest.</summary>
    public static uint Reverse(uint bits)
    {
        bits = ((bits >> 1) & 0x55555555) | ((bits & 0x55555555) << 1);
        bits = ((bits >> 2) & 0x33333333) | ((bits & 0x33333333) << 2);
        bits = ((bits >> 4) & 0x0F0F0F0F) | ((bits & 0x0F0F0F0F) << 4);
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits);
    }
}
