using Awe.Midi;
using Awe.Storage;

namespace Awe.Benchmarks.Storage;

/// <summary>What the rendering thread allocates over a whole song.</summary>
internal static class RenderAllocation
{
    private const int BudgetMebibytes = 16;

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject)
    {
        var song = MidiFile.Open(subject.Songs[0]);
        var bytes = new[] { MissPolicy.Wait, MissPolicy.RealTime }.Select(policy => Bytes(subject, song, policy)).ToArray();
        yield return new PromiseRow(
            "allocation on the rendering thread",
            "0 bytes",
            $"{bytes[0]} bytes, {bytes[1]} in real time",
            $"all {song.Seconds:0} s of {Path.GetFileName(subject.Songs[0])} from {BudgetMebibytes} MiB; the least of 3");
    }

    // What rendering allocates it allocates every time; what the runtime does on the side while it compiles it does not.
    private static long Bytes(StoreSubject subject, MidiFile song, MissPolicy policy) => Enumerable.Range(0, 3).Min(_ =>
    {
        using var stage = new Stage(subject.Bank, BudgetMebibytes * Figures.Mebibyte, policy, song);
        var (left, right) = (new float[441], new float[441]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var done = 0.0; done < song.Seconds; done += 0.01)
        {
            stage.Synthesizer.Render(left, right);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
