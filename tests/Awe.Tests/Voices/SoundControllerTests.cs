using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Tests.Playback;
using Awe.Voices;
using static Awe.SoundFonts.GeneratorType;
using static Awe.Tests.Voices.TestBank;

namespace Awe.Tests.Voices;

/// <summary>The default modulators that GS, XG and General MIDI 2 have beyond those of the specification.</summary>
public class SoundControllerTests
{
    private static readonly byte[] s_gmReset = [0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7];
    private static readonly byte[] s_gm2Reset = [0xF0, 0x7E, 0x7F, 0x09, 0x03, 0xF7];
    private static readonly byte[] s_xgReset = [0xF0, 0x43, 0x10, 0x4C, 0x00, 0x00, 0x7E, 0x00, 0xF7];

    [Fact]
    public void At_rest_they_change_nothing()
    {
        using var with = Bank();
        using var without = new TestBank { InstrumentLocal = Zone };
        var (voice, plain) = (with.Play(), without.Play());

        foreach (var generator in Enum.GetValues<GeneratorType>())
        {
            Assert.Equal(plain.Total(generator), voice.Total(generator));
        }

        Assert.Equal(0, voice.BalanceCentibels);
    }

    [Theory]
    [InlineData(71, InitialFilterQ, 150)]
    [InlineData(72, ReleaseVolEnv, 3600)]
    [InlineData(73, AttackVolEnv, 4800)]
    [InlineData(74, InitialFilterCutoff, 4800)]
    [InlineData(75, DecayVolEnv, 3600)]
    [InlineData(76, FrequencyVibLfo, 1200)]
    [InlineData(78, DelayVibLfo, 3600)]
    public void Sound_controllers_move_their_generator_both_ways_from_64(int number, GeneratorType generator, int depth)
    {
        using var bank = Bank();

        bank.Channel.ControlChange(number, 0);
        Assert.Equal(-depth, bank.Play().Modulation(generator), 1e-3);
        bank.Channel.ControlChange(number, 127);
        Assert.Equal(depth * 63 / 64.0, bank.Play().Modulation(generator), 1e-3);
        bank.Channel.ControlChange(number, 64);
        Assert.Equal(0, bank.Play().Modulation(generator));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(64, 0)]
    [InlineData(96, 25)]
    [InlineData(127, 49.2)]
    public void Vibrato_depth_adds_above_64_and_makes_no_vibrato_of_its_own_below(int value, double cents)
    {
        using var bank = Bank();
        bank.Channel.ControlChange(77, value);

        Assert.Equal(cents, bank.Play().VibLfoToPitchCents, 0.05);
    }

    [Fact]
    public void Pressure_of_a_key_deepens_its_vibrato_by_50_cents()
    {
        using var bank = Bank();
        bank.Channel.PolyPressure(60, 127);

        Assert.Equal(50.0 * 127 / 128, bank.Play(60).VibLfoToPitchCents, 1e-3);
        Assert.Equal(0, bank.Play(61).VibLfoToPitchCents);
    }

    [Fact]
    public void At_its_ends_a_decay_is_eight_times_longer_and_an_attack_sixteen_times_shorter()
    {
        using var bank = Bank();
        bank.Channel.ControlChange(73, 0);
        bank.Channel.ControlChange(75, 127);

        var times = bank.Play().VolumeEnvelopeTimes;

        Assert.Equal(0.0625, times.AttackSeconds, 1e-4);
        Assert.InRange(times.DecaySeconds, 7.5, 8);
    }

    [Fact]
    public void The_lowest_brightness_of_an_open_filter_still_lets_a_kilohertz_through()
    {
        using var bank = new TestBank { HasSoundControllers = true };
        bank.Channel.ControlChange(74, 0);
        Assert.Equal(8700, bank.Play().FilterCutoffCents); // 1245 Hz

        bank.Channel.ControlChange(74, 127);
        Assert.True(bank.Play().IsFilterOpen);
    }

    [Theory]
    [InlineData(0, 0, -96)]
    [InlineData(32, 0, -12.18)]
    [InlineData(64, 0, 0)]
    [InlineData(96, -12.18, 0)]
    [InlineData(127, -84.2, 0)]
    public void Balance_turns_the_other_side_down(int value, double left, double right)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        var level = bench.Strike().Send(MidiMessage.Control(0, 8, value)).LevelAfter(0.1);

        Assert.Equal(left, SynthBench.Decibels(level.Left * Math.Sqrt(2)), 0.1);
        Assert.Equal(right, SynthBench.Decibels(level.Right * Math.Sqrt(2)), 0.1);
    }

    [Fact]
    public void Balance_to_the_right_brings_nothing_of_a_left_sample_to_the_right()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(Pan, -500)));

        var level = bench.Strike().Send(MidiMessage.Control(0, 8, 127)).LevelAfter(0.1);

        Assert.True(level.Left < 1e-3);
        Assert.Equal(0, level.Right);
    }

    [Fact]
    public void A_gs_song_sets_its_sound_by_nrpn()
    {
        using var bank = Bank();
        foreach (var (number, value) in new[] { (99, 1), (98, 0x20), (6, 32), (98, 0x21), (6, 96) })
        {
            bank.Channel.ControlChange(number, value);
        }

        Assert.Equal(-2400, bank.Play().Modulation(InitialFilterCutoff));
        Assert.Equal(75, bank.Play().Modulation(InitialFilterQ));
    }

    [Theory]
    [InlineData(null, SoundControllers.ByMode, true)] // power-on is GS
    [InlineData("xg", SoundControllers.ByMode, true)]
    [InlineData("gm2", SoundControllers.ByMode, true)]
    [InlineData("gm", SoundControllers.ByMode, false)]
    [InlineData("gm", SoundControllers.On, true)]
    [InlineData(null, SoundControllers.Off, false)]
    public void They_are_in_force_where_the_channels_standard_knows_them(string? reset, SoundControllers choice, bool isInForce)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant), SynthBench.Dry with { SoundControllers = choice });
        if (reset is not null)
        {
            bench.Synthesizer.SendSysEx(reset switch { "xg" => s_xgReset, "gm2" => s_gm2Reset, _ => s_gmReset });
        }

        var level = bench.Strike().Send(MidiMessage.Control(0, 8, 127)).LevelAfter(0.1);

        Assert.Equal(isInForce, level.Left < 0.01);
    }

    [Fact]
    public void The_plain_rule_of_the_mma_knows_none_of_them() =>
        Assert.Equal(
            [false, true, true, true, false],
            Enum.GetValues<SystemMode>().Select(mode => DefaultModulators.HasSoundControllers(SoundControllers.ByMode, mode)));

    [Fact]
    public void A_bank_switches_one_off_or_makes_it_deeper_by_an_identical_record()
    {
        using var bank = new TestBank
        {
            HasSoundControllers = true,
            InstrumentLocalModulators = [Mod(0x02CA, InitialFilterCutoff, 0)],
            PresetLocalModulators = [Mod(0x02C7, InitialFilterQ, 100)],
        };
        bank.Channel.ControlChange(71, 96);
        bank.Channel.ControlChange(74, 0);

        Assert.Equal(0, bank.Play().Modulation(InitialFilterCutoff));
        Assert.Equal(125, bank.Play().Modulation(InitialFilterQ));
    }

    [Fact]
    public void A_bank_with_defaults_of_its_own_has_none_of_them()
    {
        using var bank = new TestBank { HasSoundControllers = true, OwnDefaults = [Mod(0x0002, InitialFilterQ, 128)] };
        bank.Channel.ControlChange(74, 0);

        Assert.Equal(1, bank.Play().ModulatorCount);
        Assert.Equal(0, bank.Play().Modulation(InitialFilterCutoff));
    }

    [Fact]
    public void No_record_of_a_file_reaches_balance()
    {
        using var zone = new TestBank { InstrumentLocalModulators = [Mod(0x0002, Unused5, 500)] };
        using var defaults = new TestBank { OwnDefaults = [Mod(0x0002, Unused5, 500)] };

        Assert.Equal(0, zone.Play().BalanceCentibels);
        Assert.Equal(0, defaults.Play().BalanceCentibels);
        Assert.Equal(0, defaults.Play().ModulatorCount);
    }

    private static Generator[] Zone => [Gen(AttackVolEnv, 0), Gen(DecayVolEnv, 0), Gen(ReleaseVolEnv, 0), Gen(InitialFilterCutoff, 8000), Gen(DelayVibLfo, 0)];

    private static TestBank Bank() => new() { HasSoundControllers = true, InstrumentLocal = Zone };
}
