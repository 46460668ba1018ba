using Awe.Primitives;
using CsCheck;

namespace Awe.Tests.Primitives;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void An_empty_histogram_says_zero()
    {
        var histogram = new LatencyHistogram();
        Assert.Equal((0, 0.0, 0.0), (histogram.Count, histogram.MaxMilliseconds, histogram.PercentileMilliseconds(0.99)));
    }

    [Fact]
    public void Percentiles_are_right_to_a_sixteenth_and_never_below() =>
        Gen.Long[0, 20_000_000_000].Array[1, 300].Sample(times =>
        {
            var histogram = new LatencyHistogram();
            Array.ForEach(times, histogram.Record);
            Array.Sort(times);
            foreach (var share in new[] { 0.01, 0.5, 0.9, 0.99, 1 })
            {
                var exact = times[(int)Math.Ceiling(times.Length * share) - 1] / 1e6;
                Assert.InRange(histogram.PercentileMilliseconds(share), exact, (exact * 17 / 16) + 1e-6);
            }

            Assert.Equal(times[^1] / 1e6, histogram.MaxMilliseconds);
        });

    [Fact]
    public void Times_of_any_size_are_counted()
    {
        var histogram = new LatencyHistogram();
        foreach (var time in new[] { long.MinValue, -1, 0, 1, 15, 16, 17, long.MaxValue })
        {
            histogram.Record(time);
        }

        Assert.Equal(8, histogram.Count);
        Assert.Equal(long.MaxValue / 1e6, histogram.PercentileMilliseconds(1));
    }

    [Fact]
    public void Many_threads_may_record()
    {
        var histogram = new LatencyHistogram();
        Parallel.For(0, 4, thread =>
        {
            for (var i = 1; i <= 10_000; i++)
            {
                histogram.Record((thread * 10_000) + i);
            }
        });

        Assert.Equal(40_000, histogram.Count);
        Assert.Equal(0.04, histogram.MaxMilliseconds);
    }
}
