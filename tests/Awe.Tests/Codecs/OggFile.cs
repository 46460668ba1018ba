using System.Buffers.Binary;

namespace Awe.Tests.Codecs;

/// <summary>An Ogg stream put together packet by packet, with the checksums that other decoders ask for; and taken apart again.</summary>
internal sealed class OggFile(uint serial = 1)
{
    private readonly List<byte> _file = [];
    private readonly List<byte> _body = [];
    private readonly List<byte> _segments = [];
    private bool _isContinued;
    private uint _number;

    /// <summary>Segments that a page is closed after, even inside of a packet.</summary>
    public int SegmentsPerPage { get; set; } = 255;

    public byte[] ToArray() => [.. _file];

    /// <summary>The packets of a stream with one serial number, and the count of points that its last page gives.</summary>
    public static (List<byte[]> Packets, long Position) Parse(byte[] file)
    {
        var (packets, packet, position) = (new List<byte[]>(), new List<byte>(), -1L);
        for (var at = 0; at < file.Length;)
        {
            var (segments, body) = (file[at + 26], at + 27 + file[at + 26]);
            position = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at + 6));
            for (var i = 0; i < segments; i++)
            {
                var length = file[at + 27 + i];
                packet.AddRange(file.AsSpan(body, length));
                body += length;
                if (length < 255)
                {
                    packets.Add([.. packet]);
                    packet.Clear();
                }
            }

            at = body;
        }

        return (packets, position);
    }

    /// <summary>The three headers, the first in a page of its own.</summary>
    public OggFile WithHeaders(List<byte[]> packets)
    {
        AddPacket(packets[0], 0, endPage: true);
        AddPacket(packets[1], 0);
        return AddPacket(packets[2], 0, endPage: true);
    }

    /// <summary>Adds a packet; what of it fills pages is written, and the rest of the page too where it is to end.</summary>
    public OggFile AddPacket(ReadOnlySpan<byte> packet, long position, bool endPage = false, bool isLast = false)
    {
        for (var at = 0; at <= packet.Length; at += 255)
        {
            if (_segments.Count == SegmentsPerPage)
            {
                EndPage(-1, isLast: false, isInside: at > 0);
            }

            var segment = packet[at..Math.Min(at + 255, packet.Length)];
            _segments.Add((byte)segment.Length);
            _body.AddRange(segment);
        }

        if (endPage || isLast || _segments.Count == SegmentsPerPage)
        {
            EndPage(position, isLast, isInside: false);
        }

        return this;
    }

    /// <summary>Adds bytes as they are, between two pages.</summary>
    public OggFile AddBytes(ReadOnlySpan<byte> bytes)
    {
        _file.AddRange(bytes);
        return this;
    }

    public OggFile EndPage(long position, bool isLast, bool isInside)
    {
        var page = new byte[27 + _segments.Count + _body.Count];
        "OggS"u8.CopyTo(page);
        page[5] = (byte)((_isContinued ? 1 : 0) | (_number == 0 ? 2 : 0) | (isLast ? 4 : 0));
        BinaryPrimitives.WriteInt64LittleEndian(page.AsSpan(6), position);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(14), serial);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(18), _number++);
        page[26] = (byte)_segments.Count;
        _segments.CopyTo(page, 27);
        _body.CopyTo(page, 27 + _segments.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), Checksum(page));
        _file.AddRange(page);
        _segments.Clear();
        _body.Clear();
        _isContinued = isInside;
        return this;
    }

    private static uint Checksum(byte[] page)
    {
        var sum = 0u;
        foreach (var value in page)
        {
            sum ^= (uint)value << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum << 1) ^ ((sum & 0x80000000) != 0 ? 0x04C11DB7u : 0);
            }
        }

        return sum;
    }
}
