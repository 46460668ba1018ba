using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Voices;
using static Awe.SoundFonts.GeneratorType;
using static Awe.Tests.Voices.TestBank;

namespace Awe.Tests.Voices;

[Collection(Awe.Tests.Storage.StoreCollection.Name)] // counts what this thread allocates
public class ArticulationTests
{
    [Fact]
    public void A_local_generator_replaces_the_global_one()
    {
        using var bank = new TestBank { InstrumentGlobal = [Gen(AttackVolEnv, 0)], InstrumentLocal = [Gen(AttackVolEnv, 1200)] };
        Assert.Equal(2f, bank.Play().VolumeEnvelopeTimes.AttackSeconds, 1e-5);
    }

    [Fact]
    public void A_preset_generator_adds_to_the_default()
    {
        using var bank = new TestBank { PresetLocal = [Gen(AttackVolEnv, 2400)] };
        Assert.Equal(0.0039, bank.Play().VolumeEnvelopeTimes.AttackSeconds, 1e-4);
    }

    [Fact]
    public void A_preset_generator_adds_to_the_instrument()
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(AttackVolEnv, 1200)], PresetLocal = [Gen(AttackVolEnv, 2400)] };
        Assert.Equal(8f, bank.Play().VolumeEnvelopeTimes.AttackSeconds, 1e-4);
    }

    [Fact]
    public void A_local_preset_generator_replaces_the_global_one_before_it_is_added()
    {
        using var bank = new TestBank { PresetGlobal = [Gen(InitialFilterQ, 100)], PresetLocal = [Gen(InitialFilterQ, 30)] };
        Assert.Equal(30, bank.Play().FilterQCentibels);
    }

    [Fact]
    public void The_last_of_two_generators_in_a_zone_counts()
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(InitialFilterCutoff, 5000), Gen(InitialFilterCutoff, 6000)] };
        Assert.Equal(6000, bank.Play().FilterCutoffCents);
    }

    [Fact]
    public void Sample_generators_in_a_preset_are_ignored()
    {
        using var bank = new TestBank
        {
            PresetLocal =
            [
                Gen(SampleModes, 1), Gen(OverridingRootKey, 40), Gen(KeyNumber, 10), Gen(GeneratorType.ExclusiveClass, 3), Gen(StartAddressOffset, 7),
            ],
        };
        var voice = bank.Play();
        Assert.Equal(SampleMode.OneShot, voice.SampleMode);
        Assert.Equal(60, voice.RootKey);
        Assert.Equal(60, voice.Key);
        Assert.Equal(0, voice.ExclusiveClass);
        Assert.Equal(0, voice.StartOffsetPoints);
    }

    [Fact]
    public void Sums_are_bounded_to_the_useful_range()
    {
        using var bank = new TestBank
        {
            InstrumentLocal = [Gen(InitialFilterQ, 900), Gen(GeneratorType.Pan, -400), Gen(FrequencyModLfo, 4000)],
            PresetLocal = [Gen(InitialFilterQ, 900), Gen(GeneratorType.Pan, -400), Gen(FrequencyModLfo, 4000)],
        };
        var voice = bank.Play();
        Assert.Equal(960, voice.FilterQCentibels);
        Assert.Equal(-500, voice.Pan);
        Assert.Equal(FastMath.CentsToHz(4500), voice.ModLfoHz);
    }

    [Fact]
    public void Address_offsets_are_fine_plus_32768_times_coarse()
    {
        using var bank = new TestBank
        {
            InstrumentLocal =
            [
                Gen(StartAddressOffset, 3), Gen(StartAddressCoarseOffset, 2),
                Gen(EndAddressOffset, -3), Gen(EndAddressCoarseOffset, -1),
                Gen(StartLoopAddressOffset, 5), Gen(StartLoopAddressCoarseOffset, 1),
                Gen(EndLoopAddressOffset, -5), Gen(EndLoopAddressCoarseOffset, 1),
            ],
        };
        var voice = bank.Play();
        Assert.Equal(65539, voice.StartOffsetPoints); // a sample that starts at 5 plays from 65544
        Assert.Equal(-32771, voice.EndOffsetPoints);
        Assert.Equal(32773, voice.LoopStartOffsetPoints);
        Assert.Equal(32763, voice.LoopEndOffsetPoints);
    }

    [Fact]
    public void Velocity_may_move_the_start()
    {
        using var bank = new TestBank
        {
            InstrumentLocal = [Gen(StartAddressOffset, 30000)],
            InstrumentLocalModulators = [Mod(0x0102, StartAddressOffset, -25600)],
        };
        Assert.Equal(30000, bank.Play(velocity: 127).StartOffsetPoints);
        Assert.Equal(30000 - (25600 * 27 / 128), bank.Play(velocity: 100).StartOffsetPoints);
    }

    [Fact]
    public void The_attenuation_generator_is_scaled_by_0_4()
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(InitialAttenuation, 60)] };
        bank.Channel.ControlChange(7, 127);
        Assert.Equal(0.75858, bank.Play().Gain, 1e-5);
    }

    [Fact]
    public void A_negative_preset_attenuation_cancels_that_of_the_instrument()
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(InitialAttenuation, 100)], PresetLocal = [Gen(InitialAttenuation, -100)] };
        bank.Channel.ControlChange(7, 127);
        Assert.Equal(0, bank.Play().AttenuationCentibels);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(300)]
    public void A_negative_sum_of_attenuation_never_boosts(int instrument)
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(InitialAttenuation, instrument)], PresetLocal = [Gen(InitialAttenuation, -300)] };
        bank.Channel.ControlChange(7, 127);
        Assert.Equal(1f, bank.Play().Gain);
    }

    [Theory]
    [InlineData(48)]
    [InlineData(60)]
    [InlineData(72)]
    public void Scale_tuning_0_gives_every_key_the_same_pitch(int key)
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(ScaleTuning, 0)] };
        Assert.Equal(0, bank.Play(key).PitchCents);
    }

    [Fact]
    public void Scale_tuning_of_a_preset_adds_to_the_instruments()
    {
        using var bank = new TestBank { PresetLocal = [Gen(ScaleTuning, -50)] };
        Assert.Equal(600, bank.Play(72).PitchCents);
    }

    [Fact]
    public void Scale_tuning_pivots_at_the_root_key()
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(ScaleTuning, 50)] };
        Assert.Equal(600, bank.Play(72).PitchCents);
    }

    [Theory]
    [InlineData(60, -1, 44100, 1.0)]
    [InlineData(72, -1, 44100, 2.0)]
    [InlineData(60, 69, 22050, 0.29730)]
    public void Pitch_and_rates_give_the_increment(int key, int rootKey, int rate, double increment)
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(OverridingRootKey, rootKey)] };
        Assert.Equal(increment, FastMath.CentsToRatio(bank.Play(key).PitchCents) * rate / 44100, 1e-5);
    }

    [Fact]
    public void The_correction_of_the_sample_is_added()
    {
        using var bank = new TestBank { CorrectionCents = -4 };
        Assert.Equal(-4, bank.Play().PitchCents);
    }

    [Fact]
    public void Coarse_and_fine_tuning_add_up()
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(CoarseTune, -4), Gen(FineTune, -5)] };
        Assert.Equal(-405, bank.Play().PitchCents);
    }

    [Fact]
    public void A_substituted_key_sounds_instead_of_the_played_one()
    {
        using var bank = new TestBank
        {
            InstrumentLocal = [Gen(KeyNumber, 60)],
            InstrumentLocalModulators = [Mod(0x0003, InitialFilterQ, 128)],
        };
        var voice = bank.Play(72);
        Assert.Equal(0, voice.PitchCents);
        Assert.Equal(60, voice.FilterQCentibels);
        Assert.Equal(72, voice.PlayedKey);
    }

    [Fact]
    public void A_substituted_velocity_sounds_instead_of_the_played_one()
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(GeneratorType.Velocity, 100)] };
        using var plain = new TestBank();
        Assert.Equal(plain.Play(velocity: 100).AttenuationCentibels, bank.Play(velocity: 1).AttenuationCentibels);
    }

    [Theory]
    [InlineData(0, SampleMode.OneShot)]
    [InlineData(1, SampleMode.Loop)]
    [InlineData(2, SampleMode.OneShot)]
    [InlineData(3, SampleMode.LoopUntilRelease)]
    internal void Sample_mode_2_is_as_0(int amount, SampleMode mode)
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(SampleModes, amount)] };
        Assert.Equal(mode, bank.Play().SampleMode);
    }

    [Fact]
    public void Hold_scales_with_the_key()
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(HoldVolEnv, -7973), Gen(KeyToVolEnvHold, 50)] };
        Assert.Equal(0.010, bank.Play(60).VolumeEnvelopeTimes.HoldSeconds, 1e-5);
        Assert.Equal(0.020, bank.Play(36).VolumeEnvelopeTimes.HoldSeconds, 2e-5);
    }

    [Fact]
    public void Decay_halves_an_octave_up_at_100_timecents_a_key()
    {
        using var bank = new TestBank
        {
            InstrumentLocal = [Gen(DecayVolEnv, 1200), Gen(KeyToVolEnvDecay, 100), Gen(DecayModEnv, 1200), Gen(KeyToModEnvDecay, 100)],
        };
        Assert.Equal(2f, bank.Play(60).VolumeEnvelopeTimes.DecaySeconds, 1e-5);
        Assert.Equal(1f, bank.Play(72).VolumeEnvelopeTimes.DecaySeconds, 1e-5);
        Assert.Equal(1f, bank.Play(72).ModulationEnvelopeTimes.DecaySeconds, 1e-5);
    }

    [Fact]
    public void Delays_and_holds_that_no_zone_sets_take_no_time()
    {
        using var bank = new TestBank();
        var voice = bank.Play();
        Assert.Equal(0, voice.VolumeEnvelopeTimes.DelaySeconds);
        Assert.Equal(0, voice.VolumeEnvelopeTimes.HoldSeconds);
        Assert.Equal(0, voice.ModulationEnvelopeTimes.DelaySeconds);
        Assert.Equal(0, voice.ModLfoDelaySeconds);
        Assert.Equal(0, voice.VibLfoDelaySeconds);
    }

    [Fact]
    public void The_volume_release_is_never_shorter_than_15_6_milliseconds()
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(ReleaseVolEnv, -12000)] };
        Assert.Equal(0.015625, bank.Play().VolumeEnvelopeTimes.ReleaseSeconds, 1e-6);
    }

    [Fact]
    public void Oscillators_run_at_8_176_hertz_unless_told_otherwise()
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(FrequencyVibLfo, -11610)] };
        Assert.Equal(8.1758, bank.Play().ModLfoHz, 1e-4);
        Assert.Equal(0.0100, bank.Play().VibLfoHz, 1e-5);
    }

    [Fact]
    public void Only_a_filter_that_nothing_moves_is_open()
    {
        using var open = new TestBank();
        Assert.True(open.Play().IsFilterOpen);

        foreach (var generator in new[] { Gen(InitialFilterCutoff, 13499), Gen(InitialFilterQ, 1), Gen(ModLfoToFilterCutoff, -1), Gen(ModEnvToFilterCutoff, 1) })
        {
            using var bank = new TestBank { InstrumentLocal = [generator] };
            Assert.False(bank.Play().IsFilterOpen);
        }
    }

    [Theory]
    [InlineData(-500, 1, 0)]
    [InlineData(0, 0.70710678, 0.70710678)]
    [InlineData(500, 0, 1)]
    [InlineData(-2000, 1, 0)]
    public void Panning_keeps_the_power(float pan, double left, double right)
    {
        PanLaw.Gains(pan, out var actualLeft, out var actualRight);
        Assert.Equal(left, actualLeft, 1e-6);
        Assert.Equal(right, actualRight, 1e-6);
    }

    [Fact]
    public void Preparing_and_updating_a_note_allocates_nothing()
    {
        using var bank = new TestBank
        {
            InstrumentGlobal = [Gen(ReleaseVolEnv, 0)],
            InstrumentLocalModulators = [Mod(0x0081, InitialFilterQ, 128)],
            PresetLocalModulators = [Mod(0x0502, InitialAttenuation, 100)],
        };

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var voice = bank.Play(i, 1 + i);
                bank.Channel.ControlChange(1, i);
                voice.Update(ModulatorSource.Controller(1));
                voice.UpdateAll();
            }
        });

        Assert.Equal(0, allocated);
    }
}
