namespace Awe.Storage;

/// <summary>Sums over readers, those that have gone included.</summary>
internal readonly record struct ReaderTotals(long Hits, long WarmHits, long Misses, long LateVoices, long DryVoices, long LostRequests)
{
    public ReaderTotals Plus(ReaderCounters counters) => new(
        Hits + counters.Hits,
        WarmHits + counters.WarmHits,
        Misses + counters.Misses,
        LateVoices + counters.LateVoices,
        DryVoices + counters.DryVoices,
        LostRequests + counters.LostRequests);
}
