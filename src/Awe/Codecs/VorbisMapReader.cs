namespace Awe.Codecs;

/// <summary>
/// Reads a stream's pages in order, for its map: the three header packets, then of each packet the first byte and the length. Tolerant
/// where other decoders are: packets that are no audio are passed over, pages of other streams too, numbers of pages and checksums are
/// not looked at, the last page need not say that it is. A packet that is cut is refused: the bank is damaged there.
/// </summary>
internal sealed class VorbisMapReader(StreamWindow window, VorbisSetupCache setups)
{
    private const int MaximumSetupBytes = 64 * 1024;

    // Beyond what encoders count, and far from where sums would overflow.
    private const long LastPosition = 1L << 48;

    private readonly HeaderBytes _header = new();
    private byte[] _identification = [];
    private VorbisSetup? _setup;
    private int _headers;
    private uint? _serial;

    // The packet that goes by.
    private bool _isInPacket;
    private VorbisMapBuilder.Packet _packet;
    private byte _first;

    // Where audio begins, should it be read again from there.
    private long _audioAt;
    private VorbisMapBuilder _builder = new(0);
    private long _cut;
    private long? _shift;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="InvalidDataException">No mono Vorbis stream, or one that ends too early.</exception>
    public VorbisMap Read()
    {
        if (window.Bytes is <= 0 or > int.MaxValue)
        {
            throw VorbisRefusal.At(0, $"a stream of {window.Bytes} bytes, 1 to {int.MaxValue} expected");
        }

        var (at, points) = (0L, (long?)null);
        while (points is null && at < window.Bytes)
        {
            (at, points) = ReadPage(at);
        }

        if (_isInPacket || _setup is null)
        {
            throw VorbisRefusal.At(at, _isInPacket ? "the stream ends inside of a packet" : $"the stream ends after {_headers} of 3 headers");
        }

        points ??= _builder.Decoded - _cut;
        return points > 0
            ? new VorbisMap(_setup, _serial!.Value, points.Value, _builder.Finish(points.Value), _builder.MaximumRecordBytes)
            : throw VorbisRefusal.At(at, "the stream ends without audio");
    }

    // Where to go on, and the stream's points when this was its last page.
    private (long Next, long? Points) ReadPage(long at)
    {
        var page = SeePage(at);
        var next = at + page.Bytes;
        if (page.Serial != (_serial ??= page.Serial))
        {
            return (next, null);
        }

        if (page.IsContinued != _isInPacket && !page.Segments.IsEmpty)
        {
            throw VorbisRefusal.At(
                at, _isInPacket ? "an Ogg page that does not end the packet before" : "an Ogg page that ends a packet that did not begin");
        }

        var isAudio = ReadPackets(in page, (int)at);
        if (page.Position is { } position && (isAudio || page.IsLast))
        {
            return Place(Math.Clamp(position, 0, LastPosition), page.IsLast, next);
        }

        return (next, page.IsLast ? _builder.Decoded - _cut : null);
    }

    private OggPage SeePage(long at)
    {
        var head = window.See(at, OggPage.MaximumHeadBytes);
        if (!OggPage.TryRead(head, out var page))
        {
            throw VorbisRefusal.At(at, "OggS\0"u8.StartsWith(head[..Math.Min(head.Length, 5)])
                ? $"the stream ends inside of the head of an Ogg page, after {head.Length} bytes"
                : $"found {OggPayload.Describe(head)}, {(at == 0 ? "an Ogg stream" : "an Ogg page")} expected");
        }

        var bytes = window.See(at, page.Bytes);
        return OggPage.TryRead(bytes, out page) && page.Bytes <= bytes.Length
            ? page
            : throw VorbisRefusal.At(at, $"the stream ends inside of an Ogg page of {page.Bytes} bytes, after {bytes.Length}");
    }

    // Whether an audio packet ends in the page.
    private bool ReadPackets(in OggPage page, int at)
    {
        var pieces = page.GetPieces();
        var (begun, isAudio) = (0, false);
        while (pieces.TryNext())
        {
            if (pieces.Begins)
            {
                _packet = new VorbisMapBuilder.Packet(at, (byte)begun++, 0, 0, 0);
            }

            TakePiece(pieces.Bytes, at);
            _isInPacket = !pieces.Ends;
            if (pieces.Ends)
            {
                isAudio |= EndPacket(at + pieces.End, at + page.Bytes);
            }
        }

        return isAudio;
    }

    private void TakePiece(ReadOnlySpan<byte> piece, int at)
    {
        if (_packet.Bytes == 0 && piece.Length > 0)
        {
            _first = piece[0];
        }

        _packet = _packet with { Bytes = _packet.Bytes + piece.Length };
        if (_setup is null)
        {
            _header.Append(piece, MaximumSetupBytes);
        }
        else if (_packet.Bytes > VorbisRecord.MaximumBytes)
        {
            throw VorbisRefusal.At(at, $"a packet of {_packet.Bytes} bytes and more, at most {VorbisRecord.MaximumBytes} expected");
        }
    }

    private bool EndPacket(int end, int pageEnd)
    {
        if (_setup is null)
        {
            EndHeader(end, pageEnd);
            return false;
        }

        var block = _setup.BlockOf(_first, _packet.Bytes);
        if (block > 0)
        {
            _builder.Add(_packet with { End = end, Block = block });
        }

        return _builder.Decoded > int.MaxValue
            ? throw VorbisRefusal.At(end, $"{_builder.Decoded} points and more, at most {int.MaxValue} expected")
            : block > 0;
    }

    private void EndHeader(int end, int pageEnd)
    {
        try
        {
            ReadHeader(_header.Bytes);
        }
        catch (InvalidDataException e)
        {
            throw VorbisRefusal.At(_packet.Page, e.Message, e);
        }

        // Section A.2: audio begins with a page of its own.
        if (_setup is not null && end != pageEnd)
        {
            throw VorbisRefusal.At(end, "more in the Ogg page after the headers, a new page expected");
        }

        _audioAt = pageEnd;
        _headers++;
        _header.Clear();
    }

    private void ReadHeader(ReadOnlySpan<byte> packet)
    {
        switch (_headers)
        {
            case 0:
                VorbisIdentification.Read(packet);
                _identification = packet.ToArray();
                break;
            case 1 when !VorbisHeaderKind.Comment.Begins(packet):
                throw new InvalidDataException($"found {OggPayload.Describe(packet)}, the comment header of Vorbis expected");
            case 2 when _packet.Bytes > MaximumSetupBytes:
                throw new InvalidDataException($"a setup header of {_packet.Bytes} bytes, at most {MaximumSetupBytes} expected");
            case 2:
                _setup = setups.Get(_identification, packet);
                break;
        }
    }

    // Appendix A.2: the first page of audio may say that decoding began before the sample did, the last one that it goes on beyond.
    private (long Next, long? Points) Place(long position, bool isLast, long next)
    {
        var decoded = _builder.Decoded;
        if (isLast)
        {
            var excess = Math.Max(0, decoded + (_shift ?? 0) - position);
            return (next, Math.Max(0, decoded - _cut - excess));
        }

        if (_shift is null && position < decoded)
        {
            return BeginAgain(cut: decoded - position);
        }

        _shift = position - decoded;
        return (next, null);
    }

    private (long Next, long? Points) BeginAgain(long cut)
    {
        (_cut, _shift, _builder, _isInPacket) = (cut, -cut, new VorbisMapBuilder(cut), false);
        return (_audioAt, null);
    }

    /// <summary>The bytes of a header packet: comments may be long, so no more than are wanted.</summary>
    private sealed class HeaderBytes
    {
        private byte[] _bytes = new byte[4096];
        private int _length;

        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

        public void Append(ReadOnlySpan<byte> piece, int limit)
        {
            piece = piece[..Math.Min(piece.Length, limit - _length)];
            if (_length + piece.Length > _bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Min(limit, Math.Max(_bytes.Length * 2, _length + piece.Length)));
            }

            piece.CopyTo(_bytes.AsSpan(_length));
            _length += piece.Length;
        }

        public void Clear() => _length = 0;
    }
}
