using System.Buffers.Binary;

namespace Awe.Codecs;

/// <summary>
/// An Ogg page (RFC 3533, section 6): a head, the lengths of its segments, their bytes. A packet is cut into segments of 255 bytes and a
/// last one that is shorter, and may go on in the next page. The checksum is not looked at: banks without compression have none either, decoding
/// stands any bytes, and a click is better than a sample that is silent.
/// </summary>
internal readonly ref struct OggPage
{
    /// <summary>Bytes of a page with as many segments as there can be.</summary>
    public const int MaximumBytes = MaximumHeadBytes + (255 * 255);

    /// <summary>Bytes before the first segment, at most.</summary>
    public const int MaximumHeadBytes = FixedBytes + 255;

    private const int FixedBytes = 27;
    private const long NoPosition = -1;

    private readonly ReadOnlySpan<byte> _bytes;

    private OggPage(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        var length = HeadBytes;
        foreach (var segment in Segments)
        {
            length += segment;
        }

        Bytes = length;
    }

    /// <summary>Bytes of the whole page; fewer may be at hand.</summary>
    public int Bytes { get; }

    /// <summary>Bytes before the first segment.</summary>
    public int HeadBytes => FixedBytes + _bytes[26];

    /// <summary>Lengths of the segments.</summary>
    public ReadOnlySpan<byte> Segments => _bytes.Slice(FixedBytes, _bytes[26]);

    /// <summary>Whether the first segments end a packet of the page before.</summary>
    public bool IsContinued => (_bytes[5] & 1) != 0;

    /// <summary>Whether this is the stream's last page.</summary>
    public bool IsLast => (_bytes[5] & 4) != 0;

    /// <summary>Which stream the page belongs to, where several share a file.</summary>
    public uint Serial => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[14..]);

    /// <summary>Points up to the end of the last packet that ends here, by the encoder's count; null when none ends.</summary>
    public long? Position => BinaryPrimitives.ReadInt64LittleEndian(_bytes[6..]) is var position and not NoPosition ? position : null;

    /// <summary>False when the bytes do not begin with a page's whole head. Its segments may be cut.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out OggPage page)
    {
        if (bytes.Length < FixedBytes || !bytes.StartsWith("OggS\0"u8) || bytes.Length < FixedBytes + bytes[26])
        {
            page = default;
            return false;
        }

        page = new OggPage(bytes);
        return true;
    }

    /// <summary>The pieces of packets in this page, in their order.</summary>
    public Pieces GetPieces() => new(this);

    /// <summary>Goes through a page's pieces: what it has of a packet, one after another.</summary>
    internal ref struct Pieces(OggPage page)
    {
        private readonly OggPage _page = page;
        private int _segment;
        private bool _isFirst = true;

        /// <summary>Bytes of the page up to the end of the piece.</summary>
        public int End { get; private set; } = page.HeadBytes;

        /// <summary>The piece.</summary>
        public ReadOnlySpan<byte> Bytes { get; private set; }

        /// <summary>Whether a packet begins with it.</summary>
        public bool Begins { get; private set; }

        /// <summary>Whether a packet ends with it.</summary>
        public bool Ends { get; private set; }

        /// <summary>False when there are no more, or the bytes at hand end before this one does.</summary>
        public bool TryNext()
        {
            var segments = _page.Segments;
            if (_segment == segments.Length)
            {
                return false;
            }

            var length = 0;
            byte last;
            do
            {
                last = segments[_segment++];
                length += last;
            }
            while (last == 255 && _segment < segments.Length);

            if (length > _page._bytes.Length - End)
            {
                return false;
            }

            Bytes = _page._bytes.Slice(End, length);
            End += length;
            Ends = last < 255;
            Begins = !(_isFirst && _page.IsContinued);
            _isFirst = false;
            return true;
        }
    }
}
