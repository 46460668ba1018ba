using System.Runtime.InteropServices;
using Awe.Codecs;
using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Benchmarks.Codecs;

/// <summary>Pages of a bank drawn at random, cut as the store cuts them: from each sample's first point on, the last filled up with zeros.</summary>
internal static class BankPages
{
    public static short[][] Draw(string path, int count)
    {
        using var font = SoundFont.Open(path);
        var places = (from sample in font.Samples
                      where sample.IsPlayable
                      let pages = (sample.End - sample.Start + PageCodec.Points - 1) / PageCodec.Points
                      from page in Enumerable.Range(0, (int)pages)
                      let first = sample.Start + ((long)page * PageCodec.Points)
                      select (First: first, Points: (int)Math.Min(PageCodec.Points, sample.End - first))).Distinct().ToArray();
        new Random(1).Shuffle(places);
        return places.Take(count).Select(place => Read(font, place.First, place.Points)).ToArray();
    }

    private static short[] Read(SoundFont font, long first, int points)
    {
        var page = new short[PageCodec.Points];
        var bytes = MemoryMarshal.AsBytes(page.AsSpan(0, points));
        if (font.Source.ReadFully(font.SampleData.Offset + (first * sizeof(short)), bytes) != bytes.Length)
        {
            throw new EndOfStreamException($"The bank ends inside the page at point {first}.");
        }

        Spans.FromLittleEndian(page);
        return page;
    }
}
