using Awe.Midi;
using Awe.Playback;
using Awe.Storage;

namespace Awe.Benchmarks.Storage;

/// <summary>The most bytes that the store's ledger held at any instant, over songs and over one that is written against it.</summary>
internal static class BudgetPeaks
{
    private const double SongSeconds = 30;
    private const double ThrashSeconds = 20;
    private static readonly int[] s_mebibytes = [6, 8, 16, 64];

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject)
    {
        yield return Row("songs", subject, subject.Songs.Select(path => MidiFile.Open(path)), SongSeconds);
        yield return Row("a song written to thrash", subject, [ThrashingSong.Make(ThrashSeconds, 1), ThrashingSong.Make(ThrashSeconds, 2)], ThrashSeconds);
    }

    private static PromiseRow Row(string what, StoreSubject subject, IEnumerable<MidiFile> songs, double seconds)
    {
        var list = songs.ToArray();
        var peaks = s_mebibytes.Select(mebibytes => list.Max(song => Peak(subject.Bank, mebibytes * Figures.Mebibyte, song, seconds))).ToArray();
        return new PromiseRow(
            $"store bytes ≤ budget: {what}",
            "always",
            string.Join(", ", s_mebibytes.Zip(peaks, (mebibytes, peak) => $"{peak / (double)Figures.Mebibyte:0.00} of {mebibytes} MiB")),
            $"peak of pool, hot and warm together, counted at each change; {list.Length} times {seconds:0} s each under both miss policies");
    }

    private static long Peak(string bank, long budget, MidiFile song, double seconds) => new[] { MissPolicy.Wait, MissPolicy.RealTime }.Max(policy =>
    {
        using var stage = new Stage(bank, budget, policy, song, new SynthesizerOptions { Polyphony = 128 });
        stage.Render(seconds);
        return stage.Store.Statistics.PeakBytes;
    });
}
