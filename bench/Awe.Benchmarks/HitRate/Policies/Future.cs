namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>What a trace says of the time to come.</summary>
internal sealed class Future
{
    /// <summary>No further use.</summary>
    public const int Never = int.MaxValue;

    private readonly int[] _next;

    public Future(ReadOnlySpan<int> trace, int pages)
    {
        _next = new int[trace.Length];
        var seen = new int[pages];
        Array.Fill(seen, Never);
        for (var i = trace.Length - 1; i >= 0; i--)
        {
            (_next[i], seen[trace[i]]) = (seen[trace[i]], i);
        }
    }

    /// <summary>When the page that is asked for at <paramref name="index"/> is asked for again.</summary>
    public int NextAfter(int index) => _next[index];
}
