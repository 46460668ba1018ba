namespace Awe.Benchmarks.HitRate;

/// <summary>The pages of one bank that voices entered while something was played, in order, and the frame (44100 a second) of each entry.</summary>
internal sealed record PageTrace(string Name, int[] Pages, int[] Frames)
{
    public const int Rate = 44100;

    /// <summary>Different pages: the misses that nothing can save.</summary>
    public int Distinct { get; } = Pages.Distinct().Count();

    public double Seconds => Frames.Length == 0 ? 0 : (double)Frames[^1] / Rate;

    /// <summary>One trace after another, as a listener hears songs.</summary>
    public static PageTrace Join(string name, IReadOnlyList<PageTrace> traces)
    {
        var frames = new List<int>(traces.Sum(trace => trace.Frames.Length));
        foreach (var trace in traces)
        {
            var start = frames.Count > 0 ? frames[^1] : 0;
            frames.AddRange(trace.Frames.Select(frame => start + frame));
        }

        return new PageTrace(name, [.. traces.SelectMany(trace => trace.Pages)], [.. frames]);
    }
}
