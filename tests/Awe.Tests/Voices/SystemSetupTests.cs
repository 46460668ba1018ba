using Awe.Midi;
using Awe.Voices;

namespace Awe.Tests.Voices;

/// <summary>What system exclusive messages make of the parts.</summary>
public class SystemSetupTests
{
    private readonly TestParts _parts = new();

    private SystemState System => _parts.System;

    [Theory]
    [InlineData("F0 7F 7F 04 01 00 40 F7", 0.50003)]
    [InlineData("F0 7F 7F 04 01 7F 7F F7", 1)]
    [InlineData("F0 41 10 42 12 40 00 04 00 3C F7", 0)]
    [InlineData("F0 43 10 4C 00 00 04 7F F7", 1)]
    [InlineData("F0 43 10 4C 00 00 05 7F F7", 0)]
    public void Master_volume_is_a_linear_gain(string message, double gain) => Assert.Equal(gain, _parts.Obey(message).System.Gain, 1e-5);

    [Theory]
    [InlineData("F0 7F 7F 04 02 00 40 F7", 0)]
    [InlineData("F0 7F 7F 04 02 00 00 F7", -1)]
    [InlineData("F0 7F 7F 04 02 7F 7F F7", 1)]
    [InlineData("F0 41 10 42 12 40 00 06 40 7A F7", 0)]
    [InlineData("F0 41 10 42 12 40 00 06 01 39 F7", -1)]
    [InlineData("F0 41 10 42 12 40 00 06 7F 3B F7", 1)]
    public void Master_balance_goes_from_left_to_right(string message, double balance) =>
        Assert.Equal(balance, _parts.Obey(message).System.Balance, 1e-3);

    [Theory]
    [InlineData("F0 7F 7F 04 03 00 40 F7", 0)]
    [InlineData("F0 7F 7F 04 03 00 00 F7", -100)]
    [InlineData("F0 7F 7F 04 03 7F 7F F7", 99.988)]
    [InlineData("F0 7F 7F 04 04 00 4C F7", 1200)]
    [InlineData("F0 41 10 42 12 40 00 00 00 04 00 00 3C F7", 0)]
    [InlineData("F0 41 10 42 12 40 00 00 00 07 0E 08 23 F7", 100)]
    [InlineData("F0 43 10 4C 00 00 00 00 00 01 08 F7", -100)]
    public void Master_tuning_tunes_every_channel_and_what_sounds(string message, double cents)
    {
        _parts.Obey(message);
        Assert.Equal(cents, _parts[3].TuningCents, 0.01);
        Assert.Equal(16, _parts.Carried.Count(carried => carried.Effect.Kind == ControlEffectKind.TuningChanged));
    }

    [Fact]
    public void Master_coarse_tuning_leaves_drums_alone_and_fine_tuning_does_not()
    {
        _parts.Obey("F0 7F 7F 04 04 00 4C F7").Obey("F0 7F 7F 04 03 00 20 F7");
        Assert.Equal((1150, -50), (_parts[0].TuningCents, _parts[9].TuningCents));
    }

    [Fact]
    public void Key_shift_of_master_and_part_add_up_and_leave_drums_alone()
    {
        _parts.Gs("40 00 05 4C").Gs("40 11 16 3F");
        Assert.Equal((71, 72, 60), (_parts[0].KeyOf(60), _parts[1].KeyOf(60), _parts[9].KeyOf(60)));
        _parts.Xg("00 00 06 40").Xg("08 00 08 41");
        Assert.Equal((61, 60), (_parts[0].KeyOf(60), _parts[1].KeyOf(60)));
    }

    [Theory]
    [InlineData("F0 41 10 42 12 40 1A 15 01 10 F7", 10, true)]
    [InlineData("F0 41 10 42 12 40 11 15 02 18 F7", 0, true)]
    [InlineData("F0 41 10 42 12 40 10 15 00 1B F7", 9, false)]
    [InlineData("F0 41 10 42 12 40 1F 15 01 0B F7", 15, true)]
    public void A_rhythm_part_message_turns_its_channel(string message, int channel, bool isDrums)
    {
        _parts.Obey(message);
        Assert.Equal(isDrums, _parts[channel].IsDrums);
        Assert.Equal((isDrums ? 128 : 0, 0), (_parts[channel].Bank, _parts[channel].Program));
        Assert.Equal([(channel, ControlEffectKind.ResetControllers)], _parts.Carried.Select(carried => (carried.Part, carried.Effect.Kind)));
    }

    [Fact]
    public void Parts_of_the_second_block_are_channels_from_17_on()
    {
        var parts = new TestParts(32).Obey("F0 41 10 42 12 50 1A 15 01 00 F7");
        Assert.True(parts[26].IsDrums);
        Assert.False(parts[10].IsDrums);
        _parts.Obey("F0 41 10 42 12 50 1A 15 01 00 F7"); // nobody is there
        Assert.Empty(_parts.Carried);
    }

    [Fact]
    public void A_message_of_the_second_port_is_for_the_parts_of_that_port()
    {
        var parts = new TestParts(32).Gs("40 11 15 01", firstPart: 16);
        Assert.True(parts[16].IsDrums);
        Assert.False(parts[0].IsDrums);
    }

    [Theory]
    [InlineData("19 50", 7, 80)]
    [InlineData("1C 20", 10, 32)]
    [InlineData("21 14", 93, 20)]
    [InlineData("22 15", 91, 21)]
    [InlineData("30 50", 76, 80)]
    [InlineData("31 50", 77, 80)]
    [InlineData("32 50", 74, 80)]
    [InlineData("33 50", 71, 80)]
    [InlineData("34 50", 73, 80)]
    [InlineData("35 50", 75, 80)]
    [InlineData("36 50", 72, 80)]
    [InlineData("37 50", 78, 80)]
    public void Part_parameters_of_gs_move_controllers(string parameter, int controller, int value)
    {
        _parts.Gs($"40 13 {parameter}");
        Assert.Equal(value, _parts[2].Controller(controller));
        Assert.Equal([(2, ControlEffect.Moved(ModulatorSource.Controller(controller)))], _parts.Carried);
    }

    [Theory]
    [InlineData("0B 50", 7, 80)]
    [InlineData("0E 20", 10, 32)]
    [InlineData("12 14", 93, 20)]
    [InlineData("13 15", 91, 21)]
    [InlineData("15 50", 76, 80)]
    [InlineData("17 50", 78, 80)]
    [InlineData("18 50", 74, 80)]
    [InlineData("19 50", 71, 80)]
    [InlineData("1A 50", 73, 80)]
    [InlineData("1B 50", 75, 80)]
    [InlineData("1C 50", 72, 80)]
    public void Part_parameters_of_xg_move_controllers(string parameter, int controller, int value) =>
        Assert.Equal(value, _parts.Xg($"08 02 {parameter}")[2].Controller(controller));

    [Fact]
    public void One_message_may_set_several_parameters_in_a_row()
    {
        _parts.Gs("40 12 00 08 05").Xg("08 03 01 00 03 07");
        Assert.Equal((8, 5), (_parts[1].Bank, _parts[1].Program));
        Assert.Equal((0, 3, 7), (_parts[3].Controller(0), _parts[3].Controller(32), _parts[3].Program));
    }

    [Fact]
    public void A_message_of_gs_that_is_longer_than_a_part_goes_on_in_the_next()
    {
        _parts.Gs("40 11 7F 00 08 05 10");
        Assert.Equal((8, 5, Channel.NoChannel), (_parts[1].Bank, _parts[1].Program, _parts[1].ReceiveChannel));
    }

    [Fact]
    public void Velocity_depth_and_offset_change_how_strong_keys_count()
    {
        _parts.Gs("40 11 1A 20").Gs("40 11 1B 45").Xg("08 01 0C 7F");
        Assert.Equal((60, 127, 100), (VelocityOn(0, 100), VelocityOn(1, 100), VelocityOn(2, 100)));
    }

    [Fact]
    public void A_part_listens_to_the_channel_that_it_is_told_or_to_none()
    {
        _parts.Gs("40 12 02 00").Gs("40 13 02 10");
        Assert.Equal((0, 0, Channel.NoChannel, 3), (_parts[0].ReceiveChannel, _parts[1].ReceiveChannel, _parts[2].ReceiveChannel, _parts[3].ReceiveChannel));
        Assert.Equal([(1, ControlEffectKind.AllNotesOff), (2, ControlEffectKind.AllNotesOff)], _parts.Carried.Select(c => (c.Part, c.Effect.Kind)));
        _parts.Reset(SystemMode.Gs);
        Assert.Equal((1, 2), (_parts[1].ReceiveChannel, _parts[2].ReceiveChannel));
    }

    [Fact]
    public void Key_ranges_of_a_part_leave_notes_out()
    {
        _parts.Gs("40 11 1D 30").Gs("40 11 1E 40");
        Assert.Equal((false, true, true, false), (Plays(0, 0x2F), Plays(0, 0x30), Plays(0, 0x40), Plays(0, 0x41)));
    }

    [Fact]
    public void Scale_tuning_tunes_a_tone_of_all_octaves_of_one_part()
    {
        _parts.Gs("40 11 40 36 40 40 40 40 40 40 40 40 40 40 72").Xg("08 01 42 4A");
        Assert.Equal((-10, 50, -10, 0), (_parts[0].TuningCentsOf(60), _parts[0].TuningCentsOf(59), _parts[0].TuningCentsOf(72), _parts[0].TuningCentsOf(61)));
        Assert.Equal((10, 0), (_parts[1].TuningCentsOf(61), _parts[2].TuningCentsOf(61)));
        Assert.Contains((0, new ControlEffect(ControlEffectKind.TuningChanged)), _parts.Carried);
    }

    [Fact]
    public void Controller_assignments_of_gs_set_the_wheels_range_and_the_modulations_depth()
    {
        _parts.Gs("40 21 10 4C").Gs("40 21 04 7F");
        Assert.Equal((1200, 600), (_parts[0].WheelRangeCents, _parts[0].ModulationDepthCents));
        Assert.Equal(700, _parts.Xg("08 01 23 47")[1].WheelRangeCents);
    }

    [Fact]
    public void Receive_switches_decide_which_messages_a_part_takes()
    {
        _parts.Gs("40 11 03 00").Gs("40 11 0C 00").Gs("40 12 05 00").Xg("08 02 35 00").Xg("08 02 37 00");
        Assert.Equal((false, false, true), (Takes(0, MidiMessage.PitchWheel(0, 0)), Takes(0, Control(7)), Takes(0, Control(10))));
        Assert.Equal((false, true), (Takes(1, MidiMessage.Program(0, 1)), Takes(1, Control(7))));
        Assert.Equal((false, true), (Takes(2, MidiMessage.NoteOn(0, 60, 1)), Takes(2, MidiMessage.NoteOff(0, 60))));
        Assert.Equal((false, true, true), (Takes(2, Control(99)), Takes(2, Control(101)), Takes(2, Control(123))));
    }

    [Fact]
    public void The_mode_and_pan_of_a_part_are_set_by_parameters_as_by_controllers()
    {
        _parts.Gs("40 11 13 00").Xg("08 01 05 01");
        Assert.All(_parts.Carried, carried => Assert.Equal(ControlEffectKind.AllNotesOff, carried.Effect.Kind));
        Assert.Equal([0, 1], _parts.Carried.Select(carried => carried.Part));
    }

    [Fact]
    public void Pan_0_of_a_part_puts_each_note_somewhere_else_until_the_pan_controller_moves()
    {
        var places = new HashSet<float>();
        _parts.Gs("40 11 1C 00");
        for (var i = 0; i < 50; i++)
        {
            Assert.True(Plays(0, 60));
            Assert.True(_parts[0].TryPlace(60, out var place));
            Assert.InRange(place, -500, 500);
            places.Add(place);
        }

        Assert.Equal(50, places.Count);
        Assert.True(places.Min() < -250 && places.Max() > 250);
        _parts[0].ControlChange(10, 64);
        Assert.False(_parts[0].TryPlace(60, out _));
    }

    [Fact]
    public void Part_mode_of_xg_chooses_drums_and_their_set_up()
    {
        _parts.Obey("F0 43 10 4C 00 00 7E 00 F7").Xg("08 02 07 03").Xg("08 09 07 00").Xg("08 03 07 01");
        Assert.Equal((true, 1), (_parts[2].IsDrums, _parts[2].DrumMap));
        Assert.False(_parts[9].IsDrums);
        Assert.Equal((true, Channel.NoDrumMap), (_parts[3].IsDrums, _parts[3].DrumMap));
    }

    [Theory]
    [InlineData("F0 7E 7F 09 01 F7", SystemMode.Gm, 0)]
    [InlineData("F0 7E 7F 09 03 F7", SystemMode.Gm2, 40)]
    [InlineData("F0 41 10 42 12 40 00 7F 00 41 F7", SystemMode.Gs, 40)]
    [InlineData("F0 43 10 4C 00 00 7E 00 F7", SystemMode.Xg, 40)]
    internal void A_reset_undoes_all_set_up(string reset, SystemMode mode, int reverb)
    {
        _parts.Obey("F0 7F 7F 04 01 00 20 F7").Obey("F0 7F 7F 04 02 00 00 F7").Obey("F0 7F 7F 04 03 00 20 F7").Obey("F0 7F 7F 04 04 00 4C F7")
            .Gs("40 00 05 4C").Xg("00 00 05 20").Gs("40 11 16 44").Gs("40 11 1A 10").Gs("40 11 40 30").Gs("40 11 03 00").Gs("40 11 1D 7F")
            .Gs("41 02 26 1E").Obey("F0 7F 7F 08 02 00 01 3C 30 00 00 F7");
        _parts[0].ControlChange(99, 127);
        _parts[0].ControlChange(98, 21);
        _parts[0].ControlChange(38, 64);

        _parts.Obey(reset);

        Assert.Equal((1, 0, mode, reverb), (System.Gain, System.Balance, _parts[0].Mode, _parts[0].Controller(91)));
        Assert.Equal((60, 100, 0), (_parts[0].KeyOf(60), VelocityOn(0, 100), _parts[0].TuningCentsOf(60)));
        Assert.True(Plays(0, 60) && Takes(0, MidiMessage.PitchWheel(0, 0)));
        Assert.Equal((1, 0UL), (_parts[9].Drum(0x26).Gain, _parts[0].Adjustments.Overridden));
    }

    private int VelocityOn(int part, int velocity)
    {
        _parts[part].TryBeginNote(60, ref velocity);
        return velocity;
    }

    private bool Plays(int part, int key)
    {
        var velocity = 100;
        return _parts[part].TryBeginNote(key, ref velocity);
    }

    private bool Takes(int part, MidiMessage message) => _parts[part].Switches.Take(message);

    private static MidiMessage Control(int number) => MidiMessage.Control(0, number, 0);
}
