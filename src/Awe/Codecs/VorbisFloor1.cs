namespace Awe.Codecs;

/// <summary>Floor 1: straight lines, on a scale of decibels, between posts of the spectrum (Vorbis I, section 7).</summary>
internal sealed class VorbisFloor1 : VorbisFloor
{
    /// <summary>Two ends and what 31 partitions of 8 could hold.</summary>
    public const int MaximumPosts = 2 + (31 * 8);

    private const int Gains = 256;

    // Section 10.1 prints 256 numbers; they are steps of 140/256 decibels up to 1.
    private static readonly float[] s_gains = MakeGains();
    private static readonly int[] s_ranges = [256, 128, 86, 64];

    private readonly Class[] _partitions;
    private readonly int _multiplier;
    private readonly int _range;
    private readonly int[] _posts;
    private readonly int[] _sorted;
    private readonly (int Below, int Above)[] _neighbors;

    private VorbisFloor1(Class[] partitions, int multiplier, int[] posts)
    {
        (_partitions, _multiplier, _range, _posts) = (partitions, multiplier, s_ranges[multiplier - 1], posts);
        _sorted = [.. Enumerable.Range(0, posts.Length).OrderBy(i => posts[i])];
        _neighbors = [.. posts.Select((post, i) => Neighbors(posts.AsSpan(0, i), post))];
    }

    /// <inheritdoc/>
    public override long Bytes => (_posts.Length * 16L) + (_partitions.Length * 8L) + 512;

    /// <summary>Reads the header of a floor, section 7.2.2.</summary>
    /// <exception cref="InvalidDataException">No such floor.</exception>
    public static VorbisFloor1 Read(ref VorbisBitReader reader, VorbisSetupReader setup, int number)
    {
        var classOf = new int[reader.Read(5)];
        for (var i = 0; i < classOf.Length; i++)
        {
            classOf[i] = (int)reader.Read(4);
        }

        var classes = new Class[classOf.Length == 0 ? 0 : classOf.Max() + 1];
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = Class.Read(ref reader, setup, number);
        }

        var partitions = Array.ConvertAll(classOf, i => classes[i]);
        var multiplier = (int)reader.Read(2) + 1;
        var bits = (int)reader.Read(4);
        var posts = new int[2 + partitions.Sum(partition => partition.Dimensions)];
        posts[1] = 1 << bits;
        for (var i = 2; i < posts.Length; i++)
        {
            posts[i] = (int)reader.Read(bits);
        }

        if (posts.Distinct().Count() < posts.Length && !reader.Ended)
        {
            throw new InvalidDataException($"floor {number} has two posts in one place");
        }

        return new VorbisFloor1(partitions, multiplier, posts);
    }

    /// <inheritdoc/>
    public override bool TryRead(ref VorbisBitReader reader, VorbisScratch scratch)
    {
        if (!reader.ReadFlag())
        {
            return false;
        }

        var heights = scratch.Heights.AsSpan(0, _posts.Length);
        var bits = VorbisSetupReader.BitsOf(_range - 1);
        heights[0] = (int)reader.Read(bits);
        heights[1] = (int)reader.Read(bits);
        var rest = heights[2..];
        foreach (var partition in _partitions)
        {
            partition.ReadHeights(ref reader, rest[..partition.Dimensions]);
            rest = rest[partition.Dimensions..];
        }

        return !reader.Ended;
    }

    /// <inheritdoc/>
    public override void Shape(VorbisScratch scratch, Span<float> spectrum, int filled)
    {
        var heights = scratch.Heights.AsSpan(0, _posts.Length);
        var bends = scratch.Bends.AsSpan(0, _posts.Length);
        FindHeights(heights, bends);
        spectrum = spectrum[..filled];

        // Section 7.2.4, "step 2: curve synthesis".
        var (x, y) = (0, Height(heights[0]));
        foreach (var post in _sorted.AsSpan(1))
        {
            if (bends[post])
            {
                var (nextX, nextY) = (_posts[post], Height(heights[post]));
                MultiplyLine(spectrum, x, y, nextX, nextY);
                (x, y) = (nextX, nextY);
            }
        }

        MultiplyLine(spectrum, x, y, Math.Max(x + 1, spectrum.Length), y);
    }

    // Section 7.2.4, "step 1: amplitude value synthesis": what was read is how far a post lies off the line between its neighbors.
    private void FindHeights(Span<int> heights, Span<bool> bends)
    {
        bends.Clear();
        bends[0] = bends[1] = true;
        for (var i = 2; i < heights.Length; i++)
        {
            var (below, above) = _neighbors[i];
            var predicted = PointOfLine(_posts[below], heights[below], _posts[above], heights[above], _posts[i]);
            if (heights[i] == 0)
            {
                heights[i] = predicted;
                continue;
            }

            bends[below] = bends[above] = bends[i] = true;

            // A sound packet stays inside of the range; any other does no harm.
            heights[i] = Math.Clamp(predicted + Offset(heights[i], predicted), 0, short.MaxValue);
        }
    }

    private int Offset(int read, int predicted)
    {
        var (roomAbove, roomBelow) = (_range - predicted, predicted);
        if (read < Math.Min(roomAbove, roomBelow) * 2)
        {
            return (read & 1) != 0 ? -((read + 1) >> 1) : read >> 1;
        }

        return roomAbove > roomBelow ? read - roomBelow : roomAbove - read - 1;
    }

    private int Height(int height) => Math.Min(height * _multiplier, Gains - 1);

    // Section 9.2.6.
    private static int PointOfLine(int x0, int y0, int x1, int y1, int x)
    {
        var away = Math.Abs(y1 - y0) * (x - x0) / (x1 - x0);
        return y1 < y0 ? y0 - away : y0 + away;
    }

    // Section 9.2.7, "render line", from x0 up to and without x1.
    private static void MultiplyLine(Span<float> spectrum, int x0, int y0, int x1, int y1)
    {
        var end = Math.Min(x1, spectrum.Length);
        if (x0 >= end)
        {
            return;
        }

        var width = x1 - x0;
        var slope = (y1 - y0) / width;
        var steeper = y1 < y0 ? slope - 1 : slope + 1;
        var excess = Math.Abs(y1 - y0) - (Math.Abs(slope) * width);
        var (y, error) = (y0, 0);
        var gains = s_gains;
        foreach (ref var bin in spectrum[x0..end])
        {
            bin *= gains[y & (Gains - 1)];
            error += excess;
            if (error >= width)
            {
                error -= width;
                y += steeper;
            }
            else
            {
                y += slope;
            }
        }
    }

    // Sections 9.2.4 and 9.2.5: the nearest posts on both sides among those before it in the header.
    private static (int Below, int Above) Neighbors(ReadOnlySpan<int> before, int post)
    {
        var (below, above) = (0, 1);
        for (var i = 0; i < before.Length; i++)
        {
            below = before[i] < post && before[i] > before[below] ? i : below;
            above = before[i] > post && before[i] < before[above] ? i : above;
        }

        return (below, above);
    }

    private static float[] MakeGains()
    {
        var gains = new float[Gains];
        for (var i = 0; i < Gains; i++)
        {
            gains[i] = (float)Math.Pow(10, (i - (Gains - 1)) * (140.0 / 256 / 20));
        }

        return gains;
    }

    /// <summary>How the posts of a partition are coded: the master book's number chooses each one's book.</summary>
    private sealed class Class(int dimensions, int bits, VorbisCodebook? master, VorbisCodebook?[] books)
    {
        public int Dimensions => dimensions;

        public static Class Read(ref VorbisBitReader reader, VorbisSetupReader setup, int floor)
        {
            var dimensions = (int)reader.Read(3) + 1;
            var bits = (int)reader.Read(2);
            var master = bits > 0 ? setup.Book((int)reader.Read(8), "floor", floor) : null;
            var books = new VorbisCodebook?[1 << bits];
            for (var i = 0; i < books.Length; i++)
            {
                var book = (int)reader.Read(8) - 1;
                books[i] = book < 0 ? null : setup.Book(book, "floor", floor);
            }

            return new Class(dimensions, bits, master, books);
        }

        public void ReadHeights(ref VorbisBitReader reader, Span<int> heights)
        {
            var choice = master?.ReadEntry(ref reader) ?? 0;
            foreach (ref var height in heights)
            {
                height = books[choice & (books.Length - 1)]?.ReadEntry(ref reader) ?? 0;
                choice >>= bits;
            }
        }
    }
}
