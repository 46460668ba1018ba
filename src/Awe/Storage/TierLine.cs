using System.Diagnostics;

namespace Awe.Storage;

/// <summary>
/// Moves the line between hot and warm by what it saves. Pages that are read from the bank again after they were evicted say that more should
/// be kept, and warm keeps nearly two pages where hot keeps one; pages that are decompressed say that more should stay as it is. Each
/// costs its time: the line goes a step towards the side that costs less time than half of the other. But where a song's look-ahead finds
/// no room in hot, hot is too small, whatever the rest costs.
/// </summary>
/// <remarks>The keeper's thread.</remarks>
internal sealed class TierLine(StoreParts parts)
{
    private const double Step = 0.05;
    private const double LeastPart = 0.35;
    private const double MostPart = 0.85;
    private const long LeastEvents = 32;
    private static readonly long s_interval = Stopwatch.Frequency / 2;
    private long _next = Stopwatch.GetTimestamp() + s_interval;
    private (double Refetches, double Decodes, long Events, long Stalls) _seen;

    /// <summary>Called often; looks twice a second.</summary>
    public void Poll()
    {
        if (Stopwatch.GetTimestamp() < _next || parts.Ledger.HotPart is <= 0 or >= 1)
        {
            return;
        }

        _next = Stopwatch.GetTimestamp() + s_interval;
        var counters = parts.Counters;
        var now = (counters.RefetchSeconds, counters.DecodeSeconds, Events: counters.Refetches + counters.Decodes.Count, counters.Stalls);
        var (refetches, decodes, events) = (now.RefetchSeconds - _seen.Refetches, now.DecodeSeconds - _seen.Decodes, now.Events - _seen.Events);
        var stalls = now.Stalls - _seen.Stalls;
        if (events < LeastEvents)
        {
            return;
        }

        _seen = now;
        if (stalls >= LeastEvents)
        {
            parts.Ledger.HotPart = Math.Min(MostPart, parts.Ledger.HotPart + Step);
        }
        else if (refetches > 2 * decodes)
        {
            parts.Ledger.HotPart = Math.Max(LeastPart, parts.Ledger.HotPart - Step);
        }
        else if (decodes > 2 * refetches)
        {
            parts.Ledger.HotPart = Math.Min(MostPart, parts.Ledger.HotPart + Step);
        }
    }
}
