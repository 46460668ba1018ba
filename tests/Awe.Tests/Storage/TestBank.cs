using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.Storage;

/// <summary>Banks whose every point tells its position, so that a page can be verified point by point without holding the bank.</summary>
internal static class TestBank
{
    /// <summary>Where the points begin in the source; not a multiple of anything.</summary>
    public const int DataOffset = 1234;

    /// <summary>Points between two samples, as the specification wants them.</summary>
    private const int Gap = 46;

    /// <summary>The value of a point of the sample data, never 0, so that silence and data cannot be taken for each other.</summary>
    public static short PointAt(long point) => (short)(((ulong)(point + 1) * 0x9E37_79B9_7F4A_7C15 >> 48) | 1);

    /// <summary>Samples of these lengths, one after the other, over points that are computed when they are read.</summary>
    public static SoundFont Of(params int[] lengths)
    {
        var samples = OneAfterTheOther(lengths);
        return Of(new PointSource(samples[^1].ReachEnd), samples);
    }

    public static SoundFont Of(IByteSource source, params SampleHeader[] samples) => new(source, new SoundFontTables
    {
        Info = new SoundFontInfo(),
        SampleData = new SampleData(DataOffset, (source.Length - DataOffset) / sizeof(short), -1),
        Presets = [],
        Instruments = [],
        Samples = samples,
        PresetZones = [],
        InstrumentZones = [],
        PresetGenerators = [],
        InstrumentGenerators = [],
        PresetModulators = [],
        InstrumentModulators = [],
        Warnings = [],
    });

    public static SampleHeader[] OneAfterTheOther(params int[] lengths)
    {
        var samples = new SampleHeader[lengths.Length];
        var start = 0L;
        for (var i = 0; i < lengths.Length; i++)
        {
            samples[i] = Sample(start, start + lengths[i]);
            start += lengths[i] + Gap;
        }

        return samples;
    }

    public static SampleHeader Sample(long start, long end, string? fault = null) => new()
    {
        Name = $"points {start}-{end}",
        Start = start,
        End = end,
        LoopStart = start,
        LoopEnd = start,
        ReachStart = start,
        ReachEnd = end,
        Rate = 44100,
        RootKey = 60,
        CorrectionCents = 0,
        Link = 0,
        Type = 1,
        Fault = fault,
    };

    /// <summary>Whether a page view holds what the source holds there, and zeros after the sample's end.</summary>
    public static void AssertPage(StoredBank bank, int page, ReadOnlySpan<short> points)
    {
        var wrong = FirstWrongPoint(bank, page, points);
        Assert.True(wrong < 0, $"page {page}: point {wrong} of {points.Length} is wrong");
    }

    /// <summary>Index of the first point of a page view that is not the source's; -1 when all are.</summary>
    public static int FirstWrongPoint(StoredBank bank, int page, ReadOnlySpan<short> points)
    {
        if (points.Length != Page.Frames)
        {
            return points.Length;
        }

        var sample = SampleOf(bank, page);
        var first = (long)(page - sample.FirstPage) << Page.Shift;
        for (var i = 0; i < points.Length; i++)
        {
            var expected = first + i < sample.Points ? PointAt(sample.Origin + first + i) : (short)0;
            if (points[i] != expected)
            {
                return i;
            }
        }

        return -1;
    }

    // A plain search, so that it shares no arithmetic with the bank's own.
    private static StoredSample SampleOf(StoredBank bank, int page)
    {
        for (var i = 0; i < bank.Font.Samples.Count; i++)
        {
            var sample = bank.SampleAt(i);
            if (page >= sample.FirstPage && page < sample.FirstPage + sample.PageCount)
            {
                return sample;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(page), page, "no sample has this page");
    }
}
