namespace Awe.Benchmarks.Storage;

/// <summary>A page that is in no memory: see <see cref="ColdLoads"/>.</summary>
internal static class ColdPages
{
    public static IEnumerable<PromiseRow> Measure(StoreSubject subject) => new[] { subject.Bank, subject.BigBank }.OfType<string>().Select(path =>
    {
        var (seen, wait, _) = ColdLoads.Measure(path);
        return new PromiseRow(
            $"page load from cold, {Path.GetFileName(path)}",
            "p99 < 10 ms",
            $"p50 {wait.GetValueAtPercentile(50) / 1e6:0.00} ms, p99 {wait.GetValueAtPercentile(99) / 1e6:0.00} ms, max {wait.GetValueAtPercentile(100) / 1e6:0.0} ms",
            $"{wait.TotalCount} random places, one at a time, asked to linked, file cache dropped; the reads alone p99 {seen.ReadP99Milliseconds:0.00} ms");
    });
}
