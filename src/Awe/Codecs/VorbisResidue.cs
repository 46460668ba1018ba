namespace Awe.Codecs;

/// <summary>The fine shape of a block's spectrum (Vorbis I, section 8): partitions, each refined in up to eight passes. Immutable.</summary>
internal sealed class VorbisResidue
{
    private const int Passes = 8;

    private readonly int _type;
    private readonly int _begin;
    private readonly int _end;
    private readonly int _partition;
    private readonly int _classes;
    private readonly int _passes;
    private readonly VorbisCodebook _classBook;
    private readonly VorbisCodebook?[] _books;

    private VorbisResidue(int type, int begin, int end, int partition, int classes, VorbisCodebook classBook, VorbisCodebook?[] books)
    {
        (_type, _begin, _end, _partition, _classes, _classBook, _books) = (type, begin, end, partition, classes, classBook, books);
        for (var i = 0; i < books.Length; i++)
        {
            _passes = books[i] is null ? _passes : Math.Max(_passes, (i % Passes) + 1);
        }
    }

    public long Bytes => (_books.Length * 8L) + 96;

    /// <summary>Reads the header of a residue, section 8.6.1.</summary>
    /// <exception cref="InvalidDataException">No such residue.</exception>
    public static VorbisResidue Read(ref VorbisBitReader reader, VorbisSetupReader setup, int number)
    {
        var type = (int)reader.Read(16);
        if (type > 2)
        {
            throw new InvalidDataException($"residue {number} has type {type}, 0 to 2 expected");
        }

        var (begin, end, partition) = ((int)reader.Read(24), (int)reader.Read(24), (int)reader.Read(24) + 1);
        var classes = (int)reader.Read(6) + 1;
        var classBook = setup.Book((int)reader.Read(8), "residue", number);
        if (begin > end)
        {
            throw new InvalidDataException($"residue {number} begins at {begin} and ends at {end}");
        }

        Span<byte> cascades = stackalloc byte[classes];
        foreach (ref var cascade in cascades)
        {
            var low = reader.Read(3);
            cascade = (byte)(low | (reader.ReadFlag() ? reader.Read(5) << 3 : 0));
        }

        var books = new VorbisCodebook?[classes * Passes];
        for (var i = 0; i < books.Length; i++)
        {
            if ((cascades[i / Passes] & (1 << (i % Passes))) != 0)
            {
                books[i] = setup.BookOfVectors((int)reader.Read(8), "residue", number);
            }
        }

        return new VorbisResidue(type, begin, end, partition, classes, classBook, books);
    }

    /// <summary>Where in a spectrum of so many bins the residue ends.</summary>
    public int EndIn(int bins) => Math.Min(_end, bins);

    /// <summary>
    /// Adds a packet's residue to a spectrum, section 8.6.2. Of one channel, type 2 is the same as type 1. Where the packet ends, the
    /// residue does.
    /// </summary>
    public void Add(ref VorbisBitReader reader, VorbisScratch scratch, Span<float> spectrum)
    {
        var begin = Math.Min(_begin, spectrum.Length);
        var partitions = (EndIn(spectrum.Length) - begin) / _partition;
        var classes = scratch.Classes.AsSpan(0, partitions);
        for (var pass = 0; pass < _passes; pass++)
        {
            for (var i = 0; i < partitions; i++)
            {
                if (pass == 0 && i % _classBook.Dimensions == 0 && !TryReadClasses(ref reader, classes[i..]))
                {
                    return;
                }

                var book = _books[(classes[i] * Passes) + pass];
                if (book is not null && !TryAddPartition(ref reader, book, spectrum.Slice(begin + (i * _partition), _partition)))
                {
                    return;
                }
            }
        }
    }

    private bool TryAddPartition(ref VorbisBitReader reader, VorbisCodebook book, Span<float> partition) =>
        _type == 0 ? book.TryAddSpread(ref reader, partition) : book.TryAddInOrder(ref reader, partition);

    // One number of the class book tells the classes of as many partitions as it has dimensions, the last one lowest.
    private bool TryReadClasses(ref VorbisBitReader reader, Span<byte> classes)
    {
        var rest = _classBook.ReadEntry(ref reader);
        if (rest < 0)
        {
            return false;
        }

        for (var i = _classBook.Dimensions - 1; i >= 0; i--)
        {
            if (rest == 0 || _classes == 1)
            {
                classes[..Math.Min(i + 1, classes.Length)].Clear();
                break;
            }

            var next = rest / _classes;
            if (i < classes.Length)
            {
                classes[i] = (byte)(rest - (next * _classes));
            }

            rest = next;
        }

        return true;
    }
}
