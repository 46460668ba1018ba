namespace Awe.Tests.Playback;

/// <summary>What was expected beside what came: each expectation is used up by one entry of its page.</summary>
internal sealed class ForecastMatch
{
    public ForecastMatch(IReadOnlyList<PageEntry> expected, IReadOnlyList<PageEntry> entered, double lateSeconds = 0.01, double earlySeconds = 0.25, int rate = 44100)
    {
        var byPage = expected.GroupBy(e => (e.Bank, e.Page)).ToDictionary(g => g.Key, g => new Queue<long>(g.Select(e => e.Frame)));
        var byEntry = entered.GroupBy(e => (e.Bank, e.Page));
        Expected = expected.Count;
        Entered = entered.Count;
        foreach (var page in byEntry)
        {
            var frames = byPage.GetValueOrDefault(page.Key) ?? new Queue<long>();
            foreach (var entry in page.OrderBy(e => e.Frame))
            {
                while (frames.TryPeek(out var early) && early < entry.Frame - (earlySeconds * rate))
                {
                    frames.Dequeue();
                }

                Starts += entry.IsStart ? 1 : 0;
                if (frames.TryPeek(out var frame) && frame <= entry.Frame + (entry.IsStart ? 0 : lateSeconds * rate))
                {
                    frames.Dequeue();
                    Found++;
                    ExactStarts += entry.IsStart && frame == entry.Frame ? 1 : 0;
                }
                else
                {
                    Missed.Add(entry);
                }
            }
        }
    }

    public int Expected { get; }

    public int Entered { get; }

    public int Found { get; private set; }

    public int Starts { get; private set; }

    public int ExactStarts { get; private set; }

    public List<PageEntry> Missed { get; } = [];

    public double Recall => (double)Found / Entered;

    /// <summary>The share of what was expected that never came.</summary>
    public double Waste => (double)(Expected - Found) / Expected;

    public override string ToString() =>
        $"entered {Entered}, found {Found} ({Recall:P2}), starts {Starts}, exact {ExactStarts}, expected {Expected}, waste {Waste:P2}";
}
