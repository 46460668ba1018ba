using Awe.Midi;
using Awe.Playback;
using Awe.Storage;
using HdrHistogram;

namespace Awe.Benchmarks.Storage;

/// <summary>From a note's message to its first quantum, with all pages in memory and other voices sounding.</summary>
internal static class VoiceStarts
{
    private const int Notes = 20_000;
    private const int WarmUpNotes = 500;
    private const int QuantaBetween = 8;

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject)
    {
        using var stage = new Stage(subject.Bank, 0, MissPolicy.RealTime);
        var times = Play(stage.Synthesizer);
        yield return new PromiseRow(
            "voice start, event to first rendered frame, resident",
            "p99.9 < 1 ms",
            $"p50 {times.GetValueAtPercentile(50) / 1e6:0.000} ms, p99 {times.GetValueAtPercentile(99) / 1e6:0.000}, p99.9 {times.GetValueAtPercentile(99.9) / 1e6:0.000}, max {times.GetValueAtPercentile(100) / 1e6:0.0}",
            $"{Notes} random notes of random programs: `Send`, then `Render` of 64 frames of all that sounds (up to {stage.Synthesizer.VoicesPeak} voices), effects on");
    }

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
