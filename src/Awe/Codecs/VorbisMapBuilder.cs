namespace Awe.Codecs;

/// <summary>
/// Cuts a stream's packets into pages while they go by. Points are counted as decoded, from the end of the first packet's first half on; the
/// first <paramref name="cut"/> of them are not the sample's.
/// </summary>
internal sealed class VorbisMapBuilder(long cut)
{
    /// <summary>Bytes of the stream that one page's packets may be spread over, framing and other streams' pages included.</summary>
    private const int MaximumSpread = 256 * 1024;

    private readonly List<VorbisPlace> _places = [];
    private Packet _before;

    // Of all packets so far, each with its length, as a record has them; and of those before the page that is open.
    private long _packets;
    private long _bytes;
    private (VorbisPlace Place, long Packets, long Bytes)? _open;

    /// <summary>Points decoded from the packets so far.</summary>
    public long Decoded { get; private set; }

    /// <summary>The longest record so far.</summary>
    public int MaximumRecordBytes { get; private set; } = VorbisRecord.HeadBytes;

    private long NextStart => cut + (_places.Count * (long)PageCodec.Points);

    /// <summary>Takes the next audio packet.</summary>
    /// <exception cref="InvalidDataException">A page is spread over too much.</exception>
    public void Add(in Packet packet)
    {
        var (packetsBefore, bytesBefore) = (_packets - 1, _bytes - _before.Bytes - VorbisRecord.LengthBytes);
        _packets++;
        _bytes += packet.Bytes + VorbisRecord.LengthBytes;
        if (_before.Block > 0)
        {
            // Vorbis I, section 4.3.8: from the middle of a block to the middle of the next.
            var from = Decoded;
            Decoded += (_before.Block + packet.Block) / 4;
            CloseIfComplete(in packet);
            if (_open is null && NextStart < Decoded)
            {
                var place = new VorbisPlace(_before.Page, 0, (ushort)(NextStart - from), _before.Index, 0);
                _open = (place, packetsBefore, bytesBefore);
                CloseIfComplete(in packet);
            }
        }

        _before = packet;
    }

    /// <summary>The places of a sample of so many points.</summary>
    public VorbisPlace[] Finish(long points)
    {
        if (_open is not null)
        {
            Close(in _before);
        }

        var pages = (int)((points + PageCodec.Points - 1) / PageCodec.Points);
        return [.. _places.Take(pages)];
    }

    private void CloseIfComplete(in Packet packet)
    {
        if (_open is not null && NextStart + PageCodec.Points <= Decoded)
        {
            Close(in packet);
        }
    }

    private void Close(in Packet last)
    {
        var (place, packetsBefore, bytesBefore) = _open!.Value;
        var (packets, record) = (_packets - packetsBefore, VorbisRecord.HeadBytes + _bytes - bytesBefore);
        if (record > VorbisRecord.MaximumBytes || last.End - place.Begin > MaximumSpread || packets > byte.MaxValue)
        {
            throw VorbisRefusal.At(
                place.Begin,
                $"{packets} packets of {record} bytes, spread over {last.End - place.Begin}, for {PageCodec.Points} points; "
                + $"at most {byte.MaxValue} of {VorbisRecord.MaximumBytes} over {MaximumSpread} expected");
        }

        MaximumRecordBytes = Math.Max(MaximumRecordBytes, (int)record);
        _places.Add(place with { End = last.End, Packets = (byte)packets });
        _open = null;
    }

    /// <summary>An audio packet: in which Ogg page it begins and as which one there, where it ends, its bytes, and its block's points.</summary>
    internal readonly record struct Packet(int Page, byte Index, int End, int Bytes, int Block);
}
