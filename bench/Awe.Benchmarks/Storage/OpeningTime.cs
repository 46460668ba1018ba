using Awe.Midi;
using Awe.Playback;
using Awe.Storage;

namespace Awe.Benchmarks.Storage;

/// <summary>From opening a bank to the first frame of a note, in a process that runs: bank, store, synthesizer, note, render.</summary>
internal static class OpeningTime
{
    private const int Runs = 11;

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject)
    {
        CachedFile.Warm(subject.Bank);
        yield return Row(subject.Bank, "warm file cache", "< 50 ms", [First(subject.Bank)], "the process's first time, compilation of all code included");
        foreach (var path in new[] { subject.Bank, subject.BigBank }.OfType<string>())
        {
            CachedFile.Warm(path);
            yield return Row(path, "warm file cache", "< 50 ms", Times(path, () => { }), "bank, store, synthesizer, note-on, `Render` of 64 frames");
            yield return Row(path, "cold file cache", "< 150 ms", Times(path, () => CachedFile.Drop(path)), "the same; all of the file dropped from the page cache before each");
        }
    }

    private static PromiseRow Row(string path, string cache, string wanted, double[] times, string how) => new(
        $"open to first frame, {Path.GetFileName(path)} ({new FileInfo(path).Length / 1e9:0.0} GB), {cache}",
        wanted,
        times.Length == 1 ? $"{times[0]:0.0} ms" : $"{Figures.Median(times):0.0} ms, {times.Min():0.0}-{times.Max():0.0}",
        times.Length == 1 ? how : $"{how}; median of {times.Length}");

    private static double[] Times(string path, Action before) => [.. Enumerable.Range(0, Runs).Select(_ =>
    {
        before();
        return First(path);
    })];

    private static double First(string path)
    {
        Stage? stage = null;
        var time = Figures.Milliseconds(() => stage = Play(path));
        stage!.Dispose();
        return time;
    }

    private static Stage Play(string path)
    {
        var stage = new Stage(path, 64 * Figures.Mebibyte, MissPolicy.Wait);
        Span<float> left = stackalloc float[Synthesizer.QuantumFrames];
        Span<float> right = stackalloc float[Synthesizer.QuantumFrames];
        stage.Synthesizer.Send(MidiMessage.NoteOn(0, 60, 100));
        stage.Synthesizer.Render(left, right);
        return stage.Synthesizer.VoiceFrames > 0 ? stage : throw new InvalidDataException($"{path}: key 60 of program 0 makes no sound.");
    }
}
