using Awe.Codecs;

namespace Awe.Tests.Codecs;

/// <summary>Codebooks against a decoder that goes bit by bit through the tree, and headers that claim what cannot be.</summary>
public sealed class VorbisCodebookTests
{
    [Fact]
    public void Codewords_are_given_as_the_specification_shows()
    {
        // Vorbis I, section 3.2.1, the example of eight entries.
        byte[] lengths = [2, 4, 4, 4, 4, 2, 3, 3];
        var words = VorbisCodewords.Assign(lengths)!
            .Select((word, i) => Convert.ToString(word >> (32 - lengths[i]), 2).PadLeft(lengths[i], '0'));
        Assert.Equal(["00", "0100", "0101", "0110", "0111", "10", "110", "111"], words);
    }

    [Theory]
    [InlineData(new byte[] { 1, 1, 1 }, false)]
    [InlineData(new byte[] { 1, 2 }, false)]
    [InlineData(new byte[] { 2 }, false)]
    [InlineData(new byte[] { 1 }, true)]
    [InlineData(new byte[] { 0, 1, 0 }, true)]
    [InlineData(new byte[] { 0, 0 }, true)]
    [InlineData(new byte[] { 1, 0, 2, 2 }, true)]
    [InlineData(new byte[] { 1, 2, 32, 32 }, false)]
    public void Only_full_trees_are_taken_and_one_entry_alone(byte[] lengths, bool isTaken) =>
        Assert.Equal(isTaken, VorbisCodewords.Assign(lengths) is not null);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Entries_come_back_as_they_were_written(int seed, bool isSparse)
    {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var lengths = RandomLengths(random, entries: 1 + random.Next(600), longest: 4 + random.Next(28), isSparse);
            var (book, _) = Read(Header(lengths, isSparse, dimensions: 1));
            var words = Words(lengths);
            var entries = Enumerable.Range(0, 300).Select(_ => words.ElementAt(random.Next(words.Count)).Key).ToArray();
            var packet = new BitWriter();
            Array.ForEach(entries, entry => packet.Add(words[entry]));

            var reader = new VorbisBitReader(packet.ToArray());
            foreach (var entry in entries)
            {
                Assert.Equal(entry, book.ReadEntry(ref reader));
            }

            Assert.True(reader.Left < 8);
        }
    }

    [Fact]
    public void A_codeword_that_is_cut_ends_the_packet()
    {
        byte[] lengths = [1, 2, 12, .. Enumerable.Repeat((byte)12, 1023)];
        var (book, _) = Read(Header(lengths, isSparse: false, dimensions: 1));
        var reader = new VorbisBitReader(new BitWriter().Add("0").Add("10").Add("11111").ToArray());

        Assert.Equal(0, book.ReadEntry(ref reader));
        Assert.Equal(1, book.ReadEntry(ref reader));
        Assert.Equal(-1, book.ReadEntry(ref reader));
        Assert.True(reader.Ended);
        Assert.Equal(-1, book.ReadEntry(ref reader));
    }

    [Fact]
    public void An_only_entry_takes_one_bit_whatever_it_is()
    {
        var (book, _) = Read(Header([0, 0, 1, 0], isSparse: true, dimensions: 1));
        var reader = new VorbisBitReader([0b10]);

        Assert.Equal(2, book.ReadEntry(ref reader));
        Assert.Equal(2, book.ReadEntry(ref reader));
        Assert.Equal(6, reader.Left);
    }

    [Fact]
    public void A_book_without_entries_ends_the_packet()
    {
        var (book, _) = Read(Header([0, 0, 0], isSparse: true, dimensions: 1));
        var reader = new VorbisBitReader([1, 2, 3]);
        Assert.Equal(-1, book.ReadEntry(ref reader));
        Assert.True(reader.Ended);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void Vectors_are_what_the_specification_says(int type, bool isSequence)
    {
        var random = new Random(type);
        for (var round = 0; round < 40; round++)
        {
            var dimensions = 1 + random.Next(6);
            var lengths = RandomLengths(random, entries: 2 + random.Next(200), longest: 9, isSparse: round % 2 == 0);
            var count = type == 1 ? (int)Math.Floor(Math.Pow(lengths.Length, 1.0 / dimensions) + 1e-9) : lengths.Length * dimensions;
            var values = Enumerable.Range(0, count).Select(_ => random.Next(64)).ToArray();
            var header = Header(lengths, isSparse: round % 2 == 0, dimensions, finish: false)
                .Add(type, 4).AddFloat(-5, -1).AddFloat(3, -2).Add(6 - 1, 4).Add(isSequence);
            Array.ForEach(values, value => header.Add(value, 6));
            var (book, left) = Read(header);
            Assert.True(left < 8);
            Assert.True(book.HasVectors);
            foreach (var (entry, word) in Words(lengths))
            {
                var reader = new VorbisBitReader(new BitWriter().Add(word).ToArray());
                Assert.Equal(Vector(entry), book.ReadVector(ref reader).ToArray());
            }

            float[] Vector(int entry)
            {
                var (vector, last, divisor) = (new float[dimensions], 0f, 1);
                for (var i = 0; i < dimensions; i++)
                {
                    var place = type == 1 ? entry / divisor % count : (entry * dimensions) + i;
                    vector[i] = (values[place] * 0.75f) - 2.5f + last;
                    last = isSequence ? vector[i] : 0f;
                    divisor *= count;
                }

                return vector;
            }
        }
    }

    [Fact]
    public void An_ordered_book_counts_its_lengths()
    {
        // One codeword of one bit, one of two, two of three.
        var header = new BitWriter().Add(0x564342, 24).Add(1, 16).Add(4, 24).Add(true).Add(0, 5).Add(1, 3).Add(1, 2).Add(2, 2).Add(0, 4);
        var (book, left) = Read(header);
        Assert.True(left < 8);
        var reader = new VorbisBitReader(new BitWriter().Add("111").Add("110").Add("10").Add("0").ToArray());
        for (var entry = 3; entry >= 0; entry--)
        {
            Assert.Equal(entry, book.ReadEntry(ref reader));
        }
    }

    [Fact]
    public void A_header_that_claims_more_than_it_has_is_refused_at_little_cost()
    {
        var ordered = new BitWriter().Add(0x564342, 24).Add(1, 16).Add(1 << 23, 24).Add(true).Add(22, 5).Add(1 << 23, 24).Add(0, 4);
        AssertRefused(ordered, "8388608 entries");
        AssertRefused(new BitWriter().Add(0x564342, 24).Add(1, 16).Add(65536, 24).Add(false).Add(false), "ends in codebook 7");
        AssertRefused(new BitWriter().Add(0x564343, 24), "0x564343");
        AssertRefused(new BitWriter().Add(0x564342, 24).Add(0, 16).Add(1, 24), "0 dimensions");
        var vectors = Header([1, 1], isSparse: false, 65535, finish: false).Add(2, 4).AddFloat(0, 0).AddFloat(1, 0).Add(15, 4).Add(false);
        AssertRefused(vectors, "131070 values of 16 bits");
        AssertRefused(Header([1, 1], isSparse: false, 1, finish: false).Add(3, 4), "lookup type 3");
        AssertRefused(Header([1, 1, 1], isSparse: false, 1), "no full tree");
    }

    [Fact]
    public void Vectors_that_take_more_than_the_room_that_is_left_are_refused()
    {
        // Two to the power of 16 entries of the same length, and a lattice of one value: few bits, four billion numbers.
        var header = new BitWriter().Add(0x564342, 24).Add(65535, 16).Add(65536, 24).Add(true).Add(15, 5).Add(65536, 17)
            .Add(1, 4).AddFloat(0, 0).AddFloat(1, 0).Add(0, 4).Add(false).Add(0, 32);
        AssertRefused(header, "too much room");
    }

    [Fact]
    public void Books_without_vectors_have_no_more_room()
    {
        var header = new BitWriter().Add(0x564342, 24).Add(1, 16).Add(65536, 24).Add(true).Add(15, 5).Add(65536, 17).Add(0, 4).ToArray();
        Assert.Throws<InvalidDataException>(() =>
        {
            var room = 8L << 20;
            for (var book = 0; book < 256; book++)
            {
                var reader = new VorbisBitReader(header);
                VorbisCodebookReader.Read(ref reader, book, ref room);
            }
        });
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(8, 3, 2)]
    [InlineData(7, 3, 1)]
    [InlineData(6561, 8, 3)]
    [InlineData(6560, 8, 2)]
    [InlineData(65536, 1, 65536)]
    [InlineData(65536, 65535, 1)]
    public void Values_of_a_lattice_are_the_whole_root(int entries, int dimensions, int values) =>
        Assert.Equal(values, VorbisCodebookReader.Lookup1Values(entries, dimensions));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-3, -20)]
    [InlineData(0x1FFFFF, 7)]
    public void Floats_of_headers_are_mantissa_and_exponent(int mantissa, int exponent)
    {
        var reader = new VorbisBitReader(new BitWriter().AddFloat(mantissa, exponent).ToArray());
        Assert.Equal((float)(mantissa * Math.Pow(2, exponent)), VorbisCodebookReader.UnpackFloat(reader.Read(32)));
    }

    private static void AssertRefused(BitWriter header, string because)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Assert.Throws<InvalidDataException>(() => Read(header)).Message;
        Assert.Contains(because, message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private static (VorbisCodebook Book, long Left) Read(BitWriter header)
    {
        var reader = new VorbisBitReader(header.ToArray());
        var room = 1L << 23;
        var book = VorbisCodebookReader.Read(ref reader, 7, ref room);
        Assert.Equal((1L << 23) - book.Bytes, room);
        return (book, reader.Left);
    }

    private static BitWriter Header(byte[] lengths, bool isSparse, int dimensions, bool finish = true)
    {
        var header = new BitWriter().Add(0x564342, 24).Add(dimensions, 16).Add(lengths.Length, 24).Add(false).Add(isSparse);
        foreach (var length in lengths)
        {
            if (isSparse)
            {
                header.Add(length > 0);
            }

            if (length > 0)
            {
                header.Add(length - 1, 5);
            }
        }

        return finish ? header.Add(0, 4) : header;
    }

    // A full tree: leaves are split until there are as many as wanted.
    private static byte[] RandomLengths(Random random, int entries, int longest, bool isSparse)
    {
        var lengths = new List<byte> { 1, 1 };
        while (lengths.Count < entries)
        {
            var i = random.Next(2) == 0 ? lengths.Count - 1 : random.Next(lengths.Count);
            if (lengths[i] >= longest)
            {
                i = lengths.IndexOf(lengths.Min());
            }

            if (lengths[i] >= longest)
            {
                break;
            }

            lengths[i]++;
            lengths.Add(lengths[i]);
        }

        if (isSparse)
        {
            lengths.InsertRange(0, new byte[3]);
            lengths.AddRange(new byte[5]);
        }

        var array = lengths.ToArray();
        random.Shuffle(array);
        return array;
    }

    // Each entry's codeword as a text: the first one free, in the order of numbers, that no other begins with or is the beginning of.
    private static Dictionary<int, string> Words(byte[] lengths)
    {
        var words = new Dictionary<int, string>();
        var taken = new SortedDictionary<ulong, ulong>();
        for (var entry = 0; entry < lengths.Length; entry++)
        {
            if (lengths[entry] == 0)
            {
                continue;
            }

            var size = 1UL << (40 - lengths[entry]);
            var start = 0UL;
            foreach (var (from, to) in taken)
            {
                if (start + size <= from)
                {
                    break;
                }

                start = (to + size - 1) / size * size;
            }

            taken.Add(start, start + size);
            words.Add(entry, Convert.ToString((long)(start >> (40 - lengths[entry])), 2).PadLeft(lengths[entry], '0'));
        }

        return words;
    }
}
