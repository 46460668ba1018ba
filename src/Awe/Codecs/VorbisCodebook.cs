using System.Runtime.CompilerServices;

namespace Awe.Codecs;

/// <summary>
/// A codebook ready to decode (Vorbis I, section 3): codewords of up to ten bits by one look into a table, longer ones by a search among
/// the sorted. Entries are kept in the order of codewords, the unused ones not at all. Immutable.
/// </summary>
internal sealed class VorbisCodebook
{
    private const int TableBits = 10;
    private const int LengthBits = 6;
    private const int LengthMask = (1 << LengthBits) - 1;

    // By the next bits of the packet: place of the entry and length of its codeword; length 0 where codewords are longer than the table's
    // index: then the place of the first of them.
    private readonly int[] _table;
    private readonly uint[] _codewords;
    private readonly byte[] _lengths;
    private readonly int[] _entries;
    private readonly float[] _vectors;

    /// <param name="dimensions">Numbers in a vector.</param>
    /// <param name="entries">How many the header names, unused ones included.</param>
    /// <param name="used">Entries that have a codeword, in the order of codewords.</param>
    /// <param name="codewords">Their codewords, the first bit uppermost.</param>
    /// <param name="lengths">Lengths of these.</param>
    /// <param name="vectors">Their vectors one after another; null when the book holds only numbers.</param>
    public VorbisCodebook(int dimensions, int entries, int[] used, uint[] codewords, byte[] lengths, float[]? vectors)
    {
        (Dimensions, Entries, HasVectors) = (dimensions, entries, vectors is not null);
        (_entries, _codewords, _lengths, _vectors) = (used, codewords, lengths, vectors ?? []);
        var longest = 0;
        foreach (var length in lengths)
        {
            longest = Math.Max(longest, length);
        }

        _table = new int[1 << Math.Min(longest, TableBits)];
        FillTable();
    }

    public int Dimensions { get; }

    public int Entries { get; }

    /// <summary>Whether entries stand for vectors.</summary>
    public bool HasVectors { get; }

    public long Bytes => ((_table.Length + _codewords.Length + _entries.Length + _vectors.Length) * 4L) + _lengths.Length + 160;

    /// <summary>The next entry's number, or -1 at the end of the packet.</summary>
    public int ReadEntry(ref VorbisBitReader reader)
    {
        var place = ReadPlace(ref reader);
        return place < 0 ? -1 : _entries[place];
    }

    /// <summary>The next entry's vector; empty at the end of the packet.</summary>
    public ReadOnlySpan<float> ReadVector(ref VorbisBitReader reader)
    {
        var place = ReadPlace(ref reader);
        return place < 0 ? default : _vectors.AsSpan(place * Dimensions, Dimensions);
    }

    /// <summary>Adds vectors one after another to <paramref name="target"/> (section 8.6.4); false when the packet ended.</summary>
    public bool TryAddInOrder(ref VorbisBitReader reader, Span<float> target)
    {
        while (!target.IsEmpty)
        {
            var place = ReadPlace(ref reader);
            if (place < 0)
            {
                return false;
            }

            var vector = _vectors.AsSpan(place * Dimensions, Math.Min(Dimensions, target.Length));
            for (var i = 0; i < vector.Length; i++)
            {
                target[i] += vector[i];
            }

            target = target[vector.Length..];
        }

        return true;
    }

    /// <summary>Adds vectors, each spread over the whole of <paramref name="target"/> (section 8.6.3); false when the packet ended.</summary>
    public bool TryAddSpread(ref VorbisBitReader reader, Span<float> target)
    {
        var step = target.Length / Dimensions;
        for (var i = 0; i < step; i++)
        {
            var vector = ReadVector(ref reader);
            if (vector.IsEmpty)
            {
                return false;
            }

            for (var j = 0; j < vector.Length; j++)
            {
                target[i + (j * step)] += vector[j];
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadPlace(ref VorbisBitReader reader)
    {
        var bits = reader.Peek();
        var found = _table[(int)bits & (_table.Length - 1)];
        var (place, length) = (found >> LengthBits, found & LengthMask);
        if (length == 0)
        {
            (place, length) = Search(place, bits);
        }

        return reader.TrySkip(length) ? place : -1;
    }

    // The last codeword that is not above the bits; a full tree has one for any bits. A book without entries has a length that no packet has.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private (int Place, int Length) Search(int low, uint bits)
    {
        if (_codewords.Length == 0)
        {
            return (0, int.MaxValue);
        }

        var codeword = VorbisCodewords.Reverse(bits);
        var high = _codewords.Length;
        while (high - low > 1)
        {
            var middle = (low + high) >> 1;
            (low, high) = _codewords[middle] <= codeword ? (middle, high) : (low, middle);
        }

        return (low, _lengths[low]);
    }

    private void FillTable()
    {
        var tableBits = System.Numerics.BitOperations.Log2((uint)_table.Length);

        // From the last: of the long codewords that begin alike, the first is to stay.
        for (var place = _codewords.Length - 1; place >= 0; place--)
        {
            int length = _lengths[place];
            var first = (int)VorbisCodewords.Reverse(_codewords[place]) & (_table.Length - 1);
            var content = (place << LengthBits) | (length <= tableBits ? length : 0);
            for (var i = first; i < _table.Length; i += 1 << Math.Min(length, tableBits))
            {
                _table[i] = content;
            }
        }

        if (_codewords.Length == 1)
        {
            Array.Fill(_table, _lengths[0]);
        }
    }
}
