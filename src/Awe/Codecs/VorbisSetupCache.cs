namespace Awe.Codecs;

/// <summary>
/// The setups in use: streams whose headers are alike get the same one, since the thousands of streams of a bank share a handful. Any
/// thread. Holds the last 32 asked for, fewer where they are unusually large; what left lives on in the maps that have it.
/// </summary>
internal sealed class VorbisSetupCache
{
    /// <summary>Setups held; the least recently asked for leaves.</summary>
    public const int Capacity = 32;

    /// <summary>What those held may take, the last one excepted; ordinary ones take a fifth of a megabyte.</summary>
    public const long MaximumBytes = 16 << 20;

    private readonly Lock _gate = new();

    // The most recently asked for first.
    private readonly List<Entry> _entries = new(Capacity + 1);

    /// <summary>About what memory the setups held take, the headers they are known by included.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return BytesLocked();
            }
        }
    }

    /// <summary>
    /// The setup of these two headers. Of the identification only the block lengths matter, so streams of different rates may share.
    /// </summary>
    /// <exception cref="InvalidDataException">The headers cannot be decoded with.</exception>
    public VorbisSetup Get(ReadOnlySpan<byte> identificationPacket, ReadOnlySpan<byte> setupPacket)
    {
        var identification = VorbisIdentification.Read(identificationPacket);
        if (Find(identification, setupPacket) is { } known)
        {
            return known;
        }

        // Read outside of the lock; should two threads read the same, the first to come back here is kept for both.
        var setup = VorbisSetupReader.Read(identification, setupPacket);
        lock (_gate)
        {
            return FindLocked(identification, setupPacket) ?? AddLocked(new Entry(identification, setupPacket.ToArray(), setup));
        }
    }

    private VorbisSetup? Find(VorbisIdentification identification, ReadOnlySpan<byte> header)
    {
        lock (_gate)
        {
            return FindLocked(identification, header);
        }
    }

    private VorbisSetup? FindLocked(VorbisIdentification identification, ReadOnlySpan<byte> header)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (entry.Identification == identification && header.SequenceEqual(entry.Header))
            {
                _entries.RemoveAt(i);
                _entries.Insert(0, entry);
                return entry.Setup;
            }
        }

        return null;
    }

    private VorbisSetup AddLocked(Entry entry)
    {
        _entries.Insert(0, entry);
        while (_entries.Count > Capacity || (_entries.Count > 1 && BytesLocked() > MaximumBytes))
        {
            _entries.RemoveAt(_entries.Count - 1);
        }

        return entry.Setup;
    }

    private long BytesLocked() => _entries.Sum(entry => entry.Setup.Bytes + entry.Header.Length);

    private sealed record Entry(VorbisIdentification Identification, byte[] Header, VorbisSetup Setup);
}
