using System.Runtime.CompilerServices;
using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Storage;

/// <summary>A bank attached to a store: its samples cut into pages, the page table, and the way from a page to its bytes in the source.</summary>
/// <remarks>Immutable but for the table's slots; any thread may read.</remarks>
internal sealed class StoredBank : IDisposable
{
    private readonly StoredSample[] _samples;
    private readonly int[] _firstPages;
    private readonly SampleData _data;
    private readonly IByteSource _source;

    public StoredBank(int number, SoundFont font, int runPages = 1)
    {
        Number = number;
        Font = font;
        RunPages = runPages;
        _source = font.Source;
        _data = font.SampleData;
        _samples = CutIntoPages(font, out var pages);
        _firstPages = Array.ConvertAll(_samples, sample => sample.FirstPage);
        Table = new PageTable(pages);
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
    public long Bytes => Table.Bytes + (_samples.Length * (long)(Unsafe.SizeOf<StoredSample>() + sizeof(int)));

    /// <summary>Bytes of all pages if they were resident.</summary>
    public long ResidentBytes => Table.Pages * (PageFrames.FrameBytes + (Is24Bit ? Page.PlaneBytes : 0));

    public StoredSample SampleAt(int index) => _samples[index];

    /// <summary>How many pages from <paramref name="page"/> on belong to the same sample.</summary>
    public int PagesToSampleEnd(int page)
    {
        var sample = SampleOf(page);
        return sample.FirstPage + sample.PageCount - page;
    }

    /// <summary>Streamer: reads <paramref name="count"/> pages of one sample, zeros after the sample's end.</summary>
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

    private static StoredSample[] CutIntoPages(SoundFont font, out int pages)
    {
        var samples = new StoredSample[font.Samples.Count];
        pages = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var header = font.Samples[i];
            var points = header.IsPlayable ? header.ReachEnd - header.ReachStart : 0;
            var count = Page.CountFor(points);
            samples[i] = new StoredSample(pages, count, header.ReachStart, points);
            pages = checked(pages + count);
        }

        return samples;
    }

    private int ReadPlane(long offset, Span<byte> bytes, CancellationToken cancellation)
    {
        var read = _source.ReadFully(offset, bytes, cancellation);
        return read == bytes.Length
            ? read
            : throw new EndOfStreamException($"{_source.Name}: the file ends at byte {offset + read}, where sample data up to byte {offset + bytes.Length} was expected.");
    }

    private StoredSample SampleOf(int page)
    {
        var index = Array.BinarySearch(_firstPages, page);
        index = index >= 0 ? index : ~index - 1;

        // Silent samples have no page and share their number with the next one that has.
        while (_samples[index].PageCount == 0)
        {
            index++;
        }

        return _samples[index];
    }
}
