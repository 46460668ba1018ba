using Awe.SoundFonts;

namespace Awe.Player.Inspecting;

/// <summary>How much sound there is.</summary>
internal static class SamplePoints
{
    /// <summary>Bytes of a point in the file.</summary>
    public static int BytesPerPoint(SoundFont font) => font.SampleData.Is24Bit ? 3 : 2;

    public static double Seconds(SampleHeader sample) => (sample.End - sample.Start) / (double)sample.Rate;

    /// <summary>Length of the points that at least one of the samples covers: banks share recordings between headers.</summary>
    public static long Covered(IEnumerable<SampleHeader> samples)
    {
        var (covered, end) = (0L, long.MinValue);
        foreach (var sample in samples.OrderBy(sample => sample.ReachStart))
        {
            var from = Math.Max(sample.ReachStart, end);
            covered += Math.Max(0, sample.ReachEnd - from);
            end = Math.Max(end, sample.ReachEnd);
        }

        return covered;
    }
}
