using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.Playback;

/// <summary>Far more notes than voices: every one of them is begun, and what gives way is not heard to.</summary>
[Collection(nameof(LongRenders))]
public class StealingTests(ITestOutputHelper output)
{
    private const int WindowFrames = SynthBench.Rate / 500; // 2 ms
    private const int StepFrames = 2205;
    private const int FirstSteal = 8 * StepFrames;

    [Fact]
    public void A_steal_adds_at_most_2_decibels_above_12_kilohertz_to_the_attack_that_it_comes_with()
    {
        var plenty = LowSines(polyphony: 64);
        var stolen = LowSines(polyphony: 8);
        var cut = CutHard(plenty);

        var (unstolen, faded, hard) = (SharpnessAtSteals(plenty), SharpnessAtSteals(stolen), SharpnessAtSteals(cut));
        output.WriteLine($"above 12 kHz in 2 ms at steals: {unstolen:F1} dB unstolen, {faded:F1} dB stolen, {hard:F1} dB cut hard");

        // The new note's own attack is in all three. The fade makes less than it; a cut makes a hundred times more.
        Assert.InRange(faded, unstolen - 2, unstolen + 2);
        Assert.True(hard > faded + 15, "the measure hears a click when there is one");
    }

    [Fact]
    public void A_pool_that_is_replaced_whole_in_one_frame_does_not_click()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(200, 8)), SynthBench.Dry with { Polyphony = 64 });
        bench.Send(MidiMessage.Control(0, 7, 40));
        for (var i = 0; i < 64; i++)
        {
            bench.Send(MidiMessage.NoteOn(i % 8, 30 + (i / 8), 100));
        }

        bench.Render(0.5);
        for (var i = 0; i < 64; i++)
        {
            bench.Send(MidiMessage.NoteOn(i % 8, 50 + (i / 8), 1)); // hardly audible: what is heard is the end of the others
        }

        var left = bench.Render(0.02).Left;

        Assert.Equal(64, bench.Synthesizer.VoicesStolen);
        Assert.Equal(0, bench.Synthesizer.NotesDropped);
        var top = left.Max(Math.Abs);
        for (var i = 1; i < left.Length; i++)
        {
            Assert.InRange(Math.Abs(left[i] - left[i - 1]) / top, 0, 0.05);
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(256)]
    public void No_note_of_a_song_far_over_the_polyphony_is_dropped(int polyphony)
    {
        using var font = SoundFont.Open(TestFiles.Bank("FluidR3_GM.sf2"));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 64 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry with { Polyphony = polyphony });
        var notes = 10_000; // one second of them
        for (var i = 0; i < notes; i++)
        {
            var frame = (long)i * SynthBench.Rate / notes;
            while (!synthesizer.Send(MidiMessage.NoteOn(i % 16, 30 + (i * 7 % 60), 40 + (i % 80)), frame))
            {
                SynthBench.Render(synthesizer, 64);
            }
        }

        SynthBench.Render(synthesizer, SynthBench.Rate + 4410);

        output.WriteLine($"{synthesizer.VoicesStolen} voices stolen of {notes} notes, {polyphony} at once");
        Assert.Equal(0, synthesizer.NotesDropped);
        Assert.Equal(0, synthesizer.NotesWithoutProgram);
        Assert.InRange(synthesizer.VoicesStolen, notes - polyphony, 10 * notes);
        Assert.InRange(synthesizer.VoicesPeak, polyphony - 8, polyphony);
    }

    [Fact]
    public void Four_thousand_and_ninety_six_voices_of_a_real_bank_sound_at_once_within_their_budget_and_allocate_nothing()
    {
        const int Polyphony = 4096;
        using var font = SoundFont.Open(TestFiles.Bank("FluidR3_GM.sf2"));
        var options = SynthBench.Dry with { Polyphony = Polyphony, Channels = 48 };
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = Synthesizer.PoolBytesFor(options) + (96L << 20) });
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], options);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{taken} bytes managed, {Synthesizer.PoolBytesFor(options)} entered");
        Assert.InRange(taken, 0, Synthesizer.PoolBytesFor(options));

        for (var i = 0; i < 48 * 100; i++)
        {
            while (!synthesizer.Send(i < 48
                ? MidiMessage.Program(i, i % 16 == 9 ? 0 : 48 + (i % 8)) // strings and choirs: they last, two zones and more a note
                : MidiMessage.NoteOn(i % 48, 24 + (i / 48 % 72), 100)))
            {
                SynthBench.Render(synthesizer, 64);
            }
        }

        SynthBench.Render(synthesizer, 4410);
        Assert.InRange(synthesizer.VoiceCount, Polyphony - 16, Polyphony); // whole notes give way
        Assert.Equal(Polyphony, synthesizer.VoicesPeak);
        Assert.Equal(0, synthesizer.NotesDropped);

        var (left, right) = (new float[64], new float[64]);
        var key = 0;
        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var quantum = 0; quantum < 20; quantum++)
            {
                synthesizer.Send(MidiMessage.NoteOn(key % 48, 30 + (key++ % 60), 100));
                synthesizer.Render(left, right);
            }
        });
        Assert.Equal(0, allocated);
        Assert.InRange(synthesizer.VoiceCount, Polyphony - 16, Polyphony);
        Assert.All(left, value => Assert.True(float.IsFinite(value)));
        Assert.Contains(left, value => value != 0);
    }

    // A note every 50 ms, all within an octave below 110 Hz, each held to the end: from the ninth on each steals where eight are allowed.
    private static float[] LowSines(int polyphony)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100)), SynthBench.Dry with { Polyphony = polyphony });
        bench.Send(MidiMessage.Control(0, 7, 50));
        for (var i = 0; i < 32; i++)
        {
            bench.Synthesizer.Send(MidiMessage.NoteOn(i % 9, 24 + (i * 5 % 12), 127), i * StepFrames);
        }

        return bench.Render(32 * StepFrames / (double)SynthBench.Rate).Left;
    }

    // The same music with a voice of it ended at once where one was stolen.
    private static float[] CutHard(float[] signal)
    {
        var cut = signal.ToArray();
        for (var at = FirstSteal; at < cut.Length; at += StepFrames)
        {
            var voice = 20000 / 32768.0 * Math.Sqrt(0.5) * Math.Pow(50 / 127.0, 2);
            for (var i = 0; i < StepFrames && at + i < cut.Length; i++)
            {
                cut[at + i] -= (float)(voice * Math.Cos(2 * Math.PI * 60 * i / SynthBench.Rate));
            }
        }

        return cut;
    }

    /// <summary>The mean power above 12 kHz of windows of 2 ms over the six milliseconds from every steal on, in decibels.</summary>
    private static double SharpnessAtSteals(float[] signal)
    {
        var (power, windows) = (0.0, 0);
        for (var steal = FirstSteal; steal + (4 * WindowFrames) < signal.Length; steal += StepFrames)
        {
            for (var at = steal - (WindowFrames / 2); at < steal + (3 * WindowFrames); at += WindowFrames / 4)
            {
                power += PowerAbove(signal.AsSpan(at, WindowFrames), 12_000);
                windows++;
            }
        }

        return 10 * Math.Log10(power / windows);
    }

    private static double PowerAbove(ReadOnlySpan<float> window, double hertz)
    {
        var power = 0.0;
        for (var bin = (int)Math.Ceiling(hertz * window.Length / SynthBench.Rate); bin <= window.Length / 2; bin++)
        {
            var (re, im) = (0.0, 0.0);
            for (var i = 0; i < window.Length; i++)
            {
                // Blackman-Harris: the sines themselves stay 90 dB below.
                var phase = 2 * Math.PI * i / window.Length;
                var taper = 0.35875 - (0.48829 * Math.Cos(phase)) + (0.14128 * Math.Cos(2 * phase)) - (0.01168 * Math.Cos(3 * phase));
                re += window[i] * taper * Math.Cos(phase * bin);
                im += window[i] * taper * Math.Sin(phase * bin);
            }

            power += (re * re) + (im * im);
        }

        return power;
    }
}
