namespace Awe.Benchmarks.Storage;

/// <summary><c>store BANK.sf2 [--big BIG.sf2] SONG.mid...</c>: what the store promises beside what it does here, as a table.</summary>
internal static class StoreProgram
{
    // Opening first: its first figure is of code that has not run before.
    private static readonly Func<StoreSubject, IEnumerable<PromiseRow>>[] s_measurements =
    [
        OpeningTime.Measure, ProcessPeak.Measure, BudgetPeaks.Measure, SameSound.Measure, RenderAllocation.Measure, SongsInTime.Measure,
        ColdPages.Measure, HotPages.Measure, VoiceStarts.Measure, WarmPages.Measure, TrimTime.Measure, LiveHits.Measure, PageCacheUse.Measure,
    ];

    public static int Run(string[] args)
    {
        if (!TryParse(args, out var subject))
        {
            Console.Error.WriteLine("store BANK.sf2 [--big BIG.sf2] SONG.mid...");
            return 2;
        }

        Console.WriteLine($"{Path.GetFileName(subject.Bank)}, {new FileInfo(subject.Bank).Length / 1e6:0} MB; {subject.Songs.Length} songs.");
        Console.WriteLine();
        Console.WriteLine(new PromiseRow("promise", "wanted", "measured", "how"));
        Console.WriteLine(new PromiseRow("---", "---", "---", "---"));
        foreach (var row in s_measurements.SelectMany(measure => measure(subject)))
        {
            Console.WriteLine(row);
        }

        return 0;
    }

    private static bool TryParse(string[] args, out StoreSubject subject)
    {
        string? big = null;
        var paths = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--big" && i + 1 < args.Length)
            {
                big = args[++i];
            }
            else
            {
                paths.Add(args[i]);
            }
        }

        subject = new StoreSubject(paths.FirstOrDefault("missing"), big, [.. paths.Skip(1)]);
        return subject.Songs.Length > 0;
    }
}
