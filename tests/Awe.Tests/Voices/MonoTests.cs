using Awe.Midi;
using Awe.SoundFonts;
using Awe.Tests.Playback;

namespace Awe.Tests.Voices;

/// <summary>One note at a time, struck anew or slurred. The bank's sine is 441 Hz at key 60.</summary>
public class MonoTests
{
    private const int Legato = 68;
    private const int Mono = 126;
    private const int Poly = 127;

    [Fact]
    public void The_earlier_key_that_is_still_held_sounds_again_when_the_later_one_is_let_go()
    {
        using var bench = Playing(Mono);
        bench.Send(On(60), On(64)).Render(0.5);
        Assert.Equal(441 * Math.Pow(2, 4 / 12.0), Pitch(bench), 1);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);

        bench.Send(Off(64)).Render(0.5);
        Assert.Equal(441, Pitch(bench), 1);

        bench.Send(Off(60)).Render(0.2);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void Of_several_held_keys_the_one_struck_last_comes_back_at_its_own_velocity()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        bench.Send(MidiMessage.Control(0, 7, 127), MidiMessage.Control(0, Mono, 1), On(72, 127), On(48, 64), On(60, 127)).Render(0.5);

        bench.Send(Off(60));

        Assert.Equal(20 * Math.Log10(Math.Pow(64 / 127.0, 2)), SynthBench.Decibels(bench.GainAfter(0.5)), 0.2);
    }

    [Fact]
    public void Letting_go_a_key_that_does_not_sound_changes_nothing()
    {
        using var bench = Playing(Mono);
        bench.Send(On(60), On(64)).Render(0.5);

        bench.Send(Off(60)).Render(0.5);

        Assert.Equal(441 * Math.Pow(2, 4 / 12.0), Pitch(bench), 1);
        Assert.Equal(0, bench.Send(Off(64)).Render(0.2).Left[^1]);
    }

    [Fact]
    public void One_note_at_a_time_holds_under_the_pedal_and_in_long_releases()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.ReleaseVolEnv, 5000)));
        bench.Send(MidiMessage.Control(0, Mono, 1), MidiMessage.Control(0, 64, 127));

        foreach (var key in new[] { 60, 62, 64 })
        {
            bench.Send(On(key)).Render(0.05);
            bench.Send(Off(key)).Render(0.4);
        }

        Assert.Equal(1, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_note_ends_with_its_key_though_the_earlier_key_has_lost_its_program()
    {
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("s", SynthBench.Constant, SynthBench.Rate, 60, 0, 64);
        bank.AddPreset("p", 0, 1, new ZoneBuilder(bank.AddInstrument("i", new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1))));
        using var bench = new SynthBench(bank);
        bench.Send(MidiMessage.Program(0, 1), MidiMessage.Control(0, Mono, 1), On(60), On(64)).Render(0.5);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);

        bench.Send(MidiMessage.Program(0, 5), Off(64)).Render(0.2); // no bank has it

        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void Poly_lets_notes_sound_together_again_and_both_mode_messages_end_what_is_held()
    {
        using var bench = Playing(Mono);
        bench.Send(On(60)).Render(0.1);
        bench.Send(MidiMessage.Control(0, Poly, 0)).Render(0.1);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);

        bench.Send(On(60), On(64)).Render(0.5);
        Assert.Equal(2, bench.Synthesizer.VoiceCount);

        bench.Send(MidiMessage.Control(0, Mono, 1)).Render(0.1);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_system_reset_is_polyphonic()
    {
        using var bench = Playing(Mono);
        bench.Synthesizer.SendSysEx([0x7E, 0x7F, 0x09, 0x01]);

        bench.Send(On(60), On(64)).Render(0.5);

        Assert.Equal(2, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_drum_kit_stays_polyphonic()
    {
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("s", SynthBench.Constant, SynthBench.Rate, 60, 0, 64);
        bank.AddPreset("kit", 128, 0, new ZoneBuilder(bank.AddInstrument("i", new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1))));
        using var bench = new SynthBench(bank);

        bench.Send(MidiMessage.Control(9, Mono, 1), MidiMessage.NoteOn(9, 36, 127), MidiMessage.NoteOn(9, 42, 127)).Render(0.5);

        Assert.Equal(2, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_slurred_note_has_no_attack()
    {
        using var bench = SlowAttack();
        bench.Send(MidiMessage.Control(0, Legato, 127), On(60)).Render(0.5);
        var before = bench.GainAfter(0.01);

        var slurred = bench.Send(On(67)).Render(0.2).Left;
        var back = bench.Send(Off(67)).Render(0.2).Left;

        Assert.All(slurred.Concat(back), value => Assert.Equal(before, value * 2 * Math.Sqrt(2), 0.01));
        Assert.Equal(1, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_note_after_the_last_key_is_up_has_its_attack_in_legato_too()
    {
        using var bench = SlowAttack();
        bench.Send(MidiMessage.Control(0, Legato, 127), On(60)).Render(0.5);
        bench.Send(Off(60)).Render(0.2);

        Assert.InRange(bench.Send(On(67)).GainAfter(0.05), 0.1, 0.5);
    }

    [Fact]
    public void Without_the_legato_pedal_each_note_is_struck()
    {
        using var bench = SlowAttack();
        bench.Send(MidiMessage.Control(0, Mono, 1), On(60)).Render(0.5);

        bench.Send(On(67)).Render(0.1);

        Assert.InRange(bench.GainAfter(0.05), 0.3, 0.9);
    }

    [Fact]
    public void A_slur_changes_the_pitch_at_once_and_goes_on_in_the_sample()
    {
        using var bench = Playing(Legato);
        bench.Send(On(60)).Render(0.5);

        var left = bench.Send(On(67)).Render(0.3).Left;

        Assert.Equal(441 * Math.Pow(2, 7 / 12.0), SynthBench.Frequency(left.AsSpan(200)), 1);

        // The wave goes on from where it was: no step is larger than the steepest of the sine itself.
        var steepest = left.Max() * 2 * Math.PI * 441 * Math.Pow(2, 7 / 12.0) / SynthBench.Rate;
        for (var i = 1; i < left.Length; i++)
        {
            Assert.InRange(Math.Abs(left[i] - left[i - 1]), 0, steepest * 1.02);
        }
    }

    [Fact]
    public void With_portamento_a_slur_glides_and_one_that_is_cut_short_sets_out_from_where_it_was()
    {
        using var bench = Playing(Legato);
        bench.Send(MidiMessage.Control(0, 5, 64), MidiMessage.Control(0, 65, 127), On(60)).Render(0.5);

        var up = bench.Send(On(84)).Render(0.5).Left; // two octaves take 1.373 s
        Assert.Equal(2400 * 0.25 / 1.373, SynthBench.Cents(SynthBench.Frequency(up.AsSpan(10_584, 882)) / 441), 25.0);

        var reached = 2400 * 0.5 / 1.373;
        var down = bench.Send(On(60 + 12)).Render(0.8).Left; // an octave takes 0.687 s
        Assert.Equal(reached + ((1200 - reached) * 0.1 / 0.687), SynthBench.Cents(SynthBench.Frequency(down.AsSpan(3969, 882)) / 441), 25.0);
        Assert.Equal(1200, SynthBench.Cents(SynthBench.Frequency(down.AsSpan(31_000)) / 441), 2.0);
    }

    [Fact]
    public void A_slur_into_another_zone_takes_over_without_its_attack_and_without_a_click()
    {
        var bank = new SoundFontBuilder();
        var low = bank.AddSample("low", SynthBench.Sine(200), SynthBench.Rate, 60, 0, 3200);
        var high = bank.AddSample("high", SynthBench.Sine(100), SynthBench.Rate, 60, 0, 1600);
        bank.AddPreset("p", 0, 0, new ZoneBuilder(bank.AddInstrument(
            "i",
            new ZoneBuilder(low).Keys(0, 63).With(GeneratorType.SampleModes, 1).With(GeneratorType.AttackVolEnv, -1200),
            new ZoneBuilder(high).Keys(64, 127).With(GeneratorType.SampleModes, 1).With(GeneratorType.AttackVolEnv, -1200))));
        using var bench = new SynthBench(bank);
        bench.Send(MidiMessage.Control(0, 7, 127), MidiMessage.Control(0, Legato, 127), On(60)).Render(1);

        var left = bench.Send(On(64)).Render(0.5).Left;

        Assert.Equal(1, bench.Synthesizer.VoiceCount);
        Assert.Equal(441 * Math.Pow(2, 4 / 12.0), SynthBench.Frequency(left.AsSpan(15_000)), 1);
        var amplitude = left[15_000..].Max();
        Assert.True(left[1000..2000].Max() > 0.9 * amplitude);
        for (var i = 1; i < left.Length; i++)
        {
            Assert.InRange(Math.Abs(left[i] - left[i - 1]), 0, 0.15 * amplitude); // the sines alone: 0.08 and 0.03
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_zone_that_a_slur_brings_in_takes_the_place_of_other_notes_and_not_of_what_goes_on(bool isFirstInFile)
    {
        Action<ZoneBuilder> goesOn = zone => zone.With(GeneratorType.InitialAttenuation, 750); // 30 dB
        Action<ZoneBuilder> comesIn = zone => zone.Keys(64, 127).With(GeneratorType.InitialAttenuation, 1000);
        using var bench = new SynthBench(
            isFirstInFile ? SynthBench.Layers(comesIn, goesOn) : SynthBench.Layers(goesOn, comesIn), SynthBench.Dry with { Polyphony = 2 });
        bench.Strike(60, channel: 1).Render(0.5);
        bench.Send(MidiMessage.Control(0, 7, 127), MidiMessage.Control(0, Legato, 127), On(60, 40)).Render(0.5);
        Assert.Equal(2, bench.Synthesizer.VoiceCount);

        bench.Send(On(64, 40)).Render(0.5);

        Assert.Equal((2, 1L), (bench.Synthesizer.VoiceCount, bench.Synthesizer.VoicesStolen));
        bench.Send(MidiMessage.NoteOff(1, 60)).Render(0.2);
        Assert.Equal(2, bench.Synthesizer.VoiceCount); // the note of the other channel was the one that gave way
    }

    [Fact]
    public void Nothing_is_left_of_ten_thousand_slurs()
    {
        using var bench = Playing(Legato);
        for (var i = 0; i < 10_000; i++)
        {
            bench.Send(On(i * 7 % 128));
            bench.Send(i % 3 == 0 ? Off(i * 5 % 128) : On(i * 11 % 128));
            if (i % 100 == 0)
            {
                bench.Render(0.002);
            }
        }

        bench.Render(0.5);
        Assert.InRange(bench.Synthesizer.VoiceCount, 0, 1);
        bench.Send(MidiMessage.Control(0, 123, 0)).Render(0.5);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    private static SynthBench Playing(int mode) => new SynthBench(SynthBench.Bank(SynthBench.Sine(100)))
        .Send(MidiMessage.Control(0, 7, 127), MidiMessage.Control(0, mode, mode == Legato ? 127 : 1));

    private static SynthBench SlowAttack()
    {
        var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.AttackVolEnv, -2400))); // 0.25 s
        return bench.Send(MidiMessage.Control(0, 7, 127));
    }

    private static double Pitch(SynthBench bench) => SynthBench.Frequency(bench.Render(0.1).Left);

    private static MidiMessage On(int key, int velocity = 127) => MidiMessage.NoteOn(0, key, velocity);

    private static MidiMessage Off(int key) => MidiMessage.NoteOff(0, key);
}
