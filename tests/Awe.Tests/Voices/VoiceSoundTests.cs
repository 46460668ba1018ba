using Awe.Midi;
using Awe.SoundFonts;
using Awe.Tests.Effects;
using Awe.Tests.Playback;

namespace Awe.Tests.Voices;

/// <summary>What a voice sounds like, measured at the output: pitch by period, level on a sample that is constant.</summary>
public class VoiceSoundTests
{
    private const int SineHz = 441; // a period of 100 points at 44100

    [Theory]
    [InlineData(60, 0)]
    [InlineData(72, 1200)]
    [InlineData(48, -1200)]
    [InlineData(61, 100)]
    public void A_key_above_the_root_sounds_a_semitone_higher_each(int key, int cents) =>
        Assert.Equal(cents, PitchCents(key), 0.1);

    [Fact]
    public void The_root_key_of_a_zone_and_the_rate_of_the_sample_count()
    {
        var cents = PitchCents(60, zone => zone.With(GeneratorType.OverridingRootKey, 69), rate: 22050);

        Assert.Equal(-900 - 1200, cents, 0.1);
    }

    [Theory]
    [InlineData(0, 48, 0)]
    [InlineData(0, 72, 0)]
    [InlineData(50, 72, 600)]
    public void Scale_tuning_turns_round_the_root_key(int scale, int key, int cents) =>
        Assert.Equal(cents, PitchCents(key, zone => zone.With(GeneratorType.ScaleTuning, scale)), 0.1);

    [Fact]
    public void Coarse_and_fine_tune_add() =>
        Assert.Equal(-405, PitchCents(60, zone => zone.With(GeneratorType.CoarseTune, -4).With(GeneratorType.FineTune, -5)), 0.1);

    [Fact]
    public void The_wheel_bends_a_sounding_note_by_its_range()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100)));
        bench.Strike().Render(0.1);

        bench.Send(MidiMessage.PitchWheel(0, 0));

        Assert.Equal(-200, SynthBench.Cents(SynthBench.Frequency(bench.Render(0.5).Left) / SineHz), 0.2);
    }

    [Fact]
    public void A_fixed_key_sounds_whatever_is_struck_and_the_struck_key_ends_it()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100), zone => zone.With(GeneratorType.KeyNumber, 60)));

        bench.Strike(72);
        Assert.Equal(SineHz, SynthBench.Frequency(bench.Render(0.5).Left), 0.05);
        bench.Send(MidiMessage.NoteOff(0, 60)).Render(0.1);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);
        bench.Send(MidiMessage.NoteOff(0, 72)).Render(0.1);

        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_fixed_key_does_not_choose_the_zone()
    {
        using var bench = new SynthBench(SynthBench.Layers(
            zone => zone.Keys(72, 72).With(GeneratorType.KeyNumber, 60).With(GeneratorType.Pan, -500),
            zone => zone.Keys(60, 60).With(GeneratorType.Pan, 500)));

        var level = bench.Strike(72).LevelAfter(0.1);

        Assert.Equal(1, level.Left, 1e-3);
        Assert.Equal(0, level.Right);
    }

    [Theory]
    [InlineData(-500)]
    [InlineData(0)]
    [InlineData(300)]
    public void What_goes_to_the_reverb_does_not_depend_on_pan(int pan)
    {
        static float[] Return(int pan)
        {
            var bank = SynthBench.Bank(SynthBench.Sine(100), zone => zone.With(GeneratorType.Pan, pan).With(GeneratorType.ReverbSend, 1000));
            using var wet = new SynthBench(bank, SynthBench.Dry with { Reverb = true });
            using var dry = new SynthBench(bank);
            return [.. wet.Strike().Render(0.3).Left.Zip(dry.Strike().Render(0.3).Left, (both, voice) => both - voice)];
        }

        Assert.All(Return(pan).Zip(Return(500), (one, other) => Math.Abs(one - other)), difference => Assert.InRange(difference, 0, 1e-5));
        Assert.Contains(Return(pan), point => Math.Abs(point) > 0.01);
    }

    [Fact]
    public void A_fixed_velocity_sounds_however_the_key_is_struck()
    {
        using var soft = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.Velocity, 100)));
        using var plain = new SynthBench(SynthBench.Bank(SynthBench.Constant));

        Assert.Equal(plain.Strike(velocity: 100).GainAfter(0.1), soft.Strike(velocity: 1).GainAfter(0.1), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Without_a_loop_mode_a_held_note_ends_with_its_sample(int mode)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100, 4), sampleMode: mode));

        var (left, _) = bench.Strike().Render(0.1);

        Assert.Equal(0, bench.Synthesizer.VoiceCount);
        Assert.NotEqual(0, left[398]);
        Assert.All(left.Skip(400), point => Assert.Equal(0, point));
    }

    [Fact]
    public void A_loop_until_release_is_left_by_the_key_and_the_rest_of_the_sample_plays()
    {
        // 100 points of +, looped; then 300 of -, which only a released key reaches. A long release keeps the level.
        short[] points = [.. Enumerable.Repeat((short)16384, 100), .. Enumerable.Repeat((short)-16384, 300)];
        using var bench = new SynthBench(SynthBench.Bank(
            points, zone => zone.With(GeneratorType.ReleaseVolEnv, 5000), sampleMode: 3, loopEnd: 100));

        Assert.All(bench.Strike().Render(0.2).Left.Skip(100), point => Assert.True(point > 0));
        var released = bench.Send(MidiMessage.NoteOff(0, 60)).Render(0.1).Left;

        Assert.Equal(300, released.Count(point => point < -0.1));
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_sample_of_the_cards_rom_is_silent()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, sampleType: 0x8001));

        Assert.Equal((0, 0), bench.Strike().LevelAfter(0.1));
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_sample_of_type_0_sounds_as_mono()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, sampleType: 0));

        Assert.Equal(1, bench.Strike().GainAfter(0.1), 1e-3);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, -2)]
    [InlineData(100, -4)]
    public void Attenuation_of_a_bank_is_four_tenths_of_what_it_says(int centibels, double decibels)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.InitialAttenuation, centibels)));

        Assert.Equal(decibels > 0 ? 0 : decibels, SynthBench.Decibels(bench.Strike().GainAfter(0.1)), 0.01);
    }

    [Fact]
    public void Halfway_through_the_attack_the_amplitude_is_a_half()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.AttackVolEnv, 0)));

        Assert.Equal(0.5, bench.Strike().GainAfter(0.5), 1e-3);
        Assert.Equal(1, bench.GainAfter(0.5), 1e-3);
    }

    [Fact]
    public void Decay_and_release_fall_96_decibels_in_their_time()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone
            .With(GeneratorType.DecayVolEnv, 0).With(GeneratorType.SustainVolEnv, 120).With(GeneratorType.ReleaseVolEnv, 0)));

        Assert.Equal(-6, SynthBench.Decibels(bench.Strike().GainAfter(0.001 + (0.125 / 2))), 0.1);
        Assert.Equal(-12, SynthBench.Decibels(bench.GainAfter(0.3)), 0.01);
        bench.Send(MidiMessage.NoteOff(0, 60));
        Assert.Equal(-12 - 48, SynthBench.Decibels(bench.GainAfter(0.5)), 0.1);
        bench.Render(0.4);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_sustain_level_of_nothing_taken_away_leaves_no_decay()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.DecayVolEnv, 0)));

        Assert.Equal(1, bench.Strike().GainAfter(0.01), 1e-3);
        Assert.Equal(1, bench.GainAfter(2), 1e-3);
    }

    [Fact]
    public void A_sustain_level_of_everything_taken_away_is_silence_and_the_end()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.SustainVolEnv, 1000)));

        Assert.Equal((0, 0), bench.Strike().LevelAfter(0.1));
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void The_hold_grows_with_the_distance_below_the_middle_key()
    {
        // 10 ms at key 60; 24 keys of 50 timecents below it are an octave: 20 ms. Then the decay is at once.
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone
            .With(GeneratorType.HoldVolEnv, -7973).With(GeneratorType.KeyToVolEnvHold, 50).With(GeneratorType.SustainVolEnv, 400)));

        var left = bench.Strike(36).Render(0.1).Left;

        var held = left.Count(point => point > 0.3);
        Assert.InRange(held, (0.0195 * SynthBench.Rate) - 64, (0.0215 * SynthBench.Rate) + 64);
    }

    [Fact]
    public void The_modulation_envelope_reaches_its_sustain_level_and_bends_by_it()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100), zone => zone
            .With(GeneratorType.DecayModEnv, 0).With(GeneratorType.SustainModEnv, 500).With(GeneratorType.ModEnvToPitch, 1200)));

        bench.Strike().Render(0.6);

        Assert.Equal(600, SynthBench.Cents(SynthBench.Frequency(bench.Render(0.5).Left) / SineHz), 0.2);
    }

    [Fact]
    public void The_oscillator_moves_the_volume_both_ways_louder_first()
    {
        // 1 Hz, so that a quarter of a second is its top.
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone
            .With(GeneratorType.FrequencyModLfo, -3637).With(GeneratorType.ModLfoToVolume, 100)));

        Assert.Equal(10, SynthBench.Decibels(bench.Strike().GainAfter(0.25)), 0.1);
        Assert.Equal(-10, SynthBench.Decibels(bench.GainAfter(0.5)), 0.1);
    }

    [Fact]
    public void An_open_filter_lets_the_sample_through()
    {
        short[] noise = [.. Signal.Noise(2000).Select(x => (short)(x * 10000))];
        using var bench = new SynthBench(SynthBench.Bank(noise));

        var left = bench.Strike().Render(0.04).Left;

        for (var i = 100; i < 1700; i++)
        {
            // Interpolation in the middle of a phase of 1/1024 leaves a few ten-thousandths of the neighbours.
            Assert.Equal(noise[i] / 32768f * MathF.Sqrt(0.5f), left[i], 4e-4f);
        }
    }

    [Fact]
    public void Resonance_lowers_the_level_far_below_the_cutoff_by_half_of_it()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone
            .With(GeneratorType.InitialFilterCutoff, 10000).With(GeneratorType.InitialFilterQ, 100)));

        Assert.Equal(-5, SynthBench.Decibels(bench.Strike().GainAfter(0.3)), 0.05);
    }

    [Theory]
    [InlineData(-500, 1, 0)]
    [InlineData(0, 0.70711, 0.70711)]
    [InlineData(500, 0, 1)]
    public void Pan_is_of_equal_power(int pan, double left, double right)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.Pan, pan)));

        var level = bench.Strike().LevelAfter(0.1);

        Assert.Equal(left, level.Left, 1e-3);
        Assert.Equal(right, level.Right, 1e-3);
    }

    [Fact]
    public void Pan_of_the_zone_and_of_the_channel_add()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.Pan, -500)));

        var level = bench.Send(MidiMessage.Control(0, 10, 127)).Strike().LevelAfter(0.1);

        Assert.Equal(0, SynthBench.Decibels(level.Left / level.Right), 0.3);
    }

    [Fact]
    public void A_channel_controller_is_heard_in_a_sounding_note()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        bench.Strike().Render(0.1);

        bench.Send(MidiMessage.Control(0, 11, 64));

        Assert.Equal(-40 * Math.Log10(127 / 64.0), SynthBench.Decibels(bench.GainAfter(0.1)), 0.1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(63)] // the message's own block is a single frame
    public void A_jump_of_volume_is_spread_over_a_millisecond_wherever_its_message_falls(int frame)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        bench.Strike().Render(64 * 100.0 / SynthBench.Rate);

        bench.Synthesizer.Send(MidiMessage.Control(0, 7, 40), bench.Synthesizer.Frame + frame);
        var left = bench.Render(64 * 40.0 / SynthBench.Rate).Left;

        var fall = left[0] - left[^1];
        Assert.InRange(left.Zip(left.Skip(1), (one, next) => one - next).Max(), 0, fall / 50);
        Assert.Equal(-40 * Math.Log10(127 / 40.0), SynthBench.Decibels(left[^1] / left[0]), 0.2); // the first frame may be on its way
    }

    [Fact]
    public void A_voice_that_has_played_before_begins_as_a_new_one()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100), zone => zone
            .With(GeneratorType.DecayVolEnv, -1200).With(GeneratorType.SustainVolEnv, 120)
            .With(GeneratorType.DecayModEnv, -1200).With(GeneratorType.SustainModEnv, 500).With(GeneratorType.ModEnvToPitch, 1200)
            .With(GeneratorType.ModEnvToFilterCutoff, -2400).With(GeneratorType.InitialFilterCutoff, 9000).With(GeneratorType.ModLfoToVolume, 30)));
        const double Seconds = 64.0 * 500 / SynthBench.Rate; // whole quanta, long into the sustain
        var fresh = bench.Strike().Render(Seconds).Left;

        bench.Send(MidiMessage.Control(0, 120, 0)).Render(64.0 * 10 / SynthBench.Rate);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);

        Assert.Equal(fresh, bench.Strike().Render(Seconds).Left);
    }

    private static double PitchCents(int key, Action<ZoneBuilder>? zone = null, int rate = SynthBench.Rate)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100), zone, rate: rate));
        return SynthBench.Cents(SynthBench.Frequency(bench.Strike(key).Render(1).Left) / SineHz);
    }
}
