namespace Awe.Storage;

/// <summary>The counters of all readers: those at work, and the sums of those that have gone. Immutable.</summary>
internal sealed class ReaderRoll
{
    private readonly ReaderTotals _gone;
    private readonly ReaderCounters[] _present;

    private ReaderRoll(ReaderTotals gone, ReaderCounters[] present)
    {
        _gone = gone;
        _present = present;
    }

    public static ReaderRoll Empty { get; } = new(default, []);

    public ReaderRoll With(ReaderCounters counters) => new(_gone, [.. _present, counters]);

    public ReaderRoll Without(ReaderCounters counters) => new(_gone.Plus(counters), Array.FindAll(_present, other => other != counters));

    public ReaderTotals Totals()
    {
        var totals = _gone;
        foreach (var counters in _present)
        {
            totals = totals.Plus(counters);
        }

        return totals;
    }
}
