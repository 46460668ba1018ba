using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Player.Inspecting;

/// <summary>How much sound there is.</summary>
internal static class SamplePoints
{
    /// <summary>Bytes of a point in the file.</summary>
    public static int BytesPerPoint(SoundFont font) => font.SampleData.Is24Bit ? 3 : 2;

    /// <summary>
    /// How long these samples sound together. Encoded ones are read through for it, but not over the web, where they count nothing: all of
    /// the bank would have to come.
    /// </summary>
    /// <exception cref="IOException">The bank cannot be read.</exception>
    public static double Seconds(SoundFont font, IEnumerable<int> samples)
    {
        var encoded = font.Source is HttpByteSource ? null : new EncodedSamples(font);
        return samples.Sum(index =>
            (font.Samples[index].IsEncoded ? encoded?.PointsOf(index) ?? 0 : font.Samples[index].End - font.Samples[index].Start)
            / (double)font.Samples[index].Rate);
    }

    /// <summary>Bytes of the file that these samples take, what several share counted once; what stands in for a ROM's samples takes none.</summary>
    public static long Bytes(SoundFont font, IEnumerable<SampleHeader> samples)
    {
        var list = samples.ToList();
        return (Covered(list.Where(sample => !sample.IsEncoded && sample.StandIn is null).Select(sample => (sample.ReachStart, sample.ReachEnd))) * BytesPerPoint(font))
            + Covered(list.Where(sample => sample.IsEncoded).Select(sample => (sample.EncodedOffset, sample.EncodedOffset + sample.EncodedBytes)));
    }

    private static long Covered(IEnumerable<(long Start, long End)> ranges)
    {
        var (covered, end) = (0L, long.MinValue);
        foreach (var range in ranges.Order())
        {
            var from = Math.Max(range.Start, end);
            covered += Math.Max(0, range.End - from);
            end = Math.Max(end, range.End);
        }

        return covered;
    }
}
