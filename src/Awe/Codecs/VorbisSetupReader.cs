namespace Awe.Codecs;

/// <summary>Reads the setup header of a stream (Vorbis I, section 4.2.4) into what decoding needs.</summary>
internal sealed class VorbisSetupReader
{
    /// <summary>What the codebooks of a setup may take; those of the known encoders take less than a tenth.</summary>
    private const long MaximumBookBytes = 8 << 20;

    private readonly VorbisCodebook[] _books;

    private VorbisSetupReader(VorbisIdentification identification, VorbisCodebook[] books)
    {
        Identification = identification;
        _books = books;
    }

    public VorbisIdentification Identification { get; }

    /// <summary>Reads the packet.</summary>
    /// <exception cref="InvalidDataException">Not a setup header, or one that cannot be decoded with.</exception>
    public static VorbisSetup Read(VorbisIdentification identification, ReadOnlySpan<byte> packet)
    {
        if (!VorbisHeaderKind.Setup.Begins(packet))
        {
            throw new InvalidDataException($"found {OggPayload.Describe(packet)}, the setup header of Vorbis expected");
        }

        var reader = new VorbisBitReader(packet[VorbisHeaderKinds.Bytes..]);
        var setup = new VorbisSetupReader(identification, ReadBooks(ref reader));
        ReadTimes(ref reader);
        var floors = setup.ReadFloors(ref reader);
        var residues = setup.ReadResidues(ref reader);
        var mappings = ReadMappings(ref reader, floors, residues);
        var modes = ReadModes(ref reader, mappings);
        if (!reader.ReadFlag())
        {
            throw new InvalidDataException("the setup header does not end with a one");
        }

        var bytes = setup._books.Sum(book => book.Bytes) + floors.Sum(floor => floor.Bytes) + residues.Sum(residue => residue.Bytes);
        return new VorbisSetup(identification, modes, bytes);
    }

    /// <summary>"ilog" of section 9.2.1: the bits that a number takes.</summary>
    public static int BitsOf(int number) => number <= 0 ? 0 : System.Numerics.BitOperations.Log2((uint)number) + 1;

    /// <summary>A codebook that a floor or a residue names.</summary>
    /// <exception cref="InvalidDataException">There is none of this number.</exception>
    public VorbisCodebook Book(int book, string part, int number) => book < _books.Length
        ? _books[book]
        : throw new InvalidDataException($"{part} {number} names codebook {book} of {_books.Length}");

    /// <summary>A codebook whose entries are to stand for vectors.</summary>
    /// <exception cref="InvalidDataException">There is none of this number, or it is without vectors.</exception>
    public VorbisCodebook BookOfVectors(int book, string part, int number) => Book(book, part, number) is { HasVectors: true } found
        ? found
        : throw new InvalidDataException($"{part} {number} names codebook {book}, which is without vectors");

    private static VorbisCodebook[] ReadBooks(ref VorbisBitReader reader)
    {
        var room = MaximumBookBytes;
        var books = new VorbisCodebook[reader.Read(8) + 1];
        for (var i = 0; i < books.Length; i++)
        {
            books[i] = VorbisCodebookReader.Read(ref reader, i, ref room);
        }

        return books;
    }

    // Placeholders of the format, all zero.
    private static void ReadTimes(ref VorbisBitReader reader)
    {
        for (var left = (int)reader.Read(6) + 1; left > 0; left--)
        {
            if (reader.Read(16) is var time && time != 0)
            {
                throw new InvalidDataException($"a time domain transform of type {time}, 0 expected");
            }
        }
    }

    private VorbisFloor[] ReadFloors(ref VorbisBitReader reader)
    {
        var floors = new VorbisFloor[reader.Read(6) + 1];
        for (var i = 0; i < floors.Length; i++)
        {
            floors[i] = reader.Read(16) switch
            {
                0 => VorbisFloor0.Read(ref reader, this, i),
                1 => VorbisFloor1.Read(ref reader, this, i),
                var type => throw new InvalidDataException($"floor {i} has type {type}, 0 or 1 expected"),
            };
            RequireMore(in reader, "floor", i);
        }

        return floors;
    }

    private VorbisResidue[] ReadResidues(ref VorbisBitReader reader)
    {
        var residues = new VorbisResidue[reader.Read(6) + 1];
        for (var i = 0; i < residues.Length; i++)
        {
            residues[i] = VorbisResidue.Read(ref reader, this, i);
            RequireMore(in reader, "residue", i);
        }

        return residues;
    }

    private static VorbisMapping[] ReadMappings(ref VorbisBitReader reader, VorbisFloor[] floors, VorbisResidue[] residues)
    {
        var mappings = new VorbisMapping[reader.Read(6) + 1];
        for (var i = 0; i < mappings.Length; i++)
        {
            mappings[i] = VorbisMapping.Read(ref reader, floors, residues, i);
            RequireMore(in reader, "mapping", i);
        }

        return mappings;
    }

    private static VorbisMode[] ReadModes(ref VorbisBitReader reader, VorbisMapping[] mappings)
    {
        var modes = new VorbisMode[reader.Read(6) + 1];
        for (var i = 0; i < modes.Length; i++)
        {
            var isLong = reader.ReadFlag();
            var (window, transform, mapping) = (reader.Read(16), reader.Read(16), reader.Read(8));
            if (window != 0 || transform != 0 || mapping >= mappings.Length)
            {
                throw new InvalidDataException(
                    $"mode {i} has window {window}, transform {transform} and mapping {mapping} of {mappings.Length}, "
                    + "window 0 and transform 0 expected");
            }

            modes[i] = new VorbisMode(isLong, mappings[mapping].Floor, mappings[mapping].Residue);
            RequireMore(in reader, "mode", i);
        }

        return modes;
    }

    private static void RequireMore(in VorbisBitReader reader, string part, int number)
    {
        if (reader.Ended)
        {
            throw new InvalidDataException($"the setup header ends in {part} {number}");
        }
    }
}
