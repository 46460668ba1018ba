using Awe.SoundFonts;
using static Awe.Tests.SoundFonts.DlsBank;

namespace Awe.Tests.SoundFonts;

/// <summary>The connections of DLS articulations in the words of SoundFont 2.</summary>
public sealed class DlsArticulationTests
{
    [Theory]
    [InlineData(0x0004, -250, GeneratorType.Pan, -250)]
    [InlineData(0x0080, 300, GeneratorType.ChorusSend, 300)]
    [InlineData(0x0081, 400, GeneratorType.ReverbSend, 400)]
    [InlineData(0x0104, -120, GeneratorType.FrequencyModLfo, -120)]
    [InlineData(0x0105, -1200, GeneratorType.DelayModLfo, -1200)]
    [InlineData(0x0114, 240, GeneratorType.FrequencyVibLfo, 240)]
    [InlineData(0x0115, 600, GeneratorType.DelayVibLfo, 600)]
    [InlineData(0x0206, -3600, GeneratorType.AttackVolEnv, -3600)]
    [InlineData(0x0207, 1200, GeneratorType.DecayVolEnv, 1200)]
    [InlineData(0x0209, 100, GeneratorType.ReleaseVolEnv, 100)]
    [InlineData(0x020A, 1000, GeneratorType.SustainVolEnv, 0)]
    [InlineData(0x020A, 250, GeneratorType.SustainVolEnv, 720)]
    [InlineData(0x020A, 0, GeneratorType.SustainVolEnv, 960)]
    [InlineData(0x020B, -700, GeneratorType.DelayVolEnv, -700)]
    [InlineData(0x020C, -800, GeneratorType.HoldVolEnv, -800)]
    [InlineData(0x030A, 1, GeneratorType.AttackModEnv, 1)]
    [InlineData(0x030B, 2, GeneratorType.DecayModEnv, 2)]
    [InlineData(0x030D, 3, GeneratorType.ReleaseModEnv, 3)]
    [InlineData(0x030E, 300, GeneratorType.SustainModEnv, 700)]
    [InlineData(0x030F, 4, GeneratorType.DelayModEnv, 4)]
    [InlineData(0x0310, 5, GeneratorType.HoldModEnv, 5)]
    [InlineData(0x0500, 9000, GeneratorType.InitialFilterCutoff, 9000)]
    [InlineData(0x0501, 120, GeneratorType.InitialFilterQ, 120)]
    [InlineData(0x0206, -32768, GeneratorType.AttackVolEnv, -32768)] // 0x80000000: no time at all
    [InlineData(0x0003, 250, GeneratorType.CoarseTune, 2)]
    [InlineData(0x0003, 250, GeneratorType.FineTune, 50)]
    [InlineData(0x0001, -120, GeneratorType.InitialAttenuation, 300)]
    public void A_parameter_that_nothing_moves_is_a_generator(int destination, double scale, GeneratorType generator, int amount)
    {
        var level1 = Convert(Level1(Constant(destination, scale)));
        var level2 = Convert(Level2(Constant(destination, scale)));

        Assert.Equal(amount, level1.Generators[generator]);
        Assert.Equal(amount, level2.Generators[generator]);
        Assert.Empty(level1.Modulators);
        Assert.Empty(level1.Warnings);
    }

    [Theory]
    [InlineData(1, 3, GeneratorType.ModLfoToPitch)]
    [InlineData(1, 1, GeneratorType.ModLfoToVolume)]
    [InlineData(1, 0x500, GeneratorType.ModLfoToFilterCutoff)]
    [InlineData(9, 3, GeneratorType.VibLfoToPitch)]
    [InlineData(5, 3, GeneratorType.ModEnvToPitch)]
    [InlineData(5, 0x500, GeneratorType.ModEnvToFilterCutoff)]
    public void An_oscillator_or_envelope_is_a_depth_and_a_controller_over_it_a_modulator_of_that(int source, int destination, GeneratorType depth)
    {
        var polarity = source == 5 ? 0 : 0x4000;

        Assert.Equal(77, Convert(Level1(Connection(source, 0, destination, 0, 77))).Generators[depth]);
        Assert.Equal(77, Convert(Level2(Connection(source, 0, destination, polarity, 77))).Generators[depth]);
        Assert.Equal([new Modulator(0x0081, (ushort)depth, 77, 0, 0)], Convert(Level1(Connection(source, 0x81, destination, 0, 77))).Modulators);
        Assert.Equal([new Modulator(0x0D0D, (ushort)depth, 77, 0, 0)], Convert(Level2(Connection(source, 8, destination, polarity | 0x0230, 77))).Modulators);
        Assert.Equal([new Modulator(0x0081, (ushort)depth, 77, 0, 0)], Convert(Level2(Connection(0x81, source, destination, polarity >> 6, 77))).Modulators);
    }

    [Fact]
    public void An_inverted_oscillator_is_a_negative_depth() =>
        Assert.Equal(-77, Convert(Level2(Connection(9, 0, 3, 0xC000, 77))).Generators[GeneratorType.VibLfoToPitch]);

    [Theory]
    [InlineData(2, 0x0206, -2400, 0x0002, GeneratorType.AttackVolEnv, -2400)] // velocity to attack
    [InlineData(3, 0x0207, -1000, 0x0003, GeneratorType.DecayVolEnv, -1000)] // key to decay: 128ths from key 0 on in both
    [InlineData(3, 0x020C, -500, 0x0003, GeneratorType.HoldVolEnv, -500)]
    [InlineData(3, 0x030B, 500, 0x0003, GeneratorType.DecayModEnv, 500)]
    [InlineData(2, 0x0500, 1200, 0x0002, GeneratorType.InitialFilterCutoff, 1200)]
    [InlineData(2, 0x020A, 500, 0x0002, GeneratorType.SustainVolEnv, -480)]
    [InlineData(7, 1, 60, 0x000A, GeneratorType.InitialAttenuation, -60)]
    [InlineData(0x81, 0x501, 60, 0x0081, GeneratorType.InitialFilterQ, 60)]
    public void What_a_key_a_velocity_or_a_controller_moves_is_a_modulator(int source, int destination, double scale, int word, GeneratorType generator, int amount) =>
        Assert.Equal([new Modulator((ushort)word, (ushort)generator, (short)amount, 0, 0)], Convert(Level1(Connection(source, 0, destination, 0, scale))).Modulators);

    [Theory]
    [InlineData(0x0000, 0x0002)]
    [InlineData(0x0400, 0x0402)] // concave
    [InlineData(0x0800, 0x0802)] // convex
    [InlineData(0x0C00, 0x0C02)] // switch
    [InlineData(0x4000, 0x0202)] // bipolar
    [InlineData(0x8000, 0x0102)] // inverted
    public void Curve_polarity_and_direction_of_level_2_are_those_of_SoundFont_2(int transform, int word) =>
        Assert.Equal((ushort)word, Convert(Level2(Connection(2, 0, 0x500, transform, 100))).Modulators[0].Source);

    [Fact]
    public void A_control_over_a_source_is_the_amount_source() =>
        Assert.Equal(
            [new Modulator(0x0002, (ushort)GeneratorType.InitialFilterCutoff, 100, 0x0781, 0)],
            Convert(Level2(Connection(2, 0x81, 0x500, 0x0310, 100))).Modulators);

    [Fact]
    public void Key_to_pitch_is_the_scale_of_the_keys()
    {
        Assert.Equal(100, Convert(Level1(Connection(3, 0, 3, 0, 12800))).Generators[GeneratorType.ScaleTuning]);
        Assert.Equal(0, Convert(Level1(Connection(3, 0, 3, 0, 0))).Generators[GeneratorType.ScaleTuning]);
    }

    [Fact]
    public void Both_oscillators_run_at_5_Hz_after_10_ms_unless_they_are_told_otherwise()
    {
        var generators = Convert(Level2(Constant(0x114, 0))).Generators;

        Assert.Equal((-851, -7973), (generators[GeneratorType.FrequencyModLfo], generators[GeneratorType.DelayModLfo]));
        Assert.Equal((0, -7973), (generators[GeneratorType.FrequencyVibLfo], generators[GeneratorType.DelayVibLfo]));
    }

    [Fact]
    public void The_defaults_are_the_banks_own_and_have_no_vibrato()
    {
        using var font = Plain().Read();

        Assert.Equal(
            [
                new(0x0502, 48, 960, 0, 0), new(0x0587, 48, 960, 0, 0), new(0x058B, 48, 960, 0, 0), new(0x028A, 17, 508, 0, 0),
                new(0x00DB, 16, 1000, 0, 0), new(0x00DD, 15, 1000, 0, 0), new(0x020E, 52, 12700, 0x0010, 0),
            ],
            font.DefaultModulators!);
    }

    [Theory]
    [InlineData(0x8400, -960, 1)] // as the default is: it replaces it by itself
    [InlineData(0x8400, -480, 1)]
    [InlineData(0x8000, -480, 2)] // of another curve: the default is switched off
    public void A_connection_takes_the_place_of_the_default_between_the_same_ends_whatever_its_curve(int transform, double scale, int count)
    {
        var modulators = Convert(Level2(Connection(2, 0, 1, transform, scale))).Modulators;

        Assert.Equal(count, modulators.Length);
        Assert.Equal((short)-scale, modulators[0].Amount);
        Assert.All(modulators[1..], off => Assert.Equal(new Modulator(0x0502, 48, 0, 0, 0), off));
    }

    [Fact]
    public void In_level_1_the_concave_curve_to_gain_falls_from_the_loudest_note_down() =>
        Assert.Equal([new Modulator(0x0502, 48, 960, 0, 0)], Convert(Level1(Connection(2, 0, 1, 1, -960))).Modulators);

    [Fact]
    public void The_wheel_by_its_range_bends_as_far_as_the_default_of_a_SoundFont_with_the_whole_scale_of_DLS() =>
        Assert.Equal([new Modulator(0x020E, 52, 12700, 0x0010, 0)], Convert(Level2(Connection(6, 0x100, 3, 0x4000, 12800))).Modulators);

    [Fact]
    public void Connections_between_the_same_ends_add_up()
    {
        var converted = Convert(Level2(Constant(0x0206, 100), Constant(0x0206, 20), Connection(2, 0, 0x500, 0, 5), Connection(2, 0, 0x500, 0, 6)));

        Assert.Equal(120, converted.Generators[GeneratorType.AttackVolEnv]);
        Assert.Equal(11, Assert.Single(converted.Modulators).Amount);
    }

    [Theory]
    [InlineData(9, 0, 1, 0x4000)] // vibrato to gain
    [InlineData(5, 0, 1, 0)] // modulation envelope to gain
    [InlineData(5, 0, 3, 0x8000)] // an inverted envelope
    [InlineData(1, 0, 0x501, 0x4000)]
    [InlineData(2, 0, 0x10, 0)] // a loudspeaker of its own
    [InlineData(2, 0, 0x500, 0x1000)] // a curve that is none
    [InlineData(0x300, 0, 3, 0)]
    public void What_SoundFont_2_has_no_words_for_is_left_out_and_counted(int source, int control, int destination, int transform)
    {
        var converted = Convert(Level2(Connection(source, control, destination, transform, 100), Constant(0x0206, 100)));

        Assert.Empty(converted.Modulators);
        Assert.Equal(100, converted.Generators[GeneratorType.AttackVolEnv]);
        Assert.Equal("1 of 2 connections of articulations have no counterpart in a SoundFont: left out", Assert.Single(converted.Warnings));
    }

    [Theory]
    [InlineData(4, 0, 1)] // the volume envelope
    [InlineData(0x101, 0, 3)] // the channel's tuning
    [InlineData(0x102, 0, 5)]
    [InlineData(3, 0, 5)]
    [InlineData(0, 0, 0x20D)]
    [InlineData(0, 0, 0)]
    public void What_a_voice_does_by_itself_is_passed_over(int source, int control, int destination)
    {
        var converted = Convert(Level2(Connection(source, control, destination, 0, 12800)));

        Assert.Empty(converted.Modulators);
        Assert.Empty(converted.Warnings);
    }

    [Fact]
    public void A_regions_articulation_replaces_its_instruments()
    {
        using var font = new DlsBank().AddWave("w", Bytes(Ramp))
            .AddInstrument("i", 0, 0, Level1(Constant(0x0206, 100), Constant(0x0207, 200)), Region(0, articulation: Level1(Constant(0x0206, 5))), Region(0)).Read();

        Assert.Equal(5, Generators(font, 0)[GeneratorType.AttackVolEnv]);
        Assert.DoesNotContain(GeneratorType.DecayVolEnv, Generators(font, 0));
        Assert.Equal((100, 200), (Generators(font, 1)[GeneratorType.AttackVolEnv], Generators(font, 1)[GeneratorType.DecayVolEnv]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_articulation_of_level_2_replaces_one_of_level_1_beside_it(bool isFirst)
    {
        var (level1, level2) = (Level1(Constant(0x0206, 1)), Level2(Constant(0x0206, 2)));

        Assert.Equal(2, Convert(isFirst ? [.. level2, .. level1] : [.. level1, .. level2]).Generators[GeneratorType.AttackVolEnv]);
    }

    [Fact]
    public void Regions_that_share_an_articulation_share_its_modulators()
    {
        using var font = new DlsBank().AddWave("w", Bytes(Ramp)).AddInstrument("i", 0, 0, Level2(Connection(2, 0, 0x500, 0, 5)), Region(0), Region(0)).Read();

        var zones = font.ZonesOf(font.Instruments[0]);
        Assert.Equal(font.InstrumentModulators(zones[0]).ToArray(), font.InstrumentModulators(zones[1]).ToArray());
        Assert.Equal(zones[0].FirstModulator, zones[1].FirstModulator);
    }

    private static (Dictionary<GeneratorType, int> Generators, Modulator[] Modulators, IReadOnlyList<string> Warnings) Convert(byte[] articulation)
    {
        using var font = Plain(articulation: articulation).Read();
        return (Generators(font, 0), font.InstrumentModulators(font.ZonesOf(font.Instruments[0])[0]).ToArray(), font.Warnings);
    }

    private static Dictionary<GeneratorType, int> Generators(SoundFont font, int zone) =>
        font.InstrumentGenerators(font.ZonesOf(font.Instruments[0])[zone]).ToArray().ToDictionary(generator => generator.Type, generator => (int)generator.Amount);
}
