namespace Awe.Codecs;

/// <summary>Gathers a page's packets from the Ogg pages that they lie in, and writes them as a record.</summary>
internal ref struct VorbisRecordWriter(VorbisSetup setup, VorbisPlace place, Span<byte> record)
{
    private readonly Span<byte> _record = record;
    private int _before = place.Index;
    private int _left = place.Packets;
    private int _length = VorbisRecord.HeadBytes;

    // Where the packet begins that is being gathered; 0 between those, and in one that is not wanted.
    private int _packet;

    /// <summary>All packets are there.</summary>
    public readonly bool IsDone => _left == 0;

    /// <summary>Takes what a page has of the packets; false when they are more than was mapped, or cut.</summary>
    public bool TryCopy(in OggPage page)
    {
        var pieces = page.GetPieces();
        while (!IsDone && pieces.TryNext())
        {
            if (pieces.Begins)
            {
                Begin();
            }

            if (_packet > 0 && !TryAppend(pieces.Bytes))
            {
                return false;
            }

            if (_packet > 0 && pieces.Ends)
            {
                End();
            }
        }

        return true;
    }

    /// <summary>Writes the head; returns the record's length.</summary>
    public readonly int Finish(int points)
    {
        VorbisRecord.WriteHead(_record, place.Skip, points);
        return _length;
    }

    private void Begin()
    {
        _packet = 0;
        if (_before > 0)
        {
            _before--;
            return;
        }

        // A length that does not fit is found when the packet's bytes do not either.
        _packet = _length + VorbisRecord.LengthBytes;
        _length = _packet;
    }

    private bool TryAppend(ReadOnlySpan<byte> piece)
    {
        if (_length > _record.Length || !piece.TryCopyTo(_record[_length..]))
        {
            return false;
        }

        _length += piece.Length;
        return true;
    }

    // A packet that is no audio is passed over, as the map did.
    private void End()
    {
        var bytes = _length - _packet;
        if (bytes > 0 && setup.BlockOf(_record[_packet], bytes) > 0)
        {
            VorbisRecord.WriteLength(_record[(_packet - VorbisRecord.LengthBytes)..], bytes);
            _left--;
        }
        else
        {
            _length = _packet - VorbisRecord.LengthBytes;
        }

        _packet = 0;
    }
}
