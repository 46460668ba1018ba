namespace Awe.Codecs;

/// <summary>The floor and the residue that the one channel is given (Vorbis I, section 4.2.4, "mappings").</summary>
internal sealed record VorbisMapping(VorbisFloor Floor, VorbisResidue Residue)
{
    /// <summary>Reads the header of a mapping.</summary>
    /// <exception cref="InvalidDataException">No such mapping.</exception>
    public static VorbisMapping Read(ref VorbisBitReader reader, VorbisFloor[] floors, VorbisResidue[] residues, int number)
    {
        if (reader.Read(16) is var type && type != 0)
        {
            throw new InvalidDataException($"mapping {number} has type {type}, 0 expected");
        }

        var submaps = reader.ReadFlag() ? (int)reader.Read(4) + 1 : 1;

        // Coupling names two channels that are not the same: there are none.
        var isCoupled = reader.ReadFlag();
        var reserved = reader.Read(2);
        if (isCoupled || reserved != 0)
        {
            throw new InvalidDataException($"mapping {number} {(isCoupled ? "couples channels of a mono stream" : "has reserved bits set")}");
        }

        var submap = submaps > 1 ? (int)reader.Read(4) : 0;
        if (submap >= submaps)
        {
            throw new InvalidDataException($"mapping {number} gives the channel submap {submap} of {submaps}");
        }

        VorbisMapping? chosen = null;
        for (var i = 0; i < submaps; i++)
        {
            _ = reader.Read(8); // the time configuration, which says nothing
            var (floor, residue) = ((int)reader.Read(8), (int)reader.Read(8));
            if (floor >= floors.Length || residue >= residues.Length)
            {
                throw new InvalidDataException(
                    $"mapping {number} names floor {floor} of {floors.Length} and residue {residue} of {residues.Length}");
            }

            chosen = i == submap ? new VorbisMapping(floors[floor], residues[residue]) : chosen;
        }

        return chosen!;
    }
}
