using System.Diagnostics;
using System.Runtime.InteropServices;
using Awe.SoundFonts;
using Awe.Storage;
using HdrHistogram;

namespace Awe.Benchmarks.Storage;

/// <summary>
/// <c>cold FILE.sf2</c>: how long a page takes from a disk that has nothing of the file in memory, request to linked page, at random
/// places of the bank, with reads as long as the store's (64 KiB).
/// </summary>
internal static partial class ColdLoads
{
    private const int Loads = 1000;
    private const long BudgetBytes = 256 << 20;
    private const int ForgetAdvice = 4; // POSIX_FADV_DONTNEED

    public static int Run(string path)
    {
        Forget(path);
        using var font = SoundFont.Open(path);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = BudgetBytes });
        using var reader = store.CreateReader(1, 44100, MissPolicy.Wait);
        var bank = store.Attach(font);
        Forget(path); // what opening read ahead

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

        Report(path, store.Statistics, wait, Stopwatch.GetElapsedTime(started));
        return 0;
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

    private static void Forget(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("the page cache can be dropped on Linux only: the figures are of a warm file");
            return;
        }

        using var handle = File.OpenHandle(path);
        var error = Advise((int)handle.DangerousGetHandle(), 0, 0, ForgetAdvice);
        if (error != 0)
        {
            throw new IOException($"{path}: posix_fadvise failed with error {error}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(int file, nint offset, nint length, int advice);
}
