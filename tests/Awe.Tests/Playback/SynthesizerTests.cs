using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using CsCheck;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

public class SynthesizerTests
{
    private const int Frames = 12_000;

    [Fact]
    public void Output_does_not_depend_on_the_sizes_of_the_callers_buffers()
    {
        var whole = Tune(Enumerable.Repeat(64, (Frames / 64) + 1));

        Gen.Int[1, 700].Array[1, 40].Sample(
            sizes =>
            {
                var parts = Tune(Enumerable.Repeat(sizes, Frames).SelectMany(size => size));
                Assert.True(whole.Left.AsSpan().SequenceEqual(parts.Left));
                Assert.True(whole.Right.AsSpan().SequenceEqual(parts.Right));
            },
            iter: 25,
            threads: 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(4097)]
    public void A_live_message_sounds_at_its_frame(int frame)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));

        Assert.True(bench.Synthesizer.Send(MidiMessage.NoteOn(0, 60, 127), frame));

        Assert.Equal(frame, Array.FindIndex(bench.Render(0.1).Left, value => value != 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(777)]
    public void A_message_of_a_score_sounds_at_its_frame(int tick)
    {
        // 44100 ticks a second: a tick is a frame.
        var file = new MidiFileBuilder(22050).Tempo(0, 120);
        file.Track().Note(tick, 2000, 0, 60, 127);
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        using var player = new SongPlayer(bench.Synthesizer, MidiFile.Read(file.ToBytes(), "song"));

        Assert.Equal(tick, Array.FindIndex(bench.Render(0.1).Left, value => value != 0));
    }

    [Fact]
    public void Messages_of_one_frame_are_obeyed_in_the_order_they_were_sent()
    {
        using var bench = new SynthBench(TwoPresets());

        bench.Synthesizer.Send(MidiMessage.Program(0, 1), 100);
        bench.Synthesizer.Send(MidiMessage.NoteOn(0, 60, 127), 100);
        bench.Synthesizer.Send(MidiMessage.Program(0, 0), 100);
        var level = bench.LevelAfter(0.1);

        Assert.Equal(0, level.Left, 1e-4);
        Assert.True(level.Right > 0.5);
    }

    [Fact]
    public void What_a_score_sets_up_at_a_frame_holds_for_a_live_note_of_that_frame()
    {
        var file = new MidiFileBuilder(22050).Tempo(0, 120);
        file.Track().Program(100, 0, 1);
        using var bench = new SynthBench(TwoPresets());
        using var player = new SongPlayer(bench.Synthesizer, MidiFile.Read(file.ToBytes(), "song"));

        bench.Synthesizer.Send(MidiMessage.NoteOn(0, 60, 127), 100);
        var level = bench.LevelAfter(0.1);

        Assert.Equal(0, level.Left, 1e-4);
        Assert.True(level.Right > 0.5);
    }

    [Fact]
    public void A_full_queue_says_so_and_takes_messages_again_when_rendered()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        var sent = 0;
        while (bench.Synthesizer.Send(MidiMessage.Control(0, 7, 100)))
        {
            sent++;
        }

        Assert.InRange(sent, 4096, 8192);
        bench.Render(0.01);
        Assert.True(bench.Synthesizer.Send(MidiMessage.NoteOn(0, 60, 127)));
        bench.Render(0.01);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void Master_volume_by_system_exclusive_is_heard()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        var before = bench.Strike().GainAfter(0.1);

        Assert.True(bench.Synthesizer.SendSysEx([0xF0, 0x7F, 0x7F, 0x04, 0x01, 0x00, 0x40, 0xF7]));

        Assert.Equal(0.5, bench.GainAfter(0.1) / before, 1e-3);
    }

    [Fact]
    public void A_reset_by_system_exclusive_ends_what_sounds()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        bench.Strike().Render(0.1);

        bench.Synthesizer.SendSysEx([0x7E, 0x7F, 0x09, 0x01]);
        bench.Render(0.01);

        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void More_notes_than_voices_steal_and_drop_none_without_a_click()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100)), SynthBench.Dry with { Polyphony = 8 });
        bench.Send(MidiMessage.Control(0, 7, 40));
        for (var i = 0; i < 300; i++)
        {
            // Twelve low notes at one frame, more than there are voices or spare slots, every 10 ms.
            bench.Synthesizer.Send(MidiMessage.NoteOn(0, 24 + (i % 12), 127), 64 + (i / 12 * 441));
        }

        var left = bench.Render(0.4).Left;

        Assert.Equal(0, bench.Synthesizer.NotesDropped);
        Assert.Equal(300 - 8, bench.Synthesizer.VoicesStolen);
        Assert.Equal(8, bench.Synthesizer.VoiceCount);
        Assert.Equal(8, bench.Synthesizer.VoicesPeak);

        // Eight fades of 45 frames and eight attacks of as many are at most 0.4 of an amplitude a frame, the slopes of the low sines 0.1.
        // A voice cut near its top would be a jump of a whole one.
        var amplitude = 20000 / 32768.0 * Math.Sqrt(0.5) * Math.Pow(40 / 127.0, 2);
        Assert.InRange(LargestJump(left) / amplitude, 0.05, 0.5);
    }

    [Fact]
    public void A_released_note_is_stolen_before_a_held_one()
    {
        var bank = SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.ReleaseVolEnv, 5000));
        using var bench = new SynthBench(bank, SynthBench.Dry with { Polyphony = 2 });
        bench.Strike(60, 20).Render(0.1);
        bench.Strike(62, 127).Send(MidiMessage.NoteOff(0, 62)).Render(0.1);

        bench.Strike(64, 20).Render(0.1);
        bench.Send(MidiMessage.NoteOff(0, 64)).Render(0.1);

        // The quiet held note, and the new one in its long release: 62 is gone though it was the loudest.
        Assert.Equal(2, bench.Synthesizer.VoiceCount);
        Assert.InRange(bench.GainAfter(0.01), 0, 0.2);
    }

    [Fact]
    public void A_note_that_has_just_begun_its_slow_attack_is_not_the_first_to_go()
    {
        // Two seconds of attack; the first note has faded to a tenth of its level by then, the second is still rising.
        var bank = SynthBench.Bank(SynthBench.Sine(100), zone => zone
            .With(GeneratorType.AttackVolEnv, 1200).With(GeneratorType.DecayVolEnv, 0).With(GeneratorType.SustainVolEnv, 200));
        using var bench = new SynthBench(bank, SynthBench.Dry with { Polyphony = 2 });
        bench.Strike(48).Render(3);
        bench.Strike(72).Render(0.05);

        bench.Strike(72 + 12).Render(0.05);
        bench.Send(MidiMessage.NoteOff(0, 72 + 12)).Render(1);

        Assert.Equal(882, SynthBench.Frequency(bench.Render(0.5).Left), 0.5);
    }

    [Fact]
    public void One_voice_is_enough_for_a_melody()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100)), SynthBench.Dry with { Polyphony = 1 });
        foreach (var key in new[] { 60, 62, 64, 72 })
        {
            bench.Strike(key).Render(0.05);
            Assert.Equal(1, bench.Synthesizer.VoiceCount);
        }

        Assert.Equal(3, bench.Synthesizer.VoicesStolen);
        Assert.Equal(0, bench.Synthesizer.NotesDropped);
        Assert.Equal(882, SynthBench.Frequency(bench.Render(0.2).Left), 0.5);
    }

    [Fact]
    public void A_note_of_more_voices_than_there_are_counts_those_that_found_no_room()
    {
        Action<ZoneBuilder> any = _ => { };
        using var bench = new SynthBench(SynthBench.Layers(any, any, any), SynthBench.Dry with { Polyphony = 2 });

        bench.Strike().Render(0.1);

        Assert.Equal(2, bench.Synthesizer.VoiceCount);
        Assert.Equal(1, bench.Synthesizer.NotesDropped);
    }

    [Fact]
    public void Two_synthesizers_on_one_store_sound_as_each_alone()
    {
        var bytes = SynthBench.Bank(SynthBench.Sine(100, 400)).ToBytes();
        using var font = SoundFont.Read(new MemoryByteSource(bytes, "bank"));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 16 << 20 });
        using var first = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry);
        using var second = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry);
        first.Send(MidiMessage.NoteOn(0, 60, 127));
        second.Send(MidiMessage.NoteOn(0, 67, 127));

        var left = (First: new float[8192], Second: new float[8192]);
        var right = new float[64];
        for (var at = 0; at < 8192; at += 64)
        {
            first.Render(left.First.AsSpan(at, 64), right);
            second.Render(left.Second.AsSpan(at, 64), right);
        }

        Assert.Equal(Alone(60), left.First);
        Assert.Equal(Alone(67), left.Second);

        float[] Alone(int key)
        {
            using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100, 400)));
            return bench.Send(MidiMessage.NoteOn(0, key, 127)).Render(8192.0 / SynthBench.Rate).Left;
        }
    }

    [Fact]
    public void A_refused_synthesizer_leaves_the_budget_as_it_was()
    {
        using var font = SoundFont.Read(new MemoryByteSource(SynthBench.Bank(SynthBench.Constant).ToBytes(), "bank"));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 2 << 20 });
        using (new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry with { Polyphony = 16 }))
        {
        }

        var before = store.Statistics.Pool.Bytes;
        for (var i = 0; i < 100; i++)
        {
            Assert.Throws<InvalidOperationException>(
                () => new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry with { Polyphony = 4096 }));
        }

        Assert.Equal(before, store.Statistics.Pool.Bytes);
        using var small = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry with { Polyphony = 16 });
    }

    [Fact]
    public void Sides_of_different_lengths_and_options_out_of_range_are_refused()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        Assert.Throws<ArgumentException>(() => bench.Synthesizer.Render(new float[2], new float[3]));

        Assert.Throws<ArgumentOutOfRangeException>(() => new SynthBench(TwoPresets(), SynthBench.Dry with { Polyphony = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SynthBench(TwoPresets(), SynthBench.Dry with { SampleRate = 7999 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SynthBench(TwoPresets(), SynthBench.Dry with { Channels = 15 }));
    }

    private static (float[] Left, float[] Right) Tune(IEnumerable<int> sizes)
    {
        var options = new SynthesizerOptions { MissPolicy = MissPolicy.Wait, Polyphony = 6 };
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100, 200), zone => zone.With(GeneratorType.ReleaseVolEnv, 0)), options);
        bench.Send(MidiMessage.Control(0, 91, 60), MidiMessage.Control(0, 93, 60));
        for (var i = 0; i < 30; i++)
        {
            bench.Synthesizer.Send(MidiMessage.NoteOn(0, 40 + i, 100), i * 331);
            bench.Synthesizer.Send(MidiMessage.PitchWheel(0, 8192 + (i * 100)), (i * 331) + 17);
            bench.Synthesizer.Send(MidiMessage.NoteOff(0, 40 + i), (i * 331) + 900);
        }

        var left = new float[Frames];
        var right = new float[Frames];
        var at = 0;
        foreach (var size in sizes)
        {
            var length = Math.Min(size, Frames - at);
            bench.Synthesizer.Render(left.AsSpan(at, length), right.AsSpan(at, length));
            at += length;
            if (at == Frames)
            {
                break;
            }
        }

        return (left, right);
    }

    /// <summary>Program 0 is on the left, program 1 on the right.</summary>
    private static SoundFontBuilder TwoPresets()
    {
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("sample", SynthBench.Constant, SynthBench.Rate, 60, 0, SynthBench.Constant.Length);
        foreach (var (program, pan) in new[] { (0, -500), (1, 500) })
        {
            var zone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1).With(GeneratorType.Pan, pan);
            bank.AddPreset("preset", 0, program, new ZoneBuilder(bank.AddInstrument("instrument", zone)));
        }

        return bank;
    }

    private static double LargestJump(float[] signal)
    {
        var largest = 0.0;
        for (var i = 1; i < signal.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(signal[i] - signal[i - 1]));
        }

        return largest;
    }
}
