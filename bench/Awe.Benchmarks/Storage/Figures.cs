using System.Diagnostics;

namespace Awe.Benchmarks.Storage;

/// <summary>Words and middles of figures.</summary>
internal static class Figures
{
    public const long Mebibyte = 1 << 20;

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    public static double Milliseconds(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
