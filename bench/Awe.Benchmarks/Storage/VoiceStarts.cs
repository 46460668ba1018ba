using Awe.Midi;
using Awe.Playback;
using Awe.Storage;
using HdrHistogram;

namespace Awe.Benchmarks.Storage;

/// <summary>From a note's message to its first quantum, with all pages in memory and other voices sounding.</summary>
internal static class VoiceStarts
{
    private const int Passes = 5;
    private const int Notes = 10_000;
    private const int WarmUpNotes = 500;
    private const int QuantaBetween = 8;

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject)
    {
        using var stage = new Stage(subject.Bank, 0, MissPolicy.RealTime);
        var passes = Enumerable.Range(0, Passes).Select(_ => Play(stage.Synthesizer)).OrderBy(times => times.GetValueAtPercentile(99.9)).ToArray();
        yield return new PromiseRow(
            "voice start, event to first rendered frame, resident",
            "p99.9 < 1 ms",
            $"p50 {Milliseconds(passes[0], 50)} ms, p99 {Milliseconds(passes[0], 99)}, p99.9 {Milliseconds(passes[0], 99.9)}; p99.9 of the {Passes} passes: {string.Join(", ", passes.Select(times => Milliseconds(times, 99.9)))}",
            $"{Notes} random notes of random programs a pass: `Send`, then `Render` of 64 frames of all that sounds (up to {stage.Synthesizer.VoicesPeak} voices), effects on; first the pass that others disturbed least");
    }

    private static string Milliseconds(LongHistogram times, double percentile) => $"{times.GetValueAtPercentile(percentile) / 1e6:0.000}";

    private static LongHistogram Play(Synthesizer synthesizer)
    {
        var random = new Random(1);
        var times = new LongHistogram(10_000_000_000, 3);
        var (left, right) = (new float[Synthesizer.QuantumFrames], new float[Synthesizer.QuantumFrames]);
        for (var note = -WarmUpNotes; note < Notes; note++)
        {
            var (channel, key) = (random.Next(16), random.Next(21, 109));
            synthesizer.Send(MidiMessage.Program(channel, random.Next(128)));
            synthesizer.Render(left, right);
            var time = Figures.Milliseconds(() =>
            {
                synthesizer.Send(MidiMessage.NoteOn(channel, key, random.Next(1, 128)));
                synthesizer.Render(left, right);
            });
            if (note >= 0)
            {
                times.RecordValue((long)(time * 1e6));
            }

            for (var quantum = 0; quantum < QuantaBetween; quantum++)
            {
                synthesizer.Render(left, right);
            }

            synthesizer.Send(MidiMessage.NoteOff(channel, key));
        }

        return times;
    }
}
