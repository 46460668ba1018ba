using System.Diagnostics;
using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.Storage;

namespace Awe.Tests.Playback;

/// <summary>Somebody at the keys, by the clock, without a score: what a program may begin with is there when the first key goes down.</summary>
[Collection(StoreCollection.Name)]
public class LivePlayingTests
{
    private const int Rate = 44100;
    private const int BlockFrames = 512;
    private const double Seconds = 12;

    [Fact]
    public void Live_playing_from_64_megabytes_of_half_a_gigabyte_finds_its_pages_and_no_voice_runs_dry()
    {
        using var font = SoundFont.Open(TestFiles.Bank("MuseScore_General_Full.sf2"));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 64 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], new SynthesizerOptions { MissPolicy = MissPolicy.RealTime });
        var pianist = new LivePlayer(new Random(1));
        var (left, right) = (new float[BlockFrames], new float[BlockFrames]);
        var first = store.Statistics;
        var started = Stopwatch.GetTimestamp();
        for (var seconds = 0.0; seconds < Seconds; seconds = (double)synthesizer.Frame / Rate)
        {
            while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds)
            {
                Thread.Sleep(1);
            }

            pianist.Play(synthesizer, seconds);
            synthesizer.Render(left, right);
            first = seconds <= 1 ? store.Statistics : first;
        }

        var seen = store.Statistics;
        var (hits, misses) = (seen.HitsHot - first.HitsHot, seen.HitsWarm + seen.MissesCold - first.HitsWarm - first.MissesCold);
        var figures = $"{hits} hits, {misses} misses, {seen.LateVoices - first.LateVoices} late, {seen.DryVoices - first.DryVoices} dry";
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(hits > 500, figures);
        Assert.True(hits > 99 * misses, figures);
        Assert.True(seen.DryVoices == first.DryVoices, figures);
        Assert.InRange(seen.PeakBytes, 1, 64 << 20);
    }

    /// <summary>
    /// Plays as a person does: three hands on channels of their own and a drummer; every few seconds a hand takes another program, and half
    /// a second before it goes on; chords, and runs of eight keys a second.
    /// </summary>
    private sealed class LivePlayer(Random random)
    {
        private const int Hands = 3;
        private const int Drums = 9;
        private const double PauseSeconds = 0.5;
        private const double RunSeconds = 0.125;
        private readonly PriorityQueue<(int Channel, int Key), double> _held = new();
        private readonly double[] _nextNote = new double[Hands];
        private readonly double[] _nextProgram = [3, 4.5, 6];
        private readonly int[] _place = [45, 60, 72];
        private double _nextBeat;

        public void Play(Synthesizer synthesizer, double seconds)
        {
            while (_held.TryPeek(out var note, out var until) && until <= seconds)
            {
                _held.Dequeue();
                synthesizer.Send(MidiMessage.NoteOff(note.Channel, note.Key));
            }

            for (var hand = 0; hand < Hands; hand++)
            {
                Move(synthesizer, hand, seconds);
            }

            if (_nextBeat <= seconds)
            {
                int[] kit = [36, 38, 42, 46];
                Strike(synthesizer, Drums, kit[random.Next(kit.Length)], seconds + 0.2);
                _nextBeat = seconds + 0.25;
            }
        }

        private void Move(Synthesizer synthesizer, int hand, double seconds)
        {
            if (_nextProgram[hand] <= seconds)
            {
                synthesizer.Send(MidiMessage.Program(hand, random.Next(112))); // musical instruments; no gunshots
                _nextProgram[hand] = seconds + 3 + (2 * random.NextDouble());
                _nextNote[hand] = seconds + PauseSeconds;
            }
            else if (_nextNote[hand] <= seconds)
            {
                _place[hand] = Math.Clamp(_place[hand] + random.Next(-4, 5), 40, 84);
                var keys = random.Next(4) == 0 ? 3 : 1;
                for (var i = 0; i < keys; i++)
                {
                    Strike(synthesizer, hand, _place[hand] + (4 * i), seconds + (keys > 1 ? 0.6 : 0.2));
                }

                _nextNote[hand] = seconds + (keys > 1 ? 0.5 : RunSeconds);
            }
        }

        private void Strike(Synthesizer synthesizer, int channel, int key, double until)
        {
            synthesizer.Send(MidiMessage.NoteOn(channel, key, random.Next(40, 120)));
            _held.Enqueue((channel, key), until);
        }
    }
}
