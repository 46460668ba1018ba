using Awe.Primitives;

namespace Awe.Codecs;

/// <summary>
/// Which bytes of a Vorbis stream hold which points, by pages of 4096 points, so that any page can be read and decoded alone. Immutable; any
/// thread. Byte positions are counted from the beginning of the stream.
/// </summary>
internal sealed class VorbisMap
{
    private readonly VorbisPlace[] _places;
    private readonly uint _serial;

    internal VorbisMap(VorbisSetup setup, uint serial, long points, VorbisPlace[] places, int maximumRecordBytes)
    {
        (Setup, _serial, Points, _places, MaximumRecordBytes) = (setup, serial, points, places, maximumRecordBytes);
    }

    /// <summary>What the packets are decoded with.</summary>
    public VorbisSetup Setup { get; }

    /// <summary>Points of the decoded sample.</summary>
    public long Points { get; }

    /// <summary>Pages of the sample, the last one filled up with zeros.</summary>
    public int Pages => _places.Length;

    /// <summary>No page's record is longer.</summary>
    public int MaximumRecordBytes { get; }

    /// <summary>About what memory it takes, the setup not included.</summary>
    public long Bytes => (_places.Length * (long)VorbisPlace.Bytes) + 96;

    /// <summary>
    /// Reads a stream through, without decoding it, in reads of at most 64 KiB; one buffer of that is borrowed.
    /// </summary>
    /// <param name="source">The bank.</param>
    /// <param name="offset">Where the stream begins.</param>
    /// <param name="bytes">Its length: what lies beyond is not read.</param>
    /// <param name="setups">Where its setup is looked up, or kept.</param>
    /// <param name="cancellation">Looked at before each read.</param>
    /// <exception cref="InvalidDataException">
    /// No mono Vorbis stream, or one that ends too early. One line, which says where in the stream; the caller names bank and sample.
    /// </exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static VorbisMap Read(
        IByteSource source, long offset, long bytes, VorbisSetupCache setups, CancellationToken cancellation = default)
    {
        using var window = new StreamWindow(source, offset, bytes, cancellation);
        return new VorbisMapReader(window, setups).Read();
    }

    /// <summary>The bytes of the stream that hold the packets of <paramref name="count"/> pages.</summary>
    public (long Offset, int Bytes) BytesOf(int firstPage, int count)
    {
        var begin = _places[firstPage].Begin;
        return (begin, _places[firstPage + count - 1].End - begin);
    }

    /// <summary>
    /// Makes a page's record of at most <see cref="MaximumRecordBytes"/> and returns its length; 0 when the bytes are not those that the map
    /// was made from.
    /// </summary>
    /// <param name="bytes">Bytes of the stream, at least those of <see cref="BytesOf"/>.</param>
    /// <param name="bytesOffset">Where in the stream they are from.</param>
    /// <param name="page">The page.</param>
    /// <param name="record">Where the record goes.</param>
    /// <exception cref="ArgumentException">Not all bytes are there, or the record has no room.</exception>
    public int CopyRecord(ReadOnlySpan<byte> bytes, long bytesOffset, int page, Span<byte> record)
    {
        var place = _places[page];
        if (place.Begin < bytesOffset || place.End > bytesOffset + bytes.Length || record.Length < MaximumRecordBytes)
        {
            throw new ArgumentException(
                $"Page {page} is in bytes {place.Begin} to {place.End} and takes up to {MaximumRecordBytes}; "
                + $"bytes {bytesOffset} to {bytesOffset + bytes.Length} and room for {record.Length} were given.");
        }

        var writer = new VorbisRecordWriter(Setup, place, record[..MaximumRecordBytes]);
        var rest = bytes[(int)(place.Begin - bytesOffset)..(int)(place.End - bytesOffset)];
        while (!writer.IsDone)
        {
            if (!OggPage.TryRead(rest, out var oggPage) || (oggPage.Serial == _serial && !writer.TryCopy(in oggPage)))
            {
                return 0;
            }

            rest = rest[Math.Min(oggPage.Bytes, rest.Length)..];
        }

        return writer.Finish((int)Math.Min(PageCodec.Points, Points - ((long)page * PageCodec.Points)));
    }
}
