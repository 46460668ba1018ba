namespace Awe.Benchmarks.Storage;

/// <summary>What a voice pays for a page that is there: see <see cref="HotLookup"/>.</summary>
internal static class HotPages
{
    private const int Runs = 31;

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject)
    {
        var lookup = new HotLookup();
        lookup.Load();
        var read = Nanoseconds(lookup.Read);
        var touch = Nanoseconds(lookup.ReadAndTouch);
        lookup.Close();
        yield return new PromiseRow(
            "hot lookup",
            "< 100 ns",
            $"{read:0.0} ns, {touch:0.0} ns with the page's first point",
            $"{HotLookup.Pages} pages (256 MiB) in random order; median of {Runs}");
    }

    private static double Nanoseconds(Func<int> readAll) =>
        Figures.Median(Enumerable.Range(0, Runs).Select(_ => Figures.Milliseconds(() => readAll()) * 1e6 / HotLookup.Pages).ToArray());
}
