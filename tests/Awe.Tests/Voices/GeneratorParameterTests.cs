using Awe.SoundFonts;
using Awe.Voices;
using static Awe.Tests.Voices.TestBank;

namespace Awe.Tests.Voices;

/// <summary>Generators moved by NRPN: the set of SoundFont 2.01 (MSB 120) adds to them, the AWE32's (MSB 127) takes their place.</summary>
public sealed class GeneratorParameterTests : IDisposable
{
    private readonly TestBank _bank = new()
    {
        InstrumentLocal =
        [
            Gen(GeneratorType.InitialFilterCutoff, 6000), Gen(GeneratorType.InitialAttenuation, 100), Gen(GeneratorType.FrequencyModLfo, 0),
            Gen(GeneratorType.StartAddressOffset, 3), Gen(GeneratorType.ReverbSend, 100),
        ],
    };

    private Channel Channel => _bank.Channel;

    public void Dispose() => _bank.Dispose();

    [Theory]
    [InlineData(8, 100, 200)]
    [InlineData(48, 60, 60)]
    [InlineData(22, 10, 40)]
    [InlineData(5, 8191, 16382)]
    [InlineData(5, -8192, -16384)]
    [InlineData(36, 50, 100)]
    [InlineData(37, 50, 50)]
    [InlineData(51, 7, 7)]
    public void Data_of_nrpn_120_is_added_in_steps_of_the_generator(int generator, int data, float offset)
    {
        SendGenerator(generator, data);
        Assert.Equal(offset, Channel.Adjustments.OffsetOf(generator));
    }

    [Fact]
    public void A_cutoff_moved_by_100_opens_by_200_cents_and_an_attenuation_moved_by_60_damps_by_60_centibels()
    {
        var note = _bank.Play();
        var (cutoff, attenuation) = (note.FilterCutoffCents, note.AttenuationCentibels);
        SendGenerator(8, 100);
        SendGenerator(48, 60);
        Assert.Equal(cutoff + 200, note.FilterCutoffCents); // the note that sounds
        Assert.Equal(attenuation + 60, note.AttenuationCentibels, 1e-3);
        Assert.Equal(cutoff + 200, _bank.Play().FilterCutoffCents); // and later ones
    }

    [Theory]
    [InlineData(0)] // start address
    [InlineData(41)] // instrument
    [InlineData(43)] // key range
    [InlineData(46)] // key number
    [InlineData(54)] // sample modes
    [InlineData(58)] // root key
    [InlineData(60)] // end
    [InlineData(61)]
    public void Generators_that_are_not_of_real_time_or_unknown_stay(int generator)
    {
        SendGenerator(generator, 100);
        Assert.Equal(0UL, Channel.Adjustments.Offset);
    }

    [Fact]
    public void Numbers_above_99_are_put_together_from_several_lsbs()
    {
        Select(120, 100, 8); // generator 108 is none
        Assert.Equal(ControlEffect.Nothing, Enter(65, 0));
        Channel.ControlChange(98, 8); // a plain LSB begins anew
        Assert.NotEqual(ControlEffect.Nothing, Enter(65, 0));
        Select(120, 102, 101, 100);
        Assert.Equal(ControlEffect.Nothing, Enter(65, 0)); // the last two digits have not come
    }

    [Fact]
    public void The_number_120_may_come_after_its_lsb()
    {
        Channel.ControlChange(98, 8);
        Channel.ControlChange(99, 120);
        Enter(65, 0);
        Assert.Equal(256, Channel.Adjustments.OffsetOf(8));
    }

    [Fact]
    public void Offsets_apply_when_the_msb_comes_and_not_after_an_rpn()
    {
        Select(120, 8);
        Channel.ControlChange(38, 100);
        Assert.Equal(0, Channel.Adjustments.OffsetOf(8));
        Channel.ControlChange(6, 64);
        Assert.Equal(200, Channel.Adjustments.OffsetOf(8));
        Channel.ControlChange(101, 0);
        Channel.ControlChange(6, 12);
        Assert.Equal(200, Channel.Adjustments.OffsetOf(8));
    }

    [Theory]
    [InlineData(21, 64, 4500 + (59 * 64))]
    [InlineData(21, 0, 4500)]
    [InlineData(22, 127, 220)]
    [InlineData(20, 63, 118.125f)]
    [InlineData(20, 64, -120)]
    [InlineData(20, 127, -1.875f)]
    [InlineData(14, 100, 750)]
    [InlineData(8, 127, 1000)]
    public void Parameters_of_seven_bits_come_by_the_lsb_alone(int number, int lsb, float value)
    {
        Select(127, number);
        Channel.ControlChange(38, lsb);
        Assert.Equal(value, Override(number), 1e-2);
    }

    [Fact]
    public void An_oscillator_runs_at_84_millihertz_a_step()
    {
        Select(127, 1);
        Channel.ControlChange(38, 50);
        Assert.Equal(4.2, _bank.Play().ModLfoHz, 0.01);
        Select(127, 3);
        Channel.ControlChange(38, 0);
        Assert.True(_bank.Play().VibLfoHz < 0.001);
    }

    [Theory]
    [InlineData(0, 250, 0)] // 1 s
    [InlineData(4, 250, 0)]
    [InlineData(5, 1000, 0)]
    [InlineData(6, 1000, 0)]
    [InlineData(7, 250, 0)]
    [InlineData(9, 250, 0)]
    [InlineData(10, 250, 0)]
    [InlineData(11, 2000, 1200)]
    [InlineData(12, 2000, 1200)]
    [InlineData(13, 500, 1200)]
    [InlineData(15, 500, 1200)]
    [InlineData(15, -5, -12000)]
    [InlineData(17, 100, 937.5f)]
    [InlineData(18, -8000, -127 * 9.375f)]
    [InlineData(19, -100, -937.5f)]
    [InlineData(23, 100, 63 * 56.25f)]
    [InlineData(24, 100, 5625)]
    [InlineData(25, 255, 1000)]
    [InlineData(26, 51, 200)]
    public void Parameters_of_fourteen_bits_are_counted_from_the_middle(int number, int data, float value)
    {
        SendAwe(number, data);
        Assert.Equal(value, Override(number), 1e-2);
    }

    [Fact]
    public void A_parameter_without_its_msb_is_counted_from_the_middle_too()
    {
        Select(127, 11);
        Channel.ControlChange(38, 100);
        Assert.Equal(0.1, _bank.Play().VolumeEnvelopeTimes.AttackSeconds, 1e-4);
    }

    [Fact]
    public void A_parameter_takes_the_place_of_what_the_zones_say_and_modulators_still_add()
    {
        SendAwe(26, 51);
        Channel.ControlChange(91, 127);
        Assert.Equal(0.2 + (0.2 * 127 / 128), _bank.Play().ReverbSend, 1e-4);
    }

    [Fact]
    public void Cutoff_follows_in_notes_that_sound_and_attack_in_later_ones()
    {
        var note = _bank.Play();
        SendAwe(11, 500);
        Assert.Equal(0, Channel.ControlChange(38, 1).Source);
        Select(127, 21);
        Assert.Equal(1UL << 8, Channel.ControlChange(38, 20).Generators);
        Assert.Equal(4500 + (59 * 20), note.FilterCutoffCents);
        Assert.True(note.VolumeEnvelopeTimes.AttackSeconds < 0.01);
        Assert.True(_bank.Play().VolumeEnvelopeTimes.AttackSeconds > 0.3);
    }

    [Fact]
    public void Initial_pitch_tunes_the_channel_by_cents()
    {
        Assert.Equal(ControlEffectKind.TuningChanged, SendAwe(16, -150).Kind);
        Assert.Equal(-150, Channel.TuningCents);
    }

    [Fact]
    public void Numbers_beyond_26_are_none()
    {
        Assert.Equal(ControlEffect.Nothing, SendAwe(27, 100));
        Assert.Equal(0UL, Channel.Adjustments.Overridden);
    }

    [Fact]
    public void Reset_controllers_takes_everything_back_and_names_what_sounding_notes_have_to_read()
    {
        var note = _bank.Play();
        SendAwe(11, 500);
        SendAwe(16, 700);
        Select(127, 21);
        Channel.ControlChange(38, 20);
        SendGenerator(48, 60);
        var effect = Channel.ControlChange(121, 0);
        Assert.Equal(new ControlEffect(ControlEffectKind.ResetControllers, ModulatorSource.None, 1UL << 8 | 1UL << 48), effect);
        Assert.Equal((0, 6000), (Channel.TuningCents, note.FilterCutoffCents));
        Assert.True(_bank.Play().VolumeEnvelopeTimes.AttackSeconds < 0.01);
    }

    private float Override(int number)
    {
        Assert.NotEqual(0UL, Channel.Adjustments.Overridden);
        var generators = new float[GeneratorRules.Count];
        Channel.Adjustments.Override(generators);
        Assert.True(AweParameters.TryConvert(number, 0, 0, out var any));
        return generators[(int)any.Generator];
    }

    private ControlEffect SendAwe(int number, int data)
    {
        Select(127, number);
        Channel.ControlChange(6, (data + 8192) >> 7);
        return Channel.ControlChange(38, (data + 8192) & 0x7F);
    }

    private void SendGenerator(int generator, int data)
    {
        Select(120, generator);
        Channel.ControlChange(38, (data + 8192) & 0x7F);
        Channel.ControlChange(6, (data + 8192) >> 7);
    }

    private ControlEffect Enter(int msb, int lsb)
    {
        Channel.ControlChange(38, lsb);
        return Channel.ControlChange(6, msb);
    }

    private void Select(int msb, params int[] lsbs)
    {
        Channel.ControlChange(99, msb);
        Array.ForEach(lsbs, lsb => Channel.ControlChange(98, lsb));
    }
}
