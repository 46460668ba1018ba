namespace Awe.Codecs;

/// <summary>Gathers a page's packets from the Ogg pages that they lie in, and writes them as a record.</summary>
internal ref struct VorbisRecordWriter(VorbisSetup setup, VorbisPlace place, Span<byte> record)
{
    private readonly Span<byte> _record = record;
    private int _before = place.Index;
    private int _left = place.Packets;
    private int _length = VorbisRecord.HeadBytes;

    // The packet that is being gathered, when it is one that is wanted: its bytes so far, and the first of them.
    private bool _isWanted;
    private int _packetBytes;
    private byte _first;

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

            if (!_isWanted)
            {
                continue;
            }

            Append(pieces.Bytes);
            if (pieces.Ends && !TryEnd())
            {
                return false;
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
        _packetBytes = 0;
        _isWanted = _before == 0;
        _before -= _isWanted ? 0 : 1;
    }

    // As far as there is room: a packet that is no audio may be longer, and will not stay.
    private void Append(ReadOnlySpan<byte> piece)
    {
        if (_packetBytes == 0 && !piece.IsEmpty)
        {
            _first = piece[0];
        }

        var from = _length + VorbisRecord.LengthBytes + _packetBytes;
        if (from < _record.Length)
        {
            piece[..Math.Min(piece.Length, _record.Length - from)].CopyTo(_record[from..]);
        }

        _packetBytes += piece.Length;
    }

    // A packet that is no audio is passed over, as the map did.
    private bool TryEnd()
    {
        _isWanted = false;
        if (setup.BlockOf(_first, _packetBytes) == 0)
        {
            return true;
        }

        var end = _length + VorbisRecord.LengthBytes + _packetBytes;
        if (end > _record.Length)
        {
            return false;
        }

        VorbisRecord.WriteLength(_record[_length..], _packetBytes);
        _length = end;
        _left--;
        return true;
    }
}
