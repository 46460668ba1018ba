using Awe.Midi;
using Awe.Storage;

namespace Awe.Benchmarks.Storage;

/// <summary>What the system's page cache holds of the bank after it was read, and whether what it held before is still there.</summary>
internal static class PageCacheUse
{
    private const double Seconds = 30;
    private const int BudgetMebibytes = 16;

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject)
    {
        CachedFile.Drop(subject.Bank);
        yield return Row(subject, "nothing cached before");
        CachedFile.Warm(subject.Bank);
        yield return Row(subject, "all cached before");
    }

    private static PromiseRow Row(StoreSubject subject, string what)
    {
        var before = CachedFile.Bytes(subject.Bank);
        long read;
        using (var stage = new Stage(subject.Bank, BudgetMebibytes * Figures.Mebibyte, MissPolicy.Wait, MidiFile.Open(subject.Songs[0])))
        {
            stage.Render(Seconds);
            read = stage.Store.Statistics.ReadBytes;
        }

        var after = CachedFile.Bytes(subject.Bank);
        return new PromiseRow(
            $"page cache as it was, {what}",
            "file not held twice",
            before < 0 ? "not known here" : $"{before / 1e6:0.0} MB before, {after / 1e6:0.0} MB after",
            $"{Seconds:0} s of a song from {BudgetMebibytes} MiB, {read / 1e6:0} MB read");
    }
}
