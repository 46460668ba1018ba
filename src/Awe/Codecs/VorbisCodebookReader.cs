namespace Awe.Codecs;

/// <summary>Reads a codebook from the setup header (Vorbis I, section 3.2).</summary>
internal static class VorbisCodebookReader
{
    private const uint Sync = 0x564342;

    /// <summary>
    /// The format allows 2^24 entries, which few bits of an ordered book could claim; encoders make some thousands at most. What a book
    /// takes is bounded by this, by the bits that are there, and by the room that the whole setup has.
    /// </summary>
    private const int MaximumEntries = 1 << 16;

    // Number, codeword and length.
    private const long BytesAnEntry = 9;

    /// <param name="reader">At the book's first bit.</param>
    /// <param name="number">What messages call the book.</param>
    /// <param name="room">Bytes that books may still take; less after this one.</param>
    /// <exception cref="InvalidDataException">No codebook.</exception>
    public static VorbisCodebook Read(ref VorbisBitReader reader, int number, ref long room)
    {
        if (reader.Read(24) is var sync && sync != Sync)
        {
            throw new InvalidDataException($"codebook {number} begins with 0x{sync:X6}, 0x{Sync:X6} expected");
        }

        var dimensions = (int)reader.Read(16);
        var entries = (int)reader.Read(24);
        if (dimensions == 0 || entries is 0 or > MaximumEntries)
        {
            throw new InvalidDataException(
                $"codebook {number} has {entries} entries of {dimensions} dimensions, 1 to {MaximumEntries} of at least 1 expected");
        }

        if (entries * BytesAnEntry > room)
        {
            throw new InvalidDataException($"codebook {number} has {entries} entries; all books take too much room");
        }

        var lengths = ReadLengths(ref reader, number, entries);
        var codewords = VorbisCodewords.Assign(lengths)
            ?? throw new InvalidDataException($"codebook {number} has lengths of codewords that make no full tree");
        var used = Used(lengths);
        var usedCodewords = Array.ConvertAll(used, entry => codewords[entry]);
        Array.Sort(usedCodewords, used);
        var vectors = ReadVectors(ref reader, number, dimensions, entries, used, room);
        var book = new VorbisCodebook(dimensions, entries, used, usedCodewords, Array.ConvertAll(used, entry => lengths[entry]), vectors);
        room -= book.Bytes;
        return book;
    }

    /// <summary>The greatest number whose power of <paramref name="dimensions"/> is at most <paramref name="entries"/> (section 9.2.3).</summary>
    public static int Lookup1Values(int entries, int dimensions)
    {
        var values = 1;
        while (IsPowerAtMost(values + 1, dimensions, entries))
        {
            values++;
        }

        return values;
    }

    /// <summary>The float that 32 bits stand for (section 9.2.2).</summary>
    public static float UnpackFloat(uint bits)
    {
        var mantissa = bits & 0x1FFFFF;
        var exponent = (int)((bits >> 21) & 0x3FF) - 788;
        var value = Math.ScaleB(mantissa, exponent);
        return (float)((bits & 0x80000000) != 0 ? -value : value);
    }

    private static byte[] ReadLengths(ref VorbisBitReader reader, int number, int entries)
    {
        var lengths = new byte[entries];
        if (reader.ReadFlag())
        {
            ReadOrderedLengths(ref reader, number, lengths);
        }
        else
        {
            var sparse = reader.ReadFlag();
            for (var entry = 0; entry < entries; entry++)
            {
                if (!sparse || reader.ReadFlag())
                {
                    lengths[entry] = (byte)(reader.Read(5) + 1);
                }
            }
        }

        return reader.Ended ? throw new InvalidDataException($"the header ends in codebook {number} of {entries} entries") : lengths;
    }

    private static void ReadOrderedLengths(ref VorbisBitReader reader, int number, byte[] lengths)
    {
        var length = (int)reader.Read(5) + 1;
        for (var entry = 0; entry < lengths.Length; length++)
        {
            var count = (int)reader.Read(VorbisSetupReader.BitsOf(lengths.Length - entry));
            if (length > VorbisCodewords.MaximumLength || count > lengths.Length - entry)
            {
                throw new InvalidDataException(
                    $"codebook {number} has {count} codewords of {length} bits at entry {entry} of {lengths.Length}");
            }

            lengths.AsSpan(entry, count).Fill((byte)length);
            entry += count;
        }
    }

    private static int[] Used(byte[] lengths)
    {
        var used = new List<int>(lengths.Length);
        for (var entry = 0; entry < lengths.Length; entry++)
        {
            if (lengths[entry] > 0)
            {
                used.Add(entry);
            }
        }

        return [.. used];
    }

    private static float[]? ReadVectors(ref VorbisBitReader reader, int number, int dimensions, int entries, int[] used, long room)
    {
        var type = reader.Read(4);
        if (type == 0)
        {
            return null;
        }

        if (type > 2)
        {
            throw new InvalidDataException($"codebook {number} has lookup type {type}, 0 to 2 expected");
        }

        var minimum = UnpackFloat(reader.Read(32));
        var delta = UnpackFloat(reader.Read(32));
        var bits = (int)reader.Read(4) + 1;
        var isSequence = reader.ReadFlag();
        var count = type == 1 ? Lookup1Values(entries, dimensions) : (long)entries * dimensions;
        if (reader.Ended || count * bits > reader.Left)
        {
            throw new InvalidDataException(
                $"codebook {number} has {count} values of {bits} bits; the header has {reader.Left} bits left");
        }

        if ((long)used.Length * dimensions * sizeof(float) > room)
        {
            throw new InvalidDataException(
                $"codebook {number} has {used.Length} vectors of {dimensions} numbers; all books take too much room");
        }

        var values = new uint[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.Read(bits);
        }

        var vectors = new float[used.Length * dimensions];
        for (var place = 0; place < used.Length; place++)
        {
            Unpack(values, isLattice: type == 1, used[place], minimum, delta, isSequence, vectors.AsSpan(place * dimensions, dimensions));
        }

        return vectors;
    }

    // Section 3.2.1, "VQ lookup table vector representation". A lattice: each digit of the entry's number chooses one of the values.
    private static void Unpack(uint[] values, bool isLattice, int entry, float minimum, float delta, bool isSequence, Span<float> vector)
    {
        var last = 0f;
        var rest = entry;
        for (var i = 0; i < vector.Length; i++)
        {
            var value = values[isLattice ? rest % values.Length : (entry * vector.Length) + i];
            rest /= values.Length;
            vector[i] = (value * delta) + minimum + last;
            last = isSequence ? vector[i] : 0f;
        }
    }

    private static bool IsPowerAtMost(int number, int exponent, int limit)
    {
        var power = 1L;
        for (var i = 0; i < exponent && power <= limit; i++)
        {
            power *= number;
        }

        return power <= limit;
    }
}
