namespace Awe.Tests.Playback;

/// <summary>
/// What was expected beside what came: each expectation is used up by one entry of its page, beginnings of notes by their own frame.
/// </summary>
internal sealed class ForecastMatch
{
    private const double LateSeconds = 0.01;
    private const double EarlySeconds = 0.1;
    private readonly double _lateFrames;
    private readonly double _earlyFrames;

    public ForecastMatch(IReadOnlyList<PageEntry> expected, IReadOnlyList<PageEntry> entered, int rate = 44100)
    {
        (_lateFrames, _earlyFrames) = (LateSeconds * rate, EarlySeconds * rate);
        (Expected, Entered) = (expected.Count, entered.Count);
        var byPage = expected.GroupBy(e => (e.Bank, e.Page)).ToDictionary(g => g.Key, g => new LinkedList<long>(g.Select(e => e.Frame)));
        foreach (var entry in entered)
        {
            Covered += byPage.TryGetValue((entry.Bank, entry.Page), out var frames) && Find(frames, entry) is not null ? 1 : 0;
        }

        foreach (var entry in entered.OrderByDescending(e => e.IsStart).ThenBy(e => e.Frame))
        {
            if (byPage.TryGetValue((entry.Bank, entry.Page), out var frames) && Find(frames, entry) is { } node)
            {
                frames.Remove(node);
                Found++;
                MostLate = Math.Max(MostLate, node.Value - entry.Frame);
                MostEarly = Math.Max(MostEarly, entry.Frame - node.Value);
            }
            else
            {
                Missed.Add(entry);
            }
        }
    }

    public int Expected { get; }

    public int Entered { get; }

    public int Found { get; }

    /// <summary>Entries whose page was expected then, if only for another voice.</summary>
    public int Covered { get; }

    /// <summary>Frames by which an expectation lay behind its entry.</summary>
    public long MostLate { get; } = long.MinValue;

    /// <summary>Frames by which an expectation lay before its entry.</summary>
    public long MostEarly { get; } = long.MinValue;

    public List<PageEntry> Missed { get; } = [];

    public double Recall => (double)Found / Entered;

    /// <summary>The share of what was expected that never came.</summary>
    public double Waste => (double)(Expected - Found) / Expected;

    public override string ToString() =>
        $"entered {Entered}, found {Found} ({Recall:P2}), covered {(double)Covered / Entered:P2}, "
        + $"{MostLate} frames late to {MostEarly} early, expected {Expected}, waste {Waste:P2}";

    private LinkedListNode<long>? Find(LinkedList<long> frames, PageEntry entry)
    {
        var (from, to) = entry.IsStart ? (entry.Frame, entry.Frame) : (entry.Frame - _earlyFrames, entry.Frame + _lateFrames);
        for (var node = frames.First; node is not null && node.Value <= to; node = node.Next)
        {
            if (node.Value >= from)
            {
                return node;
            }
        }

        return null;
    }
}
