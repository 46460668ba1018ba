using System.Runtime.CompilerServices;
using Awe.Codecs;
using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Storage;

/// <summary>
/// A bank attached to a store: its samples cut into pages, the page table, and the way from a page to its bytes in the source. Encoded samples
/// get their pages when their stream has been looked through (<see cref="Adopt"/>): until then nobody knows how long they are.
/// </summary>
/// <remarks>Any thread may read. What changes, changes under the store's gate.</remarks>
internal sealed class StoredBank : IDisposable
{
    // Encoded samples share a table that has room for so many points a byte of theirs; music has three, tones have ten.
    private const int MostPointsPerByte = 16;

    private readonly StoredSample[] _samples;
    private readonly EncodedSamples? _encoded;
    private readonly int[] _firstPages; // of samples that have pages, in order of their pages
    private readonly int[] _withPages; // those samples
    private readonly SampleData _data;
    private readonly IByteSource _source;
    private volatile int _countWithPages;
    private int _usedPages;

    public StoredBank(int number, SoundFont font, int runPages = 1)
    {
        Number = number;
        Font = font;
        RunPages = runPages;
        _source = font.Source;
        _data = font.SampleData;
        var count = font.Samples.Count;
        (_samples, _firstPages, _withPages) = (new StoredSample[count], new int[count], new int[count]);
        _encoded = font.Samples.Any(sample => sample.IsEncoded) ? new EncodedSamples(font) : null;
        CutIntoPages();
        Table = new PageTable(checked(_usedPages + MostEncodedPages(font)));
    }

    /// <summary>The store's number for this bank, in page requests and pins.</summary>
    public int Number { get; }

    public SoundFont Font { get; }

    public PageTable Table { get; }

    /// <summary>The most pages that one read fetches.</summary>
    public int RunPages { get; }

    /// <summary>Whether pages have a second plane.</summary>
    public bool Is24Bit => _data.Is24Bit;

    /// <summary>Synthesizers that play the bank. Under the store's owners' lock.</summary>
    public int Users { get; set; }

    /// <summary>Whether the bank is on its way out: nothing is loaded for it. Under the store's gate.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Loads under way. Under the store's gate.</summary>
    public int LoadsUnderWay { get; set; }

    /// <summary>Memory of the page table and of the way to it.</summary>
    public long Bytes => Table.Bytes + (_samples.Length * (long)(Unsafe.SizeOf<StoredSample>() + (3 * sizeof(int))));

    /// <summary>What is known of encoded samples takes so much beside; entered in the pool's account as it comes. Under the store's gate.</summary>
    public long MapBytes { get; set; }

    /// <summary>Decoding tables that have been counted among those. Under the store's gate.</summary>
    public long SetupBytes { get; set; }

    /// <summary>Whether some samples are encoded streams.</summary>
    public bool HasEncoded => _encoded is not null;

    /// <summary>The encoded samples.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public EncodedSamples Encoded => _encoded ?? throw new InvalidOperationException("The bank has no encoded samples.");

    /// <summary>Pages of the samples whose length is known. Under the store's gate.</summary>
    public int UsedPages => _usedPages;

    /// <summary>Bytes of all pages that are known, if they were resident.</summary>
    public long ResidentBytes => _usedPages * (PageFrames.FrameBytes + (Is24Bit ? Page.PlaneBytes : 0));

    /// <summary>A sample whose length is known (<see cref="IsKnown"/>).</summary>
    public StoredSample SampleAt(int index) => _samples[index];

    /// <summary>Audio thread: whether a sample's length and pages are known: always, but for encoded ones nobody has asked for.</summary>
    public bool IsKnown(int index) => _encoded is null || _encoded.IsKnown(index);

    /// <summary>Whether a page is of an encoded sample.</summary>
    public bool IsEncoded(int page) => _encoded is not null && _encoded.Has(IndexOf(page));

    /// <summary>
    /// What an encoded sample turned out to be; null for one that cannot be played, which has no pages. False when its pages find no room in
    /// the table: it is then silent, too. Under the store's gate.
    /// </summary>
    public bool Adopt(int sample, VorbisMap? map)
    {
        var fits = map is null || map.Pages <= Table.Pages - _usedPages;
        if (map is not null && fits)
        {
            Give(sample, 0, map.Points);
            _encoded!.Learn(sample, map);
        }
        else
        {
            _encoded!.Learn(sample, null);
        }

        return fits;
    }

    /// <summary>How many pages from <paramref name="page"/> on belong to the same sample.</summary>
    public int PagesToSampleEnd(int page)
    {
        var sample = SampleOf(page);
        return sample.FirstPage + sample.PageCount - page;
    }

    /// <summary>
    /// Streamer: the bytes of an encoded sample that hold the packets of up to <paramref name="count"/> pages; fewer where they do not fit
    /// into <paramref name="bytes"/>.
    /// </summary>
    /// <returns>Bytes read from the source, and where in the stream they begin.</returns>
    /// <exception cref="IOException">The source cannot be read, or ends too early.</exception>
    public (int Bytes, long Offset) ReadStream(int page, ref int count, Span<byte> bytes, CancellationToken cancellation)
    {
        var index = IndexOf(page);
        var map = Encoded.MapOf(index);
        var first = page - _samples[index].FirstPage;
        var range = map.BytesOf(first, count);
        while (range.Bytes > bytes.Length && count > 1)
        {
            range = map.BytesOf(first, --count);
        }

        return (ReadPlane(_data.Offset + Font.SampleAt(index).EncodedOffset + range.Offset, bytes[..range.Bytes], cancellation), range.Offset);
    }

    /// <summary>The map of a page's encoded sample, and the page's number in it.</summary>
    public (VorbisMap Map, int Page) MapOf(int page)
    {
        var index = IndexOf(page);
        return (Encoded.MapOf(index), page - _samples[index].FirstPage);
    }

    /// <summary>Streamer: reads <paramref name="count"/> pages of one sample of points, zeros after the sample's end.</summary>
    /// <param name="page">The first page.</param>
    /// <param name="count">How many.</param>
    /// <param name="points">Takes the points, the upper 16 bits of 24-bit ones.</param>
    /// <param name="lowBytes">Takes the low bytes of 24-bit points; empty for others.</param>
    /// <param name="cancellation">Given to the source.</param>
    /// <returns>Bytes read from the source.</returns>
    /// <exception cref="IOException">The source cannot be read, or ends before the sample does.</exception>
    public int Read(int page, int count, Span<short> points, Span<byte> lowBytes, CancellationToken cancellation)
    {
        var sample = SampleOf(page);
        var first = (long)(page - sample.FirstPage) << Page.Shift;
        var wanted = (int)Math.Min((long)count << Page.Shift, sample.Points - first);
        var origin = sample.Origin + first;
        var read = ReadPlane(_data.Offset + (origin * sizeof(short)), Spans.AsBytes(points[..wanted]), cancellation);
        Spans.FromLittleEndian(points[..wanted]);
        points[wanted..(count << Page.Shift)].Clear();
        if (!lowBytes.IsEmpty)
        {
            read += ReadPlane(_data.LowByteOffset + origin, lowBytes[..wanted], cancellation);
            lowBytes[wanted..(count << Page.Shift)].Clear();
        }

        return read;
    }

    public void Dispose() => Table.Dispose();

    private static int MostEncodedPages(SoundFont font) =>
        Page.CountFor(font.Samples.Where(sample => sample.IsPlayable && sample.IsEncoded).Sum(sample => sample.EncodedBytes * MostPointsPerByte));

    private void CutIntoPages()
    {
        for (var i = 0; i < _samples.Length; i++)
        {
            var header = Font.SampleAt(i);
            if (!header.IsEncoded)
            {
                Give(i, header.ReachStart, header.IsPlayable ? header.ReachEnd - header.ReachStart : 0);
            }
        }
    }

    private void Give(int sample, long origin, long points)
    {
        var count = Page.CountFor(points);
        _samples[sample] = new StoredSample(_usedPages, count, origin, points);
        if (count > 0)
        {
            _firstPages[_countWithPages] = _usedPages;
            _withPages[_countWithPages] = sample;
            _countWithPages++; // last: who searches sees what lies before it
            _usedPages = checked(_usedPages + count);
        }
    }

    private int ReadPlane(long offset, Span<byte> bytes, CancellationToken cancellation)
    {
        var read = _source.ReadFully(offset, bytes, cancellation);
        return read == bytes.Length
            ? read
            : throw new EndOfStreamException($"{_source.Name}: the file has become shorter than the {_source.Length} bytes that it was opened with, and sample data is missing.");
    }

    private StoredSample SampleOf(int page) => _samples[IndexOf(page)];

    private int IndexOf(int page)
    {
        var place = Array.BinarySearch(_firstPages, 0, _countWithPages, page);
        return _withPages[place >= 0 ? place : ~place - 1];
    }
}
