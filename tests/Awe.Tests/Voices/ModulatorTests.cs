using Awe.SoundFonts;
using Awe.Voices;
using static Awe.SoundFonts.GeneratorType;
using static Awe.Tests.Voices.TestBank;

namespace Awe.Tests.Voices;

public class ModulatorTests
{
    // Volume at its power-on value of 100 attenuates every note by this much.
    private const double VolumeAt100 = 41.52;

    [Theory]
    [InlineData(127, 0)]
    [InlineData(100, 41.52)]
    [InlineData(64, 119.05)]
    [InlineData(1, 841.52)]
    public void Velocity_attenuates_by_40_log_of_its_ratio_to_127(int velocity, double centibels)
    {
        using var bank = new TestBank();
        bank.Channel.ControlChange(7, 127);
        Assert.Equal(centibels, bank.Play(velocity: velocity).AttenuationCentibels, 0.01);
    }

    [Fact]
    public void Velocity_111_is_2_339_decibels_below_127()
    {
        using var bank = new TestBank();
        Assert.Equal(23.39, FromTopToVelocity111(bank), 0.01);
    }

    [Fact]
    public void A_velocity_modulator_of_amount_0_in_the_instrument_switches_the_default_off()
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x0502, InitialAttenuation, 0)] };
        Assert.Equal(0, FromTopToVelocity111(bank));
    }

    [Fact]
    public void A_velocity_modulator_of_half_the_amount_has_half_the_effect()
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x0502, InitialAttenuation, 480)] };
        Assert.Equal(11.70, FromTopToVelocity111(bank), 0.01);
    }

    [Fact]
    public void A_local_modulator_replaces_an_identical_global_one()
    {
        using var bank = new TestBank
        {
            InstrumentGlobalModulators = [Mod(0x0502, InitialAttenuation, 960)],
            InstrumentLocalModulators = [Mod(0x0502, InitialAttenuation, 480)],
        };
        Assert.Equal(11.70, FromTopToVelocity111(bank), 0.01);
    }

    [Fact]
    public void Of_two_identical_modulators_in_a_zone_the_later_one_counts()
    {
        using var bank = new TestBank
        {
            InstrumentLocalModulators = [Mod(0x0502, InitialAttenuation, 960), Mod(0x0502, InitialAttenuation, 480)],
        };
        Assert.Equal(11.70, FromTopToVelocity111(bank), 0.01);
    }

    [Theory]
    [InlineData(480, 35.09)]
    [InlineData(-960, 0)]
    [InlineData(0, 23.39)] // amount 0 cannot cancel at preset level
    public void A_preset_modulator_adds_to_an_identical_one(int amount, double expected)
    {
        using var bank = new TestBank { PresetLocalModulators = [Mod(0x0502, InitialAttenuation, amount)] };
        Assert.Equal(expected, FromTopToVelocity111(bank), 0.01);
    }

    [Fact]
    public void A_local_preset_modulator_adds_instead_of_the_identical_global_one_and_not_besides_it()
    {
        using var bank = new TestBank
        {
            PresetGlobalModulators = [Mod(0x0502, InitialAttenuation, 960)],
            PresetLocalModulators = [Mod(0x0502, InitialAttenuation, 480)],
        };
        Assert.Equal(35.09, FromTopToVelocity111(bank), 0.01);
    }

    [Fact]
    public void A_preset_modulator_without_counterpart_is_a_further_modulator()
    {
        using var bank = new TestBank { PresetLocalModulators = [Mod(0x0082, InitialFilterQ, 128)] };
        bank.Channel.ControlChange(2, 100);
        Assert.Equal(100, bank.Play().FilterQCentibels);
    }

    [Fact]
    public void A_modulator_that_differs_only_in_its_transform_is_another_one()
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x0502, InitialAttenuation, 0, transform: 2)] };
        Assert.Equal(23.39, FromTopToVelocity111(bank), 0.01);
    }

    [Theory]
    [InlineData(0x1002, 0, 9)] // curve 4
    [InlineData(0x0086, 0, 9)] // CC6
    [InlineData(0x00A1, 0, 9)] // CC33
    [InlineData(0x0002, 0x007F, 9)] // the amount is a link
    [InlineData(0x0002, 0x0001, 9)] // unknown amount source
    [InlineData(0x0002, 0, 14)] // unused generator
    [InlineData(0x0002, 0, 61)] // no generator
    public void A_modulator_that_the_specification_does_not_allow_is_ignored(int source, int amountSource, int destination)
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(source, (GeneratorType)destination, 100, amountSource)] };
        Assert.Equal(DefaultModulators.For(VelocityToFilter.Off).Length, bank.Play().ModulatorCount);
        Assert.Equal(0, bank.Play().FilterQCentibels);
    }

    [Fact]
    public void A_modulator_with_an_unknown_transform_is_ignored()
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x0002, InitialFilterQ, 100, transform: 1)] };
        Assert.Equal(0, bank.Play().FilterQCentibels);
    }

    [Fact]
    public void More_than_64_modulators_are_dropped_and_counted()
    {
        GeneratorType[] destinations = [ModLfoToPitch, VibLfoToPitch, ModEnvToPitch, InitialFilterCutoff, InitialFilterQ, ReverbSend, ChorusSend];
        Modulator[] seventy =
        [
            .. from destination in destinations
               from controller in Enumerable.Range(70, 10)
               select Mod(0x80 | controller, destination, 1),
        ];
        var list = default(ModulatorList);
        list.Build([], [], seventy, [], [], Inputs(new Channel(0)));
        Assert.Equal(64, list.Count);
        Assert.Equal(6, list.DroppedCount);
    }

    [Fact]
    public void Without_amount_source_the_factor_is_1()
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x0002, InitialFilterQ, 128, amountSource: 0)] };
        Assert.Equal(100, bank.Play(velocity: 100).FilterQCentibels);
    }

    [Fact]
    public void Both_sources_are_multiplied()
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x0002, InitialFilterQ, 800, amountSource: 0x0003)] };
        Assert.Equal(100, bank.Play(key: 32, velocity: 64).FilterQCentibels);
    }

    [Fact]
    public void The_absolute_transform_drops_the_sign()
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x0203, InitialFilterQ, 300, transform: 2)] };
        Assert.Equal(300, bank.Play(key: 0).FilterQCentibels);
    }

    [Fact]
    public void The_modulation_wheel_deepens_the_vibrato_by_50_cents()
    {
        using var bank = new TestBank();
        bank.Channel.ControlChange(1, 127);
        Assert.Equal(50.0 * 127 / 128, bank.Play().VibLfoToPitchCents, 1e-3);
    }

    [Fact]
    public void Channel_pressure_deepens_the_vibrato_by_50_cents()
    {
        using var bank = new TestBank();
        bank.Channel.ChannelPressure(127);
        Assert.Equal(50.0 * 127 / 128, bank.Play().VibLfoToPitchCents, 1e-3);
    }

    [Theory]
    [InlineData(0, 64, 50)]
    [InlineData(1, 0, 100)]
    public void The_modulation_depth_range_scales_the_modulation_wheel(int semitones, int fraction, double cents)
    {
        using var bank = new TestBank();
        bank.Channel.ControlChange(1, 127);
        SendRpn(bank.Channel, 5, semitones, fraction);
        Assert.Equal(cents * 127 / 128, bank.Play().VibLfoToPitchCents, 1e-3);
    }

    [Fact]
    public void Volume_100_is_4_152_decibels_below_127()
    {
        using var bank = new TestBank();
        Assert.Equal(VolumeAt100, bank.Play().AttenuationCentibels, 0.01);
        bank.Channel.ControlChange(7, 127);
        Assert.Equal(0, bank.Play().AttenuationCentibels);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(11)]
    public void Volume_or_expression_0_is_at_least_95_decibels_down(int controller)
    {
        using var bank = new TestBank();
        bank.Channel.ControlChange(controller, 0);
        Assert.InRange(bank.Play().AttenuationCentibels, 950, 1440);
    }

    [Theory]
    [InlineData(0, -500)]
    [InlineData(64, 0)]
    [InlineData(127, 492.2)]
    public void Pan_moves_the_voice_over_the_whole_width(int value, double pan)
    {
        using var bank = new TestBank();
        bank.Channel.ControlChange(10, value);
        Assert.Equal(pan, bank.Play().Pan, 0.1);
    }

    [Fact]
    public void The_lsb_of_pan_places_it_finer()
    {
        using var bank = new TestBank();
        bank.Channel.ControlChange(10, 64);
        bank.Channel.ControlChange(42, 64);
        Assert.Equal(500.0 / 128, bank.Play().Pan, 1e-3);
    }

    [Fact]
    public void A_left_sample_panned_right_by_controller_is_about_centred()
    {
        using var bank = new TestBank { InstrumentLocal = [Gen(Pan, -500)] };
        bank.Channel.ControlChange(10, 127);
        Assert.InRange(bank.Play().Pan, -10, 0);
    }

    [Fact]
    public void Generator_and_controller_add_up_to_the_reverb_send()
    {
        using var bank = new TestBank();
        bank.Channel.ControlChange(91, 127);
        Assert.Equal(0.1984, bank.Play().ReverbSend, 1e-4);

        using var wet = new TestBank { InstrumentLocal = [Gen(ReverbSend, 333), Gen(ChorusSend, 1000)] };
        wet.Channel.ControlChange(91, 42);
        wet.Channel.ControlChange(93, 42);
        Assert.Equal(0.3986, wet.Play().ReverbSend, 1e-4);
        Assert.Equal(1, wet.Play().ChorusSend);
    }

    [Theory]
    [InlineData(0, -200)]
    [InlineData(8192, 0)]
    [InlineData(16383, 200)]
    public void The_wheel_bends_by_exactly_its_range(int wheel, double cents)
    {
        using var bank = new TestBank();
        bank.Channel.PitchWheel(wheel);
        Assert.Equal(cents, bank.Play().PitchCents, 0.03);
    }

    [Theory]
    [InlineData(12, 0, 1200)]
    [InlineData(2, 50, 250)]
    public void The_wheel_range_is_semitones_and_cents(int semitones, int cents, double expected)
    {
        using var bank = new TestBank();
        SendRpn(bank.Channel, 0, semitones, cents);
        bank.Channel.PitchWheel(0);
        Assert.Equal(-expected, bank.Play().PitchCents, 0.03);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-12700, -200)]
    [InlineData(6350, 100)]
    public void A_wheel_modulator_in_the_instrument_replaces_the_default(int amount, double cents)
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x020E, FineTune, amount, amountSource: 0x0010)] };
        bank.Channel.PitchWheel(16383);
        Assert.Equal(cents, bank.Play().PitchCents, 0.03);
    }

    [Fact]
    public void A_descending_wheel_modulator_reverses_the_wheel_and_rests_at_its_centre()
    {
        using var bank = new TestBank
        {
            InstrumentLocalModulators =
            [
                Mod(0x030E, FineTune, 12700, amountSource: 0x0010),
                Mod(0x020E, FineTune, 0, amountSource: 0x0010),
            ],
        };
        Assert.Equal(0, bank.Play().PitchCents);
        bank.Channel.PitchWheel(0);
        Assert.Equal(200, bank.Play().PitchCents, 0.03);
    }

    [Fact]
    public void The_printed_volume_source_0582_is_breath_and_not_volume()
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x0582, InitialAttenuation, 0)] };
        Assert.Equal(VolumeAt100, bank.Play().AttenuationCentibels, 0.01);
    }

    [Theory]
    [InlineData(VelocityToFilter.Off, 1, 13500)]
    [InlineData(VelocityToFilter.Version201, 64, 13500)]
    [InlineData(VelocityToFilter.Version201, 63, 13500 - 1200)]
    [InlineData(VelocityToFilter.Version204, 63, 13500 - 1200)]
    [InlineData(VelocityToFilter.Version204, 95, 13500 - 600)]
    internal void Velocity_closes_the_filter_by_the_chosen_version(VelocityToFilter version, int velocity, double cents)
    {
        using var bank = new TestBank { VelocityToFilter = version };
        Assert.Equal(cents, bank.Play(velocity: velocity).FilterCutoffCents, 0.1);
    }

    [Theory]
    [InlineData(VelocityToFilter.Version201, 0x0D02)]
    [InlineData(VelocityToFilter.Version201, 0)]
    [InlineData(VelocityToFilter.Version204, 0x0D02)]
    [InlineData(VelocityToFilter.Version204, 0)]
    internal void Either_form_of_the_record_cancels_velocity_to_filter(VelocityToFilter version, int amountSource)
    {
        using var bank = new TestBank
        {
            VelocityToFilter = version,
            InstrumentLocalModulators = [Mod(0x0102, InitialFilterCutoff, 0, amountSource)],
        };
        Assert.Equal(13500, bank.Play(velocity: 1).FilterCutoffCents);
    }

    [Fact]
    public void A_bank_with_an_empty_list_of_defaults_has_none()
    {
        using var bank = new TestBank { OwnDefaults = [] };
        Assert.Equal(0, bank.Play(velocity: 1).ModulatorCount);
        Assert.Equal(0, bank.Play(velocity: 1).AttenuationCentibels);
    }

    [Fact]
    public void A_bank_with_its_own_defaults_has_exactly_those()
    {
        using var bank = new TestBank { OwnDefaults = [Mod(0x0002, InitialFilterQ, 128)] };
        Assert.Equal(1, bank.Play(velocity: 100).ModulatorCount);
        Assert.Equal(100, bank.Play(velocity: 100).FilterQCentibels);
    }

    [Fact]
    public void A_moved_controller_names_the_generators_that_changed()
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x0081, InitialFilterQ, 128)] };
        var voice = bank.Play();
        bank.Channel.ControlChange(1, 64);
        Assert.Equal(1UL << (int)VibLfoToPitch | 1UL << (int)InitialFilterQ, voice.Update(ModulatorSource.Controller(1)));
        Assert.Equal(64, voice.FilterQCentibels);
    }

    [Fact]
    public void A_controller_that_stays_where_it_was_changes_nothing()
    {
        using var bank = new TestBank();
        var voice = bank.Play();
        bank.Channel.ControlChange(7, 100);
        Assert.Equal(0UL, voice.Update(ModulatorSource.Controller(7)));
        bank.Channel.ControlChange(2, 100);
        Assert.Equal(0UL, voice.Update(ModulatorSource.Controller(2)));
    }

    [Fact]
    public void A_changed_wheel_range_bends_a_sounding_voice()
    {
        using var bank = new TestBank();
        bank.Channel.PitchWheel(0);
        var voice = bank.Play();
        SendRpn(bank.Channel, 0, 12, 0);
        Assert.Equal(1UL << (int)FineTune, voice.Update(ModulatorSource.PitchWheelSensitivity));
        Assert.Equal(-1200, voice.PitchCents, 0.03);
    }

    [Fact]
    public void A_reset_of_the_controllers_updates_every_generator()
    {
        using var bank = new TestBank();
        bank.Channel.PitchWheel(0);
        bank.Channel.ControlChange(1, 127);
        var voice = bank.Play();
        bank.Channel.ControlChange(121, 0);
        Assert.Equal(1UL << (int)FineTune | 1UL << (int)VibLfoToPitch, voice.UpdateAll());
        Assert.Equal(0, voice.PitchCents);
        Assert.Equal(0, voice.VibLfoToPitchCents);
    }

    [Fact]
    public void Poly_pressure_is_heard_by_its_own_key()
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x000A, InitialFilterQ, 128)] };
        var low = bank.Play(key: 40);
        var high = bank.Play(key: 80);
        bank.Channel.PolyPressure(80, 100);
        Assert.Equal(0UL, low.Update(ModulatorSource.PolyPressure));
        Assert.Equal(1UL << (int)InitialFilterQ, high.Update(ModulatorSource.PolyPressure));
    }

    [Fact]
    public void Live_updates_end_at_the_sums_that_a_fresh_note_has()
    {
        using var bank = new TestBank { InstrumentLocalModulators = [Mod(0x0087, InitialAttenuation, 333), Mod(0x008B, InitialAttenuation, -77)] };
        var voice = bank.Play(velocity: 50);
        for (var i = 0; i < 1000; i++)
        {
            bank.Channel.ControlChange(7, i * 37 % 128);
            voice.Update(ModulatorSource.Controller(7));
            bank.Channel.ControlChange(11, i * 41 % 128);
            voice.Update(ModulatorSource.Controller(11));
        }

        Assert.Equal(bank.Play(velocity: 50).AttenuationCentibels, voice.AttenuationCentibels);
    }

    private static double FromTopToVelocity111(TestBank bank) =>
        bank.Play(velocity: 111).AttenuationCentibels - bank.Play(velocity: 127).AttenuationCentibels;

    private static ModulatorInputs Inputs(Channel channel) => new(channel, 60, 60, 100);

    private static void SendRpn(Channel channel, int lsb, int dataMsb, int dataLsb)
    {
        channel.ControlChange(101, 0);
        channel.ControlChange(100, lsb);
        channel.ControlChange(6, dataMsb);
        channel.ControlChange(38, dataLsb);
    }
}
