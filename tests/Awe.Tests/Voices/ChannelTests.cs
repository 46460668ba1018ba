using Awe.Voices;

namespace Awe.Tests.Voices;

public class ChannelTests
{
    private readonly Channel _channel = new(0);

    [Theory]
    [InlineData(7, 100)]
    [InlineData(10, 64)]
    [InlineData(11, 127)]
    [InlineData(1, 0)]
    [InlineData(64, 0)]
    [InlineData(74, 64)]
    [InlineData(91, 0)]
    public void A_reset_puts_every_controller_where_it_is_at_power_on(int controller, int expected)
    {
        _channel.ControlChange(controller, 33);
        _channel.Reset(SystemMode.Gm);
        Assert.Equal(expected, _channel.Controller(controller));
    }

    [Fact]
    public void A_reset_restores_tuning_wheel_range_and_program()
    {
        SendRpn(0, 12);
        SendRpn(1, 0);
        SendRpn(2, 76);
        SendRpn(5, 3);
        _channel.ProgramChange(40);
        _channel.Reset(SystemMode.Gs);
        Assert.Equal(200, _channel.WheelRangeCents);
        Assert.Equal(0, _channel.TuningCents);
        Assert.Equal(50, _channel.ModulationDepthCents);
        Assert.Equal(0, _channel.Program);
        Assert.Equal(8192, _channel.Wheel);
    }

    [Fact]
    public void The_sustain_pedal_is_down_from_64_and_says_when_it_goes_up()
    {
        _channel.ControlChange(64, 63);
        Assert.False(_channel.IsSustained);
        Assert.Equal(ControlEffectKind.None, _channel.ControlChange(64, 64).Kind);
        Assert.True(_channel.IsSustained);
        Assert.Equal(ControlEffectKind.None, _channel.ControlChange(64, 127).Kind);
        Assert.Equal(new ControlEffect(ControlEffectKind.SustainReleased, ModulatorSource.Controller(64)), _channel.ControlChange(64, 0));
        Assert.Equal(ControlEffectKind.None, _channel.ControlChange(64, 0).Kind);
    }

    [Fact]
    public void Hold_2_sustains_as_the_pedal_does()
    {
        _channel.ControlChange(64, 127);
        _channel.ControlChange(69, 127);
        Assert.Equal(ControlEffectKind.None, _channel.ControlChange(64, 0).Kind);
        Assert.True(_channel.IsSustained);
        Assert.Equal(ControlEffectKind.SustainReleased, _channel.ControlChange(69, 0).Kind);
    }

    [Fact]
    public void Sostenuto_says_when_it_goes_down_and_when_up()
    {
        Assert.Equal(ControlEffectKind.SostenutoPressed, _channel.ControlChange(66, 100).Kind);
        Assert.Equal(ControlEffectKind.None, _channel.ControlChange(66, 90).Kind);
        Assert.True(_channel.IsSostenutoDown);
        Assert.Equal(ControlEffectKind.SostenutoReleased, _channel.ControlChange(66, 10).Kind);
    }

    [Theory]
    [InlineData(120, ControlEffectKind.AllSoundOff)]
    [InlineData(121, ControlEffectKind.ResetControllers)]
    [InlineData(122, ControlEffectKind.None)]
    [InlineData(123, ControlEffectKind.AllNotesOff)]
    [InlineData(124, ControlEffectKind.AllNotesOff)]
    [InlineData(126, ControlEffectKind.AllNotesOff)]
    [InlineData(127, ControlEffectKind.AllNotesOff)]
    internal void Mode_messages_say_what_happens_to_the_notes(int controller, ControlEffectKind kind)
    {
        Assert.Equal(kind, _channel.ControlChange(controller, 0).Kind);
        Assert.Equal(kind, _channel.ControlChange(controller, 99).Kind);
    }

    [Fact]
    public void All_notes_off_leaves_the_pedal_down()
    {
        _channel.ControlChange(64, 127);
        _channel.ControlChange(123, 0);
        Assert.True(_channel.IsSustained);
    }

    [Fact]
    public void Reset_all_controllers_keeps_the_set_up_and_resets_the_playing()
    {
        foreach (var (controller, value) in new[] { (7, 80), (10, 20), (91, 70), (74, 10), (11, 50), (1, 99), (64, 127), (66, 127), (2, 9) })
        {
            _channel.ControlChange(controller, value);
        }

        SendRpn(0, 12);
        _channel.PitchWheel(100);
        _channel.ChannelPressure(50);
        _channel.PolyPressure(60, 50);

        _channel.ControlChange(121, 0);

        Assert.Equal((80, 20, 70, 10), (_channel.Controller(7), _channel.Controller(10), _channel.Controller(91), _channel.Controller(74)));
        Assert.Equal(1200, _channel.WheelRangeCents);
        Assert.Equal((127, 0, 0), (_channel.Controller(11), _channel.Controller(1), _channel.Controller(2)));
        Assert.False(_channel.IsSustained);
        Assert.False(_channel.IsSostenutoDown);
        Assert.Equal((8192, 0, 0), (_channel.Wheel, _channel.Pressure, _channel.PolyPressure(60)));
        _channel.ControlChange(6, 24);
        Assert.Equal(1200, _channel.WheelRangeCents); // no parameter is selected
    }

    [Fact]
    public void The_msb_of_a_fine_controller_resets_its_lsb()
    {
        _channel.ControlChange(7, 90);
        Assert.Equal(ControlEffect.Moved(ModulatorSource.Controller(7)), _channel.ControlChange(39, 64));
        Assert.Equal(90.5f, _channel.Position(7));
        _channel.ControlChange(7, 91);
        Assert.Equal(91f, _channel.Position(7));
    }

    [Theory]
    [InlineData(12, 0, 1200)]
    [InlineData(2, 50, 250)]
    public void Rpn_0_sets_the_wheel_range(int msb, int lsb, int cents)
    {
        SendRpn(0, msb, lsb);
        Assert.Equal(cents, _channel.WheelRangeCents);
    }

    [Fact]
    public void Rpn_data_may_come_lsb_first()
    {
        _channel.ControlChange(101, 0);
        _channel.ControlChange(100, 0);
        _channel.ControlChange(38, 50);
        _channel.ControlChange(6, 2);
        Assert.Equal(250, _channel.WheelRangeCents);
    }

    [Fact]
    public void An_rpn_that_is_selected_again_for_its_lsb_keeps_its_msb()
    {
        for (var rpn = 0; rpn <= 5; rpn++)
        {
            SendRpn(rpn, rpn == 2 ? 76 : 12);
            _channel.ControlChange(101, 0);
            _channel.ControlChange(100, rpn);
            _channel.ControlChange(38, 0);
        }

        Assert.Equal(1200, _channel.WheelRangeCents);
        Assert.Equal(1200 - 81.25, _channel.TuningCents, 0.01);
        Assert.Equal(1200, _channel.ModulationDepthCents);
        _channel.System.Tunings.Set(12, 12, 60, 25);
        Assert.Equal(1200 - 81.25 + 25, _channel.TuningCentsOf(60), 0.01);
    }

    [Theory]
    [InlineData(0, 0, -100)]
    [InlineData(64, 0, 0)]
    [InlineData(127, 127, 99.99)]
    public void Rpn_1_tunes_finely(int msb, int lsb, double cents)
    {
        SendRpn(1, msb, lsb);
        Assert.Equal(cents, _channel.TuningCents, 0.01);
    }

    [Fact]
    public void Rpn_2_tunes_by_semitones()
    {
        Assert.Equal(ControlEffectKind.TuningChanged, SendRpn(2, 76).Kind);
        Assert.Equal(1200, _channel.TuningCents);
    }

    [Fact]
    public void Rpn_2_does_not_tune_drums()
    {
        var drums = new Channel(9);
        drums.ControlChange(101, 0);
        drums.ControlChange(100, 2);
        drums.ControlChange(6, 76);
        Assert.Equal(0, drums.TuningCents);
    }

    [Fact]
    public void Rpn_5_sets_the_depth_of_the_modulation_wheel()
    {
        Assert.Equal(50, _channel.ModulationDepthCents);
        SendRpn(5, 0, 64);
        Assert.Equal(50, _channel.ModulationDepthCents);
        SendRpn(5, 1, 0);
        Assert.Equal(100, _channel.ModulationDepthCents);
    }

    [Fact]
    public void Rpn_3_and_4_choose_a_tuning_program_and_its_bank()
    {
        _channel.System.Tunings.Set(2, 5, 60, 25);
        Assert.Equal(ControlEffectKind.TuningChanged, SendRpn(3, 5).Kind);
        Assert.Equal(0, _channel.TuningCentsOf(60));
        SendRpn(4, 2);
        Assert.Equal((25, 0), (_channel.TuningCentsOf(60), _channel.TuningCentsOf(61)));
        _channel.ControlChange(97, 0);
        Assert.Equal(0, _channel.TuningCentsOf(60)); // bank 1
        _channel.ControlChange(96, 0);
        Assert.Equal(25, _channel.TuningCentsOf(60));
    }

    [Fact]
    public void Drums_keep_the_usual_depth_of_the_modulation_wheel()
    {
        SendRpn(5, 1, 0);
        _channel.UseForRhythm(true);
        Assert.Equal(50, _channel.ModulationDepthCents);
    }

    [Fact]
    public void After_the_null_parameter_data_entry_is_ignored()
    {
        SendRpn(0, 12);
        _channel.ControlChange(101, 127);
        _channel.ControlChange(100, 127);
        Assert.Equal(ControlEffect.Nothing, _channel.ControlChange(6, 2));
        _channel.ControlChange(96, 0);
        Assert.Equal(1200, _channel.WheelRangeCents);
    }

    [Fact]
    public void Data_after_an_nrpn_does_not_hit_the_rpn_selected_before()
    {
        SendRpn(0, 12);
        SelectNrpn(120, 8);
        _channel.ControlChange(6, 2);
        Assert.Equal(1200, _channel.WheelRangeCents);
        Assert.Equal(2 * ((2 << 7) - 8192), _channel.Adjustments.OffsetOf(8));
    }

    [Fact]
    public void Data_after_nrpn_and_then_rpn_goes_to_the_rpn()
    {
        SelectNrpn(1, 8);
        SendRpn(0, 7);
        Assert.Equal(700, _channel.WheelRangeCents);
        Assert.Equal(64, _channel.Controller(76));
    }

    [Fact]
    public void Half_a_selection_keeps_the_other_half_of_its_own_kind()
    {
        SendRpn(2, 64);
        SelectNrpn(120, 8);
        _channel.ControlChange(100, 0); // RPN LSB alone: MSB 0 is still there
        _channel.ControlChange(6, 5);
        Assert.Equal(500, _channel.WheelRangeCents);
    }

    [Theory]
    [InlineData(8, 76)]
    [InlineData(9, 77)]
    [InlineData(10, 78)]
    [InlineData(32, 74)]
    [InlineData(33, 71)]
    [InlineData(99, 73)]
    [InlineData(100, 75)]
    [InlineData(102, 72)]
    public void Part_parameters_of_gs_move_the_sound_controllers(int lsb, int controller)
    {
        SelectNrpn(1, lsb);
        Assert.Equal(ControlEffect.Moved(ModulatorSource.Controller(controller)), _channel.ControlChange(6, 80));
        Assert.Equal(80, _channel.Controller(controller));
    }

    [Theory]
    [InlineData(0, 201)]
    [InlineData(1, 1)]
    [InlineData(2, 100)]
    public void Data_increment_moves_the_selected_parameter_by_its_smallest_unit(int rpn, int expected)
    {
        _channel.ControlChange(101, 0);
        _channel.ControlChange(100, rpn);
        _channel.ControlChange(96, 0);
        Assert.Equal(expected, rpn switch
        {
            0 => _channel.WheelRangeCents,
            1 => (int)MathF.Round(_channel.TuningCents * 8192 / 100),
            _ => (int)_channel.TuningCents,
        });
        _channel.ControlChange(97, 0);
        Assert.Equal(200, _channel.WheelRangeCents);
        Assert.Equal(0, _channel.TuningCents);
    }

    [Fact]
    public void Bank_select_waits_for_the_program_change()
    {
        _channel.ControlChange(0, 8);
        Assert.Equal(0, _channel.Bank);
        _channel.ProgramChange(5);
        Assert.Equal((8, 5), (_channel.Bank, _channel.Program));
    }

    [Fact]
    public void Gm_ignores_bank_select() => Assert.Equal((0, false), BankIn(SystemMode.Gm, msb: 8, lsb: 3));

    [Fact]
    public void Gs_takes_the_msb_as_the_bank() => Assert.Equal((8, false), BankIn(SystemMode.Gs, msb: 8, lsb: 3));

    [Theory]
    [InlineData(0, 5, 5, false)]
    [InlineData(64, 0, 64, false)]
    [InlineData(126, 0, 126, true)]
    [InlineData(127, 5, 128, true)]
    public void Xg_takes_the_lsb_as_the_bank_and_the_msb_for_drums_and_sound_effects(int msb, int lsb, int bank, bool isDrums) =>
        Assert.Equal((bank, isDrums), BankIn(SystemMode.Xg, msb, lsb));

    [Theory]
    [InlineData(121, 3, 3, false)]
    [InlineData(120, 0, 128, true)]
    public void Gm2_chooses_drums_by_the_msb_and_variations_by_the_lsb(int msb, int lsb, int bank, bool isDrums) =>
        Assert.Equal((bank, isDrums), BankIn(SystemMode.Gm2, msb, lsb));

    [Fact]
    public void The_plain_rule_makes_one_number_of_both() => Assert.Equal(((8 * 128) + 3, false), BankIn(SystemMode.Mma, msb: 8, lsb: 3));

    [Fact]
    public void An_xg_channel_turned_to_drums_turns_back_with_another_bank()
    {
        BankIn(SystemMode.Xg, msb: 127, lsb: 0);
        _channel.ControlChange(0, 0);
        _channel.ProgramChange(0);
        Assert.False(_channel.IsDrums);
    }

    [Fact]
    public void No_bank_select_turns_the_tenth_channel_of_xg_to_melody()
    {
        var drums = new Channel(9, SystemMode.Xg);
        drums.ControlChange(0, 0);
        drums.ProgramChange(0);
        Assert.Equal((true, 128), (drums.IsDrums, drums.Bank));
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(25, true)]
    [InlineData(8, false)]
    public void The_tenth_channel_of_every_port_plays_drums(int number, bool isDrums)
    {
        var channel = new Channel(number);
        channel.ProgramChange(16);
        Assert.Equal(isDrums, channel.IsDrums);
        Assert.Equal(isDrums ? 128 : 0, channel.Bank);
    }

    [Fact]
    public void A_rhythm_part_message_turns_a_part_into_drums_and_back()
    {
        Assert.Equal(ControlEffectKind.ResetControllers, _channel.UseForRhythm(true).Kind);
        Assert.Equal((128, 0, true), (_channel.Bank, _channel.Program, _channel.IsDrums));
        _channel.ProgramChange(8);
        Assert.Equal((128, 8), (_channel.Bank, _channel.Program));
        _channel.UseForRhythm(false);
        Assert.Equal((0, 0, false), (_channel.Bank, _channel.Program, _channel.IsDrums));
    }

    [Fact]
    public void No_message_allocates()
    {
        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var controller = 0; controller < 128; controller++)
            {
                _channel.ControlChange(controller, controller);
                _channel.ProgramChange(controller);
            }

            _channel.Reset(SystemMode.Xg);
        });

        Assert.Equal(0, allocated);
    }

    private (int Bank, bool IsDrums) BankIn(SystemMode mode, int msb, int lsb)
    {
        _channel.Reset(mode);
        _channel.ControlChange(0, msb);
        _channel.ControlChange(32, lsb);
        _channel.ProgramChange(0);
        return (_channel.Bank, _channel.IsDrums);
    }

    private ControlEffect SendRpn(int lsb, int dataMsb, int? dataLsb = null)
    {
        _channel.ControlChange(101, 0);
        _channel.ControlChange(100, lsb);
        var effect = _channel.ControlChange(6, dataMsb);
        return dataLsb is { } low ? _channel.ControlChange(38, low) : effect;
    }

    private void SelectNrpn(int msb, int lsb)
    {
        _channel.ControlChange(99, msb);
        _channel.ControlChange(98, lsb);
    }
}
