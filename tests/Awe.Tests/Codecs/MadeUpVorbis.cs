namespace Awe.Tests.Codecs;

/// <summary>
/// Vorbis streams that no encoder makes any more: floors and residues of every type, books of every kind, blocks in any order. The headers are
/// made by hand and the packets are noise, which every decoder has to understand in the same way.
/// </summary>
internal static class MadeUpVorbis
{
    /// <param name="Floor">0 or 1.</param>
    /// <param name="Residue">0, 1 or 2.</param>
    /// <param name="Short">Points of a short block, as a power of two.</param>
    /// <param name="Long">Points of a long block, as a power of two.</param>
    /// <param name="Order">Order of floor 0.</param>
    /// <param name="Submaps">Whether the channel gets its floor and residue from the second submap of three.</param>
    internal sealed record Shape(int Floor, int Residue, int Short, int Long, int Order = 8, bool Submaps = false);

    /// <summary>A stream of so many packets, each of up to <paramref name="packetBytes"/> bytes; as a file and as packets.</summary>
    public static (byte[] File, List<byte[]> Packets) Make(Shape shape, int seed, int packets, int packetBytes, bool shortPackets)
    {
        var random = new Random(seed);
        List<byte[]> all = [Identification(shape), Comment(), Setup(shape, random)];
        var file = new OggFile().WithHeaders(all);
        var isLong = Enumerable.Range(0, packets).Select(_ => random.Next(3) > 0).ToArray();
        var (position, blockBefore) = (0L, 0);
        for (var i = 0; i < packets; i++)
        {
            var block = 1 << (isLong[i] ? shape.Long : shape.Short);
            position += blockBefore == 0 ? 0 : (blockBefore + block) / 4;
            var isLast = i == packets - 1;
            var packet = Packet(shape, random, isLong, i, shortPackets ? random.Next(2, packetBytes) : packetBytes);
            all.Add(packet);
            file.AddPacket(packet, isLast ? position - (block / 8) : position, isLast: isLast);
            blockBefore = block;
        }

        return (file.ToArray(), all);
    }

    private static byte[] Identification(Shape shape) => new BitWriter().Add(1, 8).AddBytes("vorbis"u8)
        .Add(0, 32).Add(1, 8).Add(44100, 32).Add(0, 32).Add(0, 32).Add(0, 32).Add(shape.Short, 4).Add(shape.Long, 4).Add(1, 8).ToArray();

    private static byte[] Comment() => new BitWriter().Add(3, 8).AddBytes("vorbis"u8)
        .Add(4, 32).AddBytes("none"u8).Add(0, 32).Add(1, 8).ToArray();

    private static byte[] Setup(Shape shape, Random random)
    {
        var setup = new BitWriter().Add(5, 8).AddBytes("vorbis"u8);
        AddBooks(setup.Add(7 - 1, 8), shape, random);
        setup.Add(0, 6).Add(0, 16);

        // The wanted floor and residue come second; the first are others.
        setup.Add(2 - 1, 6);
        AddFloor(setup, shape with { Floor = 1 - shape.Floor });
        AddFloor(setup, shape);
        setup.Add(2 - 1, 6);
        AddResidue(setup, (shape.Residue + 1) % 3, shape);
        AddResidue(setup, shape.Residue, shape);
        setup.Add(1 - 1, 6).Add(0, 16);
        if (shape.Submaps)
        {
            setup.Add(true).Add(3 - 1, 4).Add(false).Add(0, 2).Add(1, 4).Add(0, 24).Add(0, 8).Add(1, 8).Add(1, 8).Add(0, 24);
        }
        else
        {
            setup.Add(false).Add(false).Add(0, 2).Add(0, 8).Add(1, 8).Add(1, 8);
        }

        // Three modes, so that two bits are needed and one number is free.
        setup.Add(3 - 1, 6);
        foreach (var isLong in new[] { false, true, true })
        {
            setup.Add(isLong).Add(0, 16).Add(0, 16).Add(0, 8);
        }

        return setup.Add(true).ToArray();
    }

    private static void AddBooks(BitWriter setup, Shape shape, Random random)
    {
        // 0: classes, 9 entries for two partitions.
        AddBook(setup, 2, [3, 3, 4, 3, 3, 4, 3, 3, 3]).Add(0, 4);

        // 1: a lattice of 5 x 5.
        AddBook(setup, 2, [.. Enumerable.Repeat((byte)4, 7), .. Enumerable.Repeat((byte)5, 18)])
            .Add(1, 4).AddFloat(-2, -7).AddFloat(1, -7).Add(3 - 1, 4).Add(false);
        AddValues(setup, 5, 3, random);

        // 2: 16 vectors of four, sparse among 20.
        setup.Add(0x564342, 24).Add(4, 16).Add(20, 24).Add(false).Add(true);
        for (var i = 0; i < 20; i++)
        {
            setup.Add(i % 5 != 3);
            if (i % 5 != 3)
            {
                setup.Add(4 - 1, 5);
            }
        }

        setup.Add(2, 4).AddFloat(-3, -9).AddFloat(1, -10).Add(4 - 1, 4).Add(false);
        AddValues(setup, 80, 4, random);

        // 3: numbers, ordered: 63 of six bits, and one each of more, up to the two of 13 that only a search finds.
        setup.Add(0x564342, 24).Add(1, 16).Add(71, 24).Add(true).Add(6 - 1, 5).Add(63, 7);
        setup.Add(1, 4).Add(1, 3).Add(1, 3).Add(1, 3).Add(1, 3).Add(1, 2).Add(2, 2).Add(0, 4);

        // 4: which books a partition of floor 1 has.
        AddBook(setup, 1, [.. Enumerable.Repeat((byte)2, 4)]).Add(0, 4);

        // 5: line spectral pairs, each counted from the one before: about evenly over half a circle, or the filter would ring without end.
        var apart = Math.PI / (shape.Order + 1);
        AddBook(setup, 3, [.. Enumerable.Repeat((byte)4, 5), .. Enumerable.Repeat((byte)5, 22)])
            .Add(1, 4).AddFloat((int)(apart * 0.97 * 65536), -16).AddFloat((int)(apart * 0.02 * 65536), -16).Add(2 - 1, 4).Add(true);
        AddValues(setup, 3, 2, random);

        // 6: one entry alone, eight numbers at once.
        AddBook(setup, 8, [1]).Add(2, 4).AddFloat(-1, -11).AddFloat(1, -11).Add(2 - 1, 4).Add(false);
        AddValues(setup, 8, 2, random);
    }

    private static BitWriter AddBook(BitWriter setup, int dimensions, byte[] lengths)
    {
        setup.Add(0x564342, 24).Add(dimensions, 16).Add(lengths.Length, 24).Add(false).Add(false);
        Array.ForEach(lengths, length => setup.Add(length - 1, 5));
        return setup;
    }

    private static void AddValues(BitWriter setup, int count, int bits, Random random)
    {
        for (var i = 0; i < count; i++)
        {
            setup.Add(random.Next(1 << bits), bits);
        }
    }

    private static void AddFloor(BitWriter setup, Shape shape)
    {
        setup.Add(shape.Floor, 16);
        if (shape.Floor == 0)
        {
            // Amplitudes of six bits, 60 decibels, two books to choose from.
            setup.Add(shape.Order, 8).Add(44100, 16).Add(60, 16).Add(6, 6).Add(60, 8).Add(2 - 1, 4).Add(5, 8).Add(5, 8);
            return;
        }

        var bits = shape.Long - 1;
        setup.Add(3, 5).Add(0, 4).Add(1, 4).Add(0, 4);
        setup.Add(2 - 1, 3).Add(1, 2).Add(4, 8).Add(0, 8).Add(3 + 1, 8);
        setup.Add(3 - 1, 3).Add(0, 2).Add(3 + 1, 8);
        setup.Add(2 - 1, 2).Add(bits, 4);
        foreach (var place in new[] { 7, 19, 11, 3, 14, 27, 5 })
        {
            setup.Add(place << (bits - 5), bits);
        }
    }

    private static void AddResidue(BitWriter setup, int type, Shape shape)
    {
        var bins = 1 << (shape.Long - 1);
        setup.Add(type, 16).Add(4, 24).Add(bins - 8, 24).Add(16 - 1, 24).Add(3 - 1, 6).Add(0, 8);

        // Class 0: nothing; class 1: passes 0 and 2; class 2: passes 1 and 4.
        setup.Add(0, 3).Add(false).Add(0b101, 3).Add(false).Add(0b010, 3).Add(true).Add(0b00010, 5);
        setup.Add(1, 8).Add(2, 8).Add(6, 8).Add(1, 8);
    }

    private static byte[] Packet(Shape shape, Random random, bool[] isLong, int index, int bytes)
    {
        var packet = new BitWriter().Add(false).Add(isLong[index] ? 1 + random.Next(2) : 0, 2);
        if (isLong[index])
        {
            packet.Add(index > 0 && isLong[index - 1]).Add(index + 1 == isLong.Length || isLong[index + 1]);
        }

        // A silent block now and then.
        var isSilent = random.Next(8) == 0;
        if (shape.Floor == 0)
        {
            packet.Add(isSilent ? 0 : random.Next(1, 24), 6).Add(random.Next(2), 2);
        }
        else
        {
            packet.Add(!isSilent);
        }

        for (var i = 0; i < bytes; i++)
        {
            packet.Add(random.Next(256), 8);
        }

        return packet.ToArray();
    }
}
