using Awe.Effects;
using Awe.Voices;

namespace Awe.Tests.Effects;

/// <summary>What the registers of the standards mean in seconds, hertz and gains.</summary>
public class EffectRegisterTests
{
    private readonly EffectRack _rack = new(8000, reverb: false, chorus: false, delay: false);

    private EffectSettings Settings => _rack.Settings;

    [Theory]
    [InlineData(0, 1.1)]
    [InlineData(1, 1.3)]
    [InlineData(2, 1.5)]
    [InlineData(3, 1.8)]
    [InlineData(4, 1.8)]
    [InlineData(5, 1.3)]
    public void A_gs_reverb_macro_chooses_a_room_with_the_time_of_its_kind(byte macro, double seconds)
    {
        Gs(0x30, macro);

        Assert.Equal(seconds, Settings.Reverb.TimeSeconds, 1e-9);
        Assert.False(Settings.IsReverbEcho);
    }

    [Fact]
    public void A_gs_macro_fills_the_registers_of_its_effect_and_each_can_be_set_afterwards()
    {
        Gs(0x34, 104);
        Assert.Equal(1.8 * Math.E, Settings.Reverb.TimeSeconds, 1e-3);
        Gs(0x33, 127);
        Assert.Equal(new ReverbParameters().Level * 127 / 64, Settings.Reverb.Level, 1e-9);
        Gs(0x37, 100);
        Assert.Equal(0.112, Settings.Reverb.PredelaySeconds, 1e-6);

        Gs(0x30, 4);

        Assert.Equal(new ReverbParameters(), Settings.Reverb);
    }

    [Fact]
    public void Values_in_a_row_go_to_registers_in_a_row()
    {
        Gs(0x30, 3, 5, 2, 32, 88, 0, 0, 10);

        Assert.Equal(1.3, Settings.Reverb.TimeSeconds, 1e-9);
        Assert.Equal(new ReverbParameters().Level / 2, Settings.Reverb.Level, 1e-9);
        Assert.Equal(8000, Settings.Reverb.LowPassHz, 1e-6);
        Assert.Equal(0.010, Settings.Reverb.PredelaySeconds, 1e-9);
    }

    [Fact]
    public void The_two_gs_characters_that_are_delays_are_echoes()
    {
        Gs(0x30, 6);
        Assert.True(Settings.IsReverbEcho);
        Assert.Equal((0.1168, 0.1168, 0.4), (Settings.ReverbEcho.CentreSeconds, Settings.ReverbEcho.LoopSeconds, Settings.ReverbEcho.Feedback));

        Gs(0x31, 7);
        Assert.True(Settings.IsReverbEcho);
        Assert.Equal((0.0584, 0.1168), (Settings.ReverbEcho.LeftSeconds, Settings.ReverbEcho.RightSeconds));

        Gs(0x31, 4);
        Assert.False(Settings.IsReverbEcho);
    }

    [Theory]
    [InlineData(0, 0.366, 0.94, 24.6, 0)]
    [InlineData(1, 1.098, 3.13, 17.6, 0.038)]
    [InlineData(2, 0.366, 3.13, 17.6, 0.061)]
    [InlineData(3, 1.098, 2.66, 14.1, 0.122)]
    [InlineData(4, 0.244, 3.91, 27.9, 0.488)]
    [InlineData(5, 0.122, 0.94, 27.9, 0.855)]
    [InlineData(6, 0, 20, 27.9, 0)]
    [InlineData(7, 0, 20, 27.9, 0.610)]
    public void A_gs_chorus_macro_sets_rate_depth_delay_and_feedback(byte macro, double hertz, double depthMilliseconds, double delayMilliseconds, double feedback)
    {
        Gs(0x38, macro);

        Assert.Equal(hertz, Settings.Chorus.RateHz, 1e-3);
        Assert.Equal(depthMilliseconds, 1000 * Settings.Chorus.DepthSeconds, 0.01);
        Assert.Equal(delayMilliseconds, 1000 * Settings.Chorus.DelaySeconds, 0.1);
        Assert.Equal(feedback, Settings.Chorus.Feedback, 1e-3);
    }

    [Fact]
    public void Gs_chorus_registers_set_each_value_and_the_ways_into_reverb_and_delay()
    {
        Gs(0x39, 7, 32, 127, 64, 10, 31, 127, 64);

        Assert.Equal(12_500 * Math.Pow(0.8, 7), Settings.Chorus.LowPassHz, 1e-6);
        Assert.Equal(1.75, Settings.Chorus.Level, 1e-9);
        Assert.Equal(0.969, Settings.Chorus.Feedback, 1e-3);
        Assert.Equal(0.01408, Settings.Chorus.DelaySeconds, 1e-9);
        Assert.Equal(1.22, Settings.Chorus.RateHz, 1e-9);
        Assert.Equal(0.005, Settings.Chorus.DepthSeconds, 1e-9);
        Assert.Equal(0.2, Settings.ChorusToReverb, 1e-9);
        Assert.Equal(0.2 * 64 / 127, Settings.ChorusToDelay, 1e-9);
    }

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(20, 2)]
    [InlineData(35, 5)]
    [InlineData(45, 10)]
    [InlineData(55, 20)]
    [InlineData(70, 50)]
    [InlineData(80, 100)]
    [InlineData(90, 200)]
    [InlineData(97, 340)]
    [InlineData(105, 500)]
    [InlineData(115, 1000)]
    [InlineData(127, 1000)]
    public void The_gs_delay_time_has_rolands_scale(byte value, double milliseconds)
    {
        Gs(0x52, value);

        Assert.Equal(milliseconds, 1000 * Settings.Delay.CentreSeconds, 1e-6);
        Assert.True(Settings.IsDelayOn);
    }

    [Fact]
    public void A_gs_panning_delay_has_its_sides_at_ratios_of_the_middle_time()
    {
        Gs(0x50, 4);

        Assert.Equal((0.25, 0.5, 0.5), (Settings.Delay.LeftSeconds, Settings.Delay.RightSeconds, Settings.Delay.LoopSeconds));
        Assert.Equal((125 / 127.0, 60 / 127.0, 0.0), (Settings.Delay.LeftLevel, Settings.Delay.RightLevel, Settings.Delay.CentreLevel));
        Assert.Equal(10 / 64.0, Settings.Delay.Feedback);

        Gs(0x59, 54, 127);

        Assert.Equal(-10 / 64.0, Settings.Delay.Feedback);
        Assert.Equal(0.2, Settings.DelayToReverb);
    }

    [Fact]
    public void A_macro_that_does_not_exist_is_ignored()
    {
        Gs(0x30, 8);
        Gs(0x31, 8);
        Gs(0x38, 127);
        Gs(0x50, 10);

        Assert.Equal(new ReverbParameters(), Settings.Reverb);
        Assert.Equal(0.34, Settings.Delay.CentreSeconds, 1e-9);
    }

    [Theory]
    [InlineData(0, 1.1)]
    [InlineData(1, 1.3)]
    [InlineData(2, 1.5)]
    [InlineData(3, 1.8)]
    [InlineData(4, 1.8)]
    [InlineData(8, 1.3)]
    public void Gm2_reverb_types_are_rooms(byte type, double seconds)
    {
        Gm2(1, 0, type);

        Assert.Equal(seconds, Settings.Reverb.TimeSeconds, 1e-9);
    }

    [Theory]
    [InlineData(0, 0.37)]
    [InlineData(40, 1)]
    [InlineData(64, 1.82)]
    [InlineData(127, 8.8)]
    public void The_gm2_reverb_time_is_an_exponential(byte value, double seconds)
    {
        Gm2(1, 1, value, 0, 4);

        Assert.Equal(seconds, Settings.Reverb.TimeSeconds, 0.01);
    }

    [Fact]
    public void Gm2_chorus_values_have_the_laws_of_that_standard()
    {
        Gm2(2, 0, 3);
        Assert.Equal((1.098, 0.122), (Math.Round(Settings.Chorus.RateHz, 3), Math.Round(Settings.Chorus.Feedback, 3)));

        Gm2(2, 1, 50, 2, 63, 3, 64, 4, 127);
        Assert.Equal(6.1, Settings.Chorus.RateHz, 1e-6);
        Assert.Equal(0.010, Settings.Chorus.DepthSeconds, 1e-6);
        Assert.Equal(0.488, Settings.Chorus.Feedback, 1e-3);
        Assert.Equal(0.2, Settings.ChorusToReverb, 1e-9);
    }

    [Fact]
    public void An_xg_reset_brings_hall_and_chorus_and_no_delay()
    {
        _rack.Reset(SystemMode.Xg);

        Assert.Equal(2.1, Settings.Reverb.TimeSeconds, 1e-9);
        Assert.Equal(new ChorusParameters().Level, Settings.Chorus.Level);
        Assert.False(Settings.IsDelayOn);
    }

    [Fact]
    public void Xg_types_choose_rooms_and_their_values_set_them()
    {
        _rack.Reset(SystemMode.Xg);
        Xg(0x00, 0x02, 0x01);
        Assert.Equal(1.3, Settings.Reverb.TimeSeconds, 1e-9);

        Xg(0x02, 50);
        Xg(0x04, 25);
        Xg(0x06, 34);
        Xg(0x0C, 32);
        Assert.Equal(6.5, Settings.Reverb.TimeSeconds, 1e-9);
        Assert.Equal(0.04, Settings.Reverb.PredelaySeconds, 1e-9);
        Assert.InRange(Settings.Reverb.LowPassHz, 990, 1010);
        Assert.Equal(new ReverbParameters().Level / 2, Settings.Reverb.Level, 1e-9);

        Xg(0x00, 0, 0);
        Assert.Equal(0, Settings.Reverb.Level);
        Xg(0x0C, 127);
        Assert.Equal(0, Settings.Reverb.Level);
    }

    [Fact]
    public void An_xg_flanger_has_one_voice_a_side_and_feedback()
    {
        _rack.Reset(SystemMode.Xg);
        Xg(0x20, 0x43, 0x00);
        Xg(0x22, 24, 127, 112, 60);
        Xg(0x2E, 127);

        Assert.Equal(1, Settings.Chorus.VoicesPerSide);
        Assert.Equal(1.01, Settings.Chorus.RateHz, 0.01);
        Assert.Equal(0.75, Settings.Chorus.Feedback);
        Assert.Equal(0.006, Settings.Chorus.DelaySeconds, 1e-9);
        Assert.Equal(0.2, Settings.ChorusToReverb, 1e-9);
    }

    [Fact]
    public void An_xg_variation_is_a_delay_when_it_is_one_and_connected_to_the_system()
    {
        _rack.Reset(SystemMode.Xg);
        Xg(0x40, 0x05, 0x00);
        Assert.False(Settings.IsDelayOn);

        Xg(0x5A, 1);
        Assert.True(Settings.IsDelayOn);
        Assert.Equal((0.3333, 0.1667, 0.5), (Settings.Delay.LeftSeconds, Settings.Delay.RightSeconds, Settings.Delay.LoopSeconds));

        Xg(0x42, 7, 104);
        Assert.Equal(0.1, Settings.Delay.LeftSeconds, 1e-9);

        Xg(0x40, 0x4E, 0x00);
        Assert.False(Settings.IsDelayOn);
    }

    [Fact]
    public void Values_beyond_the_last_register_and_addresses_beside_the_effects_are_ignored()
    {
        Gs(0x5A, [.. Enumerable.Repeat((byte)127, 100)]);
        Gs(0x00, 1, 2, 3);
        _rack.Obey(new SystemMessage { Kind = SystemMessageKind.GsData, Address = 0x400230, Data = [5] });
        _rack.Obey(new SystemMessage { Kind = SystemMessageKind.XgData, Address = 0x030100, Data = [5] });

        Assert.Equal(new ReverbParameters(), Settings.Reverb);
        Assert.Equal(0.2, Settings.DelayToReverb);

        Xg(0x75, [.. Enumerable.Repeat((byte)127, 100)]);

        Assert.Equal(new ReverbParameters(), Settings.Reverb);
    }

    private void Gs(int first, params byte[] values) =>
        _rack.Obey(new SystemMessage { Kind = SystemMessageKind.GsData, Address = 0x400100 + first, Data = values });

    private void Xg(int first, params byte[] values) =>
        _rack.Obey(new SystemMessage { Kind = SystemMessageKind.XgData, Address = 0x020100 + first, Data = values });

    private void Gm2(int slot, params byte[] pairs) =>
        _rack.Obey(new SystemMessage { Kind = SystemMessageKind.GlobalParameters, Address = slot, Data = pairs });
}
