using System.Diagnostics.Metrics;

namespace Awe.Storage;

/// <summary>
/// A store's statistics as <see cref="System.Diagnostics.Metrics"/>: the meter <c>awe.store</c>, read only when somebody listens (for
/// instance <c>dotnet-counters monitor --counters awe.store</c>).
/// </summary>
internal sealed class StoreMeter : IDisposable
{
    public const string Name = "awe.store";

    private readonly Meter _meter = new(Name);
    private readonly SampleStore _store;

    public StoreMeter(SampleStore store)
    {
        _store = store;
        Gauge("awe.store.budget", "By", "What the store may hold", s => s.BudgetBytes);
        Tier("pool", s => s.Pool);
        Tier("hot", s => s.Hot);
        Tier("warm", s => s.Warm);
        Gauge("awe.store.hit_rate", "1", "Share of entered pages that were in memory", s => s.HitRate);
        Gauge("awe.store.pressure", "{level}", "Level of memory pressure, 0-4", s => (long)s.Pressure);
        Counter("awe.store.hits.hot", "{page}", "Pages that were hot when a voice entered them", s => s.HitsHot);
        Counter("awe.store.hits.warm", "{page}", "Pages that were warm when a voice entered them", s => s.HitsWarm);
        Counter("awe.store.misses", "{page}", "Pages that had to come from the bank", s => s.MissesCold);
        Counter("awe.store.evictions", "{page}", "Pages that left the hot tier", s => s.Evictions);
        Counter("awe.store.evictions.warm", "{page}", "Pages that left the warm tier", s => s.WarmEvictions);
        Counter("awe.store.reads", "{read}", "Reads of the banks", s => s.Reads);
        Counter("awe.store.read_bytes", "By", "Bytes read of the banks", s => s.ReadBytes);
        Counter("awe.store.read_faults", "{read}", "Reads that failed", s => s.ReadFaults);
        Gauge("awe.store.read.p99", "ms", "99th percentile of the time of a read", s => s.ReadP99Milliseconds);
        Gauge("awe.store.decode.p99", "us", "99th percentile of the time of decompressing a page", s => s.DecodeP99Microseconds);
        Counter("awe.store.voices.late", "{voice}", "Voices that started late", s => s.LateVoices);
        Counter("awe.store.voices.dry", "{voice}", "Times a voice ran dry", s => s.DryVoices);
        Counter("awe.store.requests.lost", "{request}", "Requests that were dropped", s => s.LostRequests);
    }

    public void Dispose() => _meter.Dispose();

    private void Tier(string tier, Func<SampleStoreStatistics, TierStatistics> of)
    {
        Gauge($"awe.store.{tier}.bytes", "By", $"Held by the {tier} tier", s => of(s).Bytes);
        Gauge($"awe.store.{tier}.limit", "By", $"What the {tier} tier may hold", s => of(s).LimitBytes);
    }

    private void Gauge<T>(string name, string unit, string what, Func<SampleStoreStatistics, T> value)
        where T : struct => _meter.CreateObservableGauge(name, () => value(_store.Statistics), unit, what);

    private void Counter(string name, string unit, string what, Func<SampleStoreStatistics, long> value) =>
        _meter.CreateObservableCounter(name, () => value(_store.Statistics), unit, what);
}
