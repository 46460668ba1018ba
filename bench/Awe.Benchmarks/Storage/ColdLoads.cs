using System.Diagnostics;
using Awe.SoundFonts;
using Awe.Storage;
using HdrHistogram;

namespace Awe.Benchmarks.Storage;

/// <summary>
/// <c>cold FILE.sf2</c>: how long a page takes from a disk that has nothing of the file in memory, request to linked page, at random
/// places of the bank, with reads as long as the store's (64 KiB).
/// </summary>
internal static class ColdLoads
{
    private const int Loads = 1000;
    private const long BudgetBytes = 256 << 20;

    public static int Run(string path)
    {
        var (seen, wait, time) = Measure(path);
        Report(path, seen, wait, time);
        return 0;
    }

    /// <summary>What the store counted, how long each load took in nanoseconds, and all of them together.</summary>
    public static (SampleStoreStatistics Seen, LongHistogram Wait, TimeSpan Time) Measure(string path)
    {
        CachedFile.Drop(path);
        using var font = SoundFont.Open(path);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = BudgetBytes });
        using var reader = store.CreateReader(1, 44100, MissPolicy.Wait);
        var bank = store.Attach(font);
        CachedFile.Drop(path); // what opening read ahead

        var wait = new LongHistogram(10_000_000_000, 3);
        var started = Stopwatch.GetTimestamp();
        foreach (var page in RandomRuns(bank, bank.RunPages))
        {
            var asked = Stopwatch.GetTimestamp();
            reader.BeginQuantum();
            reader.Request(bank, page, bank.RunPages, 0, PagePriority.Critical);
            _ = reader.Read(bank, page);
            reader.Leave();
            wait.RecordValue(Math.Max(1, (long)Stopwatch.GetElapsedTime(asked).TotalNanoseconds));
        }

        return (store.Statistics, wait, Stopwatch.GetElapsedTime(started));
    }

    // Runs that do not overlap, so that no load is warmed by another; they begin where the store's own reads would.
    private static IEnumerable<int> RandomRuns(StoredBank bank, int runPages)
    {
        var starts = new List<int>();
        for (var page = 0; page < bank.Table.Pages; page += Math.Min(runPages, bank.PagesToSampleEnd(page)))
        {
            if (bank.PagesToSampleEnd(page) >= runPages)
            {
                starts.Add(page);
            }
        }

        var order = starts.ToArray();
        new Random(1).Shuffle(order);
        return order.Take(Loads);
    }

    private static void Report(string path, SampleStoreStatistics seen, LongHistogram wait, TimeSpan time)
    {
        Console.WriteLine($"{path}: {wait.TotalCount} loads at random places, page cache dropped before");
        Console.WriteLine($"  asked to linked: p50 {Milliseconds(50):0.000} ms, p99 {Milliseconds(99):0.000} ms, max {Milliseconds(100):0.000} ms");
        Console.WriteLine($"  reads alone:     p50 {seen.ReadP50Milliseconds:0.000} ms, p99 {seen.ReadP99Milliseconds:0.000} ms, max {seen.ReadMaxMilliseconds:0.000} ms ({seen.Reads} reads)");
        Console.WriteLine($"  {seen.ReadBytes / time.TotalSeconds / 1e6:0.0} MB/s, one load at a time, {seen.ReadBytes / Math.Max(1, seen.Reads) / 1024.0:0.0} KiB a read");

        double Milliseconds(double percentile) => wait.GetValueAtPercentile(percentile) / 1e6;
    }
}
