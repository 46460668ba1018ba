namespace Awe.Benchmarks.HitRate;

/// <summary><c>hitrate</c></summary>
internal static class HitRateProgram
{
    public static int Run(string[] args)
    {
        using var recorder = new TraceRecorder(args[1]);
        Console.Error.WriteLine($"{recorder.BankPages} pages");
        Directory.CreateDirectory(args[0]);
        foreach (var song in args[2..])
        {
            var trace = recorder.Song(song);
            trace.Save(Path.Combine(args[0], trace.Name + ".trace"));
            Console.Error.WriteLine($"{trace.Name}: {trace.Pages.Length} entries, {trace.Distinct} pages");
        }

        var live = recorder.Live(1200, 1);
        live.Save(Path.Combine(args[0], live.Name + ".trace"));
        Console.Error.WriteLine($"{live.Name}: {live.Pages.Length} entries, {live.Distinct} pages");
        return 0;
    }
}
