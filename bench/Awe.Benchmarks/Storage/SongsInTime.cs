using Awe.Midi;
using Awe.Storage;

namespace Awe.Benchmarks.Storage;

/// <summary>Songs by the clock, looked ahead of: what is missing when a voice comes to it.</summary>
internal static class SongsInTime
{
    private const double Seconds = 15;
    private const double FirstSecond = 1;
    private static readonly int[] s_mebibytes = [64, 16];

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject) => s_mebibytes.SelectMany(mebibytes => Measure(subject, mebibytes));

    private static IEnumerable<PromiseRow> Measure(StoreSubject subject, int mebibytes)
    {
        var songs = subject.Songs.Select(path => new InTime(subject.Bank, path, mebibytes * Figures.Mebibyte)).ToArray();
        var threads = Array.ConvertAll(songs, song => new Thread(song.Play));
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        yield return new PromiseRow(
            $"misses in real time after look-ahead, {mebibytes} MiB",
            mebibytes == 64 ? "0" : "–",
            $"{songs.Sum(song => song.Seen.Misses - song.First.Misses)} of {songs.Sum(song => song.Seen.Entries - song.First.Entries)} pages "
            + $"({songs.Sum(song => song.Seen.Warm - song.First.Warm)} of them warm), "
            + $"{songs.Sum(song => song.Seen.Late - song.First.Late)} voices late, {songs.Sum(song => song.Seen.Dry - song.First.Dry)} dry; "
            + $"in the first second {songs.Sum(song => song.First.Misses)}, {songs.Sum(song => song.First.Late)}, {songs.Sum(song => song.First.Dry)}",
            $"{songs.Length} songs at once, {Seconds:0} s each by the clock, a store each, file cache dropped; after the first second; "
            + $"worst block {songs.Max(song => song.WorstMilliseconds):0.0} ms, {songs.Sum(song => song.Underruns)} underruns");
    }

    /// <summary>Pages that voices entered, those that were not hot, those of them that were warm, and what voices did about it.</summary>
    private readonly record struct Counts(long Entries, long Misses, long Warm, long Late, long Dry)
    {
        public static Counts Of(in SampleStoreStatistics seen) => new(
            seen.HitsHot + seen.HitsWarm + seen.MissesCold, seen.HitsWarm + seen.MissesCold, seen.HitsWarm, seen.LateVoices, seen.DryVoices);
    }

    private sealed class InTime(string bank, string song, long budgetBytes)
    {
        public Counts First { get; private set; }

        public Counts Seen { get; private set; }

        public double WorstMilliseconds { get; private set; }

        public int Underruns { get; private set; }

        public void Play()
        {
            CachedFile.Drop(bank);
            using var stage = new Stage(bank, budgetBytes, MissPolicy.RealTime, MidiFile.Open(song));
            var render = new PacedRender(stage.Synthesizer);
            render.Run(Seconds, seconds =>
            {
                First = seconds <= FirstSecond ? Counts.Of(stage.Store.Statistics) : First;
                return true;
            });
            Seen = Counts.Of(stage.Store.Statistics);
            (WorstMilliseconds, Underruns) = (render.Meter.MaxMilliseconds, render.Underruns);
        }
    }
}
