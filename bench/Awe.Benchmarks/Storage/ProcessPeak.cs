using System.Diagnostics;
using Awe.Midi;
using Awe.Storage;

namespace Awe.Benchmarks.Storage;

/// <summary>What a process takes at most for a song, in a process of its own; this program starts itself for it.</summary>
internal static class ProcessPeak
{
    private const int BudgetMebibytes = 32;
    private const double Seconds = 60;

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject)
    {
        foreach (var path in new[] { subject.Bank, subject.BigBank }.OfType<string>())
        {
            var peak = PeakOf(path, subject.Songs[0]);
            yield return new PromiseRow(
                $"process peak, {Path.GetFileName(path)}, budget {BudgetMebibytes} MiB",
                path == subject.Bank ? "< 96 MB" : "within 10 % of that",
                peak > 0 ? $"{peak / 1024.0:0.0} MiB" : "not known here",
                $"{Seconds:0} s of a song rendered as fast as it goes, in a process of its own; VmHWM");
        }
    }

    /// <summary>The child: plays, and prints its own peak in KiB.</summary>
    public static int Play(string bank, string song)
    {
        using var stage = new Stage(bank, BudgetMebibytes * Figures.Mebibyte, MissPolicy.Wait, MidiFile.Open(song));
        stage.Render(Seconds);
        const string Key = "VmHWM:";
        var line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(text => text.StartsWith(Key, StringComparison.Ordinal)) : null;
        Console.WriteLine(line is null ? "0" : line[Key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim());
        return 0;
    }

    private static long PeakOf(string bank, string song)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        Array.ForEach(["store-peak", bank, song], start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return long.TryParse(output, out var kibibytes) ? kibibytes : 0;
    }
}
