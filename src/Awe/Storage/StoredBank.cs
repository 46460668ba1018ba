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

    public StoredBank(int number, SoundFont font)
    {
        Number = number;
        Font = font;
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

    /// <summary>Memory of the page table and of the way to it.</summary>
    public long Bytes => Table.Bytes + (_samples.Length * (long)(Unsafe.SizeOf<StoredSample>() + sizeof(int)));

    /// <summary>Bytes of all pages if they were resident.</summary>
    public long ResidentBytes => (long)Table.Pages * Page.Bytes;

    public StoredSample SampleAt(int index) => _samples[index];

    /// <summary>How many pages from <paramref name="page"/> on belong to the same sample.</summary>
    public int PagesToSampleEnd(int page)
    {
        var sample = SampleOf(page);
        return sample.FirstPage + sample.PageCount - page;
    }

    /// <summary>Streamer: reads <paramref name="count"/> pages of one sample into <paramref name="points"/>, zeros after the sample's end.</summary>
    /// <returns>Bytes read from the source.</returns>
    /// <exception cref="IOException">The source cannot be read, or ends before the sample does.</exception>
    public int Read(int page, int count, Span<short> points)
    {
        var sample = SampleOf(page);
        var first = (long)(page - sample.FirstPage) << Page.Shift;
        var wanted = (int)Math.Min((long)count << Page.Shift, sample.Points - first);
        var offset = _data.Offset + ((sample.Origin + first) * sizeof(short));
        var bytes = Spans.AsBytes(points[..wanted]);
        var read = _source.ReadFully(offset, bytes);
        if (read < bytes.Length)
        {
            throw new EndOfStreamException($"{_source.Name}: the file ends at byte {offset + read}, where sample data up to byte {offset + bytes.Length} was expected.");
        }

        points[wanted..(count << Page.Shift)].Clear();
        Spans.FromLittleEndian(points[..wanted]);
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
