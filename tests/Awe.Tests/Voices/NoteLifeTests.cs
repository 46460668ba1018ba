using Awe.Midi;
using Awe.SoundFonts;
using Awe.Tests.Playback;

namespace Awe.Tests.Voices;

/// <summary>What begins, holds and ends notes. The bank's release is its shortest, so a tenth of a second tells.</summary>
public class NoteLifeTests
{
    private const int Sustain = 64;
    private const int Sostenuto = 66;

    [Fact]
    public void A_note_on_of_velocity_0_is_a_release()
    {
        using var bench = Piano();

        Assert.Equal(0, Count(bench, MidiMessage.NoteOn(0, 60, 100), MidiMessage.NoteOn(0, 60, 0)));
        Assert.Equal(0, Count(bench, new MidiMessage(MidiMessageKind.NoteOn, 0, 60, 0)));
    }

    [Fact]
    public void Sustain_holds_a_released_key_until_the_pedal_is_up()
    {
        using var bench = Piano();

        Assert.Equal(1, Count(bench, Control(Sustain, 127), On(60), Off(60)));
        Assert.Equal(0, Count(bench, Control(Sustain, 0)));
    }

    [Fact]
    public void A_pedal_below_half_is_up()
    {
        using var bench = Piano();

        Assert.Equal(0, Count(bench, Control(Sustain, 63), On(60), Off(60)));
    }

    [Fact]
    public void Letting_the_pedal_up_leaves_held_keys_alone()
    {
        using var bench = Piano();

        Assert.Equal(1, Count(bench, Control(Sustain, 127), On(60), On(62), Off(60), Control(Sustain, 0)));
    }

    [Fact]
    public void Sostenuto_holds_the_keys_that_were_down_and_no_later_ones()
    {
        using var bench = Piano();

        Assert.Equal(1, Count(bench, On(60), Control(Sostenuto, 127), On(62), Off(60), Off(62)));
        Assert.Equal(0, Count(bench, Control(Sostenuto, 0)));
    }

    [Fact]
    public void A_note_of_both_pedals_stays_until_the_last_is_up()
    {
        using var bench = Piano();

        Assert.Equal(1, Count(bench, On(60), Control(Sostenuto, 127), Control(Sustain, 127), Off(60), Control(Sostenuto, 0)));
        Assert.Equal(0, Count(bench, Control(Sustain, 0)));
    }

    [Fact]
    public void All_notes_off_obeys_the_pedal()
    {
        using var bench = Piano();

        Assert.Equal(2, Count(bench, Control(Sustain, 127), On(60), Off(60), On(62), Control(123, 0)));
        Assert.Equal(0, Count(bench, Control(Sustain, 0)));
    }

    [Fact]
    public void All_sound_off_silences_within_ten_milliseconds_whatever_the_pedal_says()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.ReleaseVolEnv, 2400)));
        bench.Send(Control(Sustain, 127)).Strike().Render(0.1);

        Assert.Equal((0, 0), bench.Send(Control(120, 0)).LevelAfter(0.01));
    }

    [Fact]
    public void Reset_controllers_keeps_the_volume_and_sets_expression_wheel_and_pedals_free()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100)));
        bench.Send(Control(7, 80), Control(11, 10), MidiMessage.PitchWheel(0, 0), Control(Sustain, 127), On(60), Off(60), On(62)).Render(0.1);
        bench.Send(Control(121, 0)).Render(0.1);

        Assert.Equal(1, bench.Synthesizer.VoiceCount);
        var (left, _) = bench.Render(0.5);
        Assert.Equal(441 * Math.Pow(2, 2 / 12.0), SynthBench.Frequency(left), 0.1);
        var expected = 20000 / 32768.0 * Math.Sqrt(0.5) * Math.Pow(80 / 127.0, 2);
        Assert.Equal(0, SynthBench.Decibels(left.Max() / expected), 0.1);
    }

    [Fact]
    public void A_second_stroke_releases_the_first_and_the_first_key_up_does_not_end_the_second()
    {
        using var bench = Piano();

        Assert.Equal(1, Count(bench, On(60), On(60)));
        Assert.Equal(1, Count(bench, Off(60)));
        Assert.Equal(0, Count(bench, Off(60)));
    }

    [Fact]
    public void Under_the_pedal_a_second_stroke_adds_a_voice()
    {
        using var bench = Piano();

        Assert.Equal(2, Count(bench, Control(Sustain, 127), On(60), Off(60), On(60)));
        Assert.Equal(0, Count(bench, Off(60), Control(Sustain, 0)));
    }

    [Fact]
    public void A_key_up_on_another_channel_ends_nothing()
    {
        using var bench = Piano();

        Assert.Equal(1, Count(bench, On(60), MidiMessage.NoteOff(1, 60)));
    }

    [Fact]
    public void A_note_of_no_length_is_heard_for_ten_milliseconds()
    {
        using var bench = Piano();

        var left = bench.Send(Control(7, 127), On(60), Off(60)).Render(0.1).Left;

        Assert.All(left[100..440], point => Assert.True(point > 0.3));
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_new_note_of_an_exclusive_class_ends_the_earlier_one_quickly()
    {
        using var bench = ExclusivePair();
        bench.Strike(40).Render(0.2);
        var before = bench.LevelAfter(0.01).Left;

        bench.Send(On(41));

        // The new note is on the right alone, so the left tells of the old one.
        var after = bench.LevelAfter(0.1);
        Assert.InRange(SynthBench.Decibels(after.Left / before), -60, -30);
        Assert.True(after.Right > 0.9);
    }

    [Fact]
    public void The_voices_of_one_note_do_not_end_each_other()
    {
        using var bench = new SynthBench(SynthBench.Layers(
            zone => zone.With(GeneratorType.ExclusiveClass, 1).With(GeneratorType.Pan, -500),
            zone => zone.With(GeneratorType.ExclusiveClass, 1).With(GeneratorType.Pan, 500)));

        var level = bench.Strike().LevelAfter(0.3);

        Assert.Equal(2, bench.Synthesizer.VoiceCount);
        Assert.Equal(1, level.Left, 1e-3);
        Assert.Equal(1, level.Right, 1e-3);
    }

    [Fact]
    public void An_exclusive_class_is_the_channels_own()
    {
        using var bench = ExclusivePair();

        var level = bench.Strike(40, channel: 1).Strike(41, channel: 2).LevelAfter(0.3);

        Assert.Equal(1, level.Left, 1e-3);
        Assert.Equal(1, level.Right, 1e-3);
    }

    [Fact]
    public void An_exclusive_class_is_the_presets_own()
    {
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("s", SynthBench.Constant, SynthBench.Rate, 60, 0, 64);
        foreach (var (program, pan) in new[] { (0, -500), (1, 500) })
        {
            bank.AddPreset("p", 0, program, new ZoneBuilder(bank.AddInstrument("i", new ZoneBuilder(sample)
                .With(GeneratorType.SampleModes, 1).With(GeneratorType.ExclusiveClass, 1).With(GeneratorType.Pan, pan))));
        }

        using var bench = new SynthBench(bank);

        var level = bench.Strike(40).Send(MidiMessage.Program(0, 1)).Strike(41).LevelAfter(0.3);

        Assert.Equal(1, level.Left, 1e-3);
        Assert.Equal(1, level.Right, 1e-3);
    }

    [Fact]
    public void A_new_stroke_of_the_key_ends_the_class_too()
    {
        using var bench = ExclusivePair();
        bench.Send(Control(Sustain, 127)).Strike(40).Send(Off(40)).Render(0.1);

        bench.Strike(40).Render(0.4);

        Assert.Equal(1, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void Hold_2_holds_as_sustain_does()
    {
        using var bench = Piano();

        Assert.Equal(1, Count(bench, Control(69, 127), On(60), Off(60)));
        Assert.Equal(0, Count(bench, Control(69, 0)));
    }

    [Fact]
    public void A_note_that_both_hold_pedals_hold_stays_until_the_last_is_up()
    {
        using var bench = Piano();

        Assert.Equal(1, Count(bench, Control(Sustain, 127), Control(69, 127), On(60), Off(60), Control(Sustain, 0)));
        Assert.Equal(0, Count(bench, Control(69, 0)));
    }

    [Fact]
    public void Reset_controllers_releases_a_captured_note()
    {
        using var bench = Piano();

        Assert.Equal(1, Count(bench, On(60), Control(Sostenuto, 127), Off(60)));
        Assert.Equal(0, Count(bench, Control(121, 0)));
    }

    [Fact]
    public void Sostenuto_does_not_catch_what_only_the_sustain_pedal_holds()
    {
        using var bench = Piano();

        Assert.Equal(0, Count(bench, Control(Sustain, 127), On(60), Off(60), Control(Sostenuto, 127), Control(Sustain, 0)));
    }

    [Theory]
    [InlineData(123)]
    [InlineData(124)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(127)]
    public void Mode_messages_let_go_every_key_and_obey_the_pedals(int number)
    {
        using var bench = Piano();

        Assert.Equal(0, Count(bench, On(60), On(62), Control(number, 0)));
        Assert.Equal(2, Count(bench, Control(127, 0), Control(Sustain, 127), On(60), On(62), Control(number, 0)));
        Assert.Equal(0, Count(bench, Control(Sustain, 0)));
    }

    [Fact]
    public void The_soft_pedal_takes_3_decibels_and_an_octave_of_cutoff_while_it_is_down()
    {
        const int Soft = 67;
        using var level = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        var before = level.Strike().GainAfter(0.2);
        Assert.Equal(-3, SynthBench.Decibels(level.Send(Control(Soft, 64)).GainAfter(0.2) / before), 0.05);
        Assert.Equal(0, SynthBench.Decibels(level.Send(Control(Soft, 63)).GainAfter(0.2) / before), 0.05);

        // A sine at the cutoff is 3 dB down; an octave above it a slope of 12 dB leaves a quarter of its amplitude and less.
        using var filtered = new SynthBench(SynthBench.Bank(SynthBench.Sine(50), zone => zone.With(GeneratorType.InitialFilterCutoff, 8100)));
        var open = filtered.Strike().Render(0.5).Left[11025..].Max();
        var soft = filtered.Send(Control(Soft, 127)).Render(0.5).Left[11025..].Max();
        Assert.InRange(SynthBench.Decibels(soft / open), -3 - 10.5, -3 - 8.5);
    }

    [Fact]
    public void Numbers_that_no_wire_carries_are_taken_by_their_seven_bits()
    {
        using var bench = Piano();
        var control = new MidiMessage(MidiMessageKind.ControlChange, 0, 7 + 128, 255);
        var strike = new MidiMessage(MidiMessageKind.NoteOn, 0, 60 + 128, 100 + 128);

        Assert.Equal(1, Count(bench, control, strike));
        Assert.Equal(0, Count(bench, Off(60)));
    }

    [Fact]
    public void A_note_that_no_zone_holds_is_silent_and_one_without_a_preset_is_counted()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.Keys(61, 127)));

        Assert.Equal(0, Count(bench, On(60)));
        Assert.Equal(0, bench.Synthesizer.NotesWithoutProgram);
        Assert.Equal(0, Count(bench, MidiMessage.NoteOn(9, 60, 100)));
        Assert.Equal(1, bench.Synthesizer.NotesWithoutProgram);
    }

    private static SynthBench Piano() => new(SynthBench.Bank(SynthBench.Constant));

    private static SynthBench ExclusivePair() => new(SynthBench.Layers(
        zone => zone.Keys(40, 40).With(GeneratorType.ExclusiveClass, 1).With(GeneratorType.Pan, -500).With(GeneratorType.ReleaseVolEnv, 2400),
        zone => zone.Keys(41, 41).With(GeneratorType.ExclusiveClass, 1).With(GeneratorType.Pan, 500).With(GeneratorType.ReleaseVolEnv, 2400)));

    private static int Count(SynthBench bench, params MidiMessage[] messages)
    {
        foreach (var message in messages)
        {
            bench.Send(message).Render(0.05);
        }

        return bench.Synthesizer.VoiceCount;
    }

    private static MidiMessage On(int key) => MidiMessage.NoteOn(0, key, 127);

    private static MidiMessage Off(int key) => MidiMessage.NoteOff(0, key);

    private static MidiMessage Control(int number, int value) => MidiMessage.Control(0, number, value);
}
