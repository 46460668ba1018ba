using System.Runtime.InteropServices;

namespace Awe.Benchmarks.HitRate;

/// <summary>The pages of one bank that voices entered while something was played, in order, and the frame (44100 a second) of each entry.</summary>
internal sealed record PageTrace(string Name, int[] Pages, int[] Frames)
{
    public int Distinct { get; } = Pages.Distinct().Count();

    /// <summary>One trace after another, as a listener hears songs.</summary>
    public static PageTrace Join(string name, IReadOnlyList<PageTrace> traces)
    {
        var frames = new List<int>(traces.Sum(trace => trace.Frames.Length));
        var start = 0;
        foreach (var trace in traces)
        {
            frames.AddRange(trace.Frames.Select(frame => start + frame));
            start = frames.Count > 0 ? frames[^1] : 0;
        }

        return new PageTrace(name, [.. traces.SelectMany(trace => trace.Pages)], [.. frames]);
    }

    public void Save(string path)
    {
        using var file = File.Create(path);
        file.Write(MemoryMarshal.AsBytes(Pages.AsSpan()));
        file.Write(MemoryMarshal.AsBytes(Frames.AsSpan()));
    }

    public static PageTrace Load(string name, string path)
    {
        var both = MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(path));
        return new PageTrace(name, both[..(both.Length / 2)].ToArray(), both[(both.Length / 2)..].ToArray());
    }
}
