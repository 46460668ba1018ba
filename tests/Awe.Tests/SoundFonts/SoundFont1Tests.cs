using Awe.SoundFonts;
using static Awe.Tests.SoundFonts.RawBank;

namespace Awe.Tests.SoundFonts;

/// <summary>The AWE32's own banks (.sbk): what they imply, and how their numbers become those of SoundFont 2.</summary>
public sealed class SoundFont1Tests
{
    [Fact]
    public void A_header_of_four_addresses_implies_all_else_and_its_loop_is_a_point_or_two_late()
    {
        using var font = new RawBank().AsSoundFont1(("own", 0, 1000, 100, 900)).Read();

        Assert.Equal(
            new SampleHeader
            {
                Name = "own",
                Start = 0,
                End = 1000,
                LoopStart = 101,
                LoopEnd = 902,
                ReachStart = 0,
                ReachEnd = 1000,
                Rate = 44100,
                RootKey = 60,
                CorrectionCents = 0,
                Link = 0,
                Type = 1,
            },
            Assert.Single(font.Samples));
        Assert.Equal(1, font.Info.MajorVersion);
        Assert.Empty(font.Warnings);
    }

    [Fact]
    public void A_last_header_without_points_is_the_terminal_one()
    {
        var bank = new RawBank().AsSoundFont1(("own", 0, 1000, 100, 900), ("EOS", 0, 0, 0, 0));

        using var font = bank.Read();

        Assert.Equal(32, bank.Shdr.Sum(record => record.Length));
        Assert.Equal(44100, Assert.Single(font.Samples).Rate);
    }

    [Fact]
    public void A_last_header_with_points_is_a_sample()
    {
        using var font = new RawBank().AsSoundFont1(("first", 0, 500, 100, 400), ("second", 500, 1000, 600, 900)).Read();

        Assert.Equal(["first", "second"], font.Samples.Select(sample => sample.Name));
    }

    [Theory]
    [InlineData("*Organ", 100, "1MGM\0\0", true)]
    [InlineData("own", 0, "1MGM\0\0", false)]
    [InlineData("own", 430271, "1MGM\0\0", true)]
    [InlineData("own", 430271, null, false)]
    public void A_sample_lies_in_the_ROM_by_its_star_or_by_its_address(string name, long start, string? rom, bool expected)
    {
        var bank = new RawBank { ExtraInfo = rom is null ? [] : Chunk("irom", System.Text.Encoding.ASCII.GetBytes(rom)) };
        using var font = bank.AsSoundFont1((name, start, start + 100, start + 10, start + 90)).Read();

        Assert.Equal(expected, (font.Samples[0].Type & 0x8000) != 0);
    }

    [Fact]
    public void Without_names_what_comes_before_address_0_lies_in_the_ROM()
    {
        var bank = new RawBank().AsSoundFont1(("", 430271, 430410, 0, 0), ("", 200, 300, 0, 0), ("", 0, 200, 0, 0), ("", 300, 400, 0, 0));
        bank.Snam = null;
        using var font = bank.Read();

        Assert.Equal([0x8001, 0x8001, 1, 1], font.Samples.Select(sample => (int)sample.Type));
    }

    [Theory]
    [InlineData(5, 64, 600)]
    [InlineData(5, 128, 1200)]
    [InlineData(6, 1, 9)]
    [InlineData(7, -64, -599)]
    [InlineData(8, 127, 14400)]
    [InlineData(8, 64, 8142)]
    [InlineData(8, 0, 4366)]
    [InlineData(9, 127, 190)]
    [InlineData(10, -128, -7200)]
    [InlineData(11, 64, 7200)]
    [InlineData(13, 64, 120)]
    [InlineData(15, 255, 996)]
    [InlineData(16, 128, 500)]
    [InlineData(17, 0, -500)]
    [InlineData(17, 64, 3)]
    [InlineData(17, 127, 500)]
    [InlineData(21, 1000, 0)]
    [InlineData(22, 0, -725)]
    [InlineData(22, 64, -725)]
    [InlineData(24, 0, -15600)]
    [InlineData(24, 127, 461)]
    [InlineData(26, 0, -11958)]
    [InlineData(29, 96, 0)]
    [InlineData(29, 48, 500)]
    [InlineData(34, 100, -3986)]
    [InlineData(36, 40000, 6386)]
    [InlineData(37, 48, 496)]
    [InlineData(37, 0, 1000)]
    [InlineData(37, 96, 0)]
    [InlineData(37, 127, 0)]
    [InlineData(48, 127, 0)]
    [InlineData(48, 107, 150)]
    [InlineData(48, 64, 472)]
    [InlineData(54, 1, 1)]
    [InlineData(57, 3, 3)]
    public void An_amount_is_converted_to_the_units_of_SoundFont_2(int generator, int amount, int expected) =>
        Assert.Equal(expected, Converted([Gen(generator, amount)])[(GeneratorType)generator]);

    [Theory]
    [InlineData(6000, 0, 0, 60, 0, 0)]
    [InlineData(6050, 0, 0, 61, 0, 50)]
    [InlineData(6049, 0, 0, 60, 0, -49)]
    [InlineData(6000, -33, -96, 60, -33, -96)]
    [InlineData(6000, 1, 120, 60, 2, 20)]
    public void Root_and_tuning_come_from_the_samples_pitch(int pitch, int coarse, int fine, int root, int expectedCoarse, int expectedFine)
    {
        var zone = Converted([Gen(55, pitch), Gen(51, coarse), Gen(52, fine)]);

        Assert.Equal(
            (root, expectedCoarse, expectedFine),
            (zone[GeneratorType.OverridingRootKey], zone.GetValueOrDefault(GeneratorType.CoarseTune), zone.GetValueOrDefault(GeneratorType.FineTune)));
        Assert.DoesNotContain(GeneratorType.Reserved3, zone);
    }

    [Fact]
    public void The_flag_of_scale_tuning_halves_it_and_all_tuning_with_it()
    {
        var zone = Converted([Gen(56, 1), Gen(55, 6040), Gen(51, 3), Gen(52, 20)]);

        Assert.Equal(50, zone[GeneratorType.ScaleTuning]);
        Assert.Equal((1, 40), (zone[GeneratorType.CoarseTune], zone[GeneratorType.FineTune])); // 3 * 50 + 10 - 20
        Assert.DoesNotContain(GeneratorType.ScaleTuning, Converted([Gen(56, 0)]));
    }

    [Fact]
    public void An_own_root_key_goes_before_the_samples_pitch() =>
        Assert.Equal(72, Converted([Gen(58, 72), Gen(55, 6000)])[GeneratorType.OverridingRootKey]);

    [Fact]
    public void Milliseconds_a_key_become_the_timecents_that_do_the_same_around_key_60()
    {
        var zone = Converted([Gen(36, 12600), Gen(40, 183)]);

        // The card's driver: 12600 ms at key 60, 10953 ms at key 69.
        var seconds = Math.Pow(2, (zone[GeneratorType.DecayVolEnv] + (zone[GeneratorType.KeyToVolEnvDecay] * (60 - 69))) / 1200.0);
        Assert.InRange(seconds, 10.953 * 0.98, 10.953 * 1.02);
    }

    [Fact]
    public void What_a_zone_does_not_say_has_defaults_of_its_own()
    {
        var zone = Converted([Gen(36, 1000), Gen(28, 1000)]);

        Assert.Equal((-725, -725), (zone[GeneratorType.FrequencyModLfo], zone[GeneratorType.FrequencyVibLfo]));
        Assert.Equal(109, zone[GeneratorType.ReverbSend]);
        Assert.Equal((1000, 1000), (zone[GeneratorType.SustainVolEnv], zone[GeneratorType.SustainModEnv])); // a decay goes all the way
        Assert.DoesNotContain(GeneratorType.SustainVolEnv, Converted([]));
    }

    [Fact]
    public void A_zone_takes_what_it_does_not_say_from_its_global_zone()
    {
        using var font = new RawBank().AsSoundFont1(("own", 0, 1000, 100, 900))
            .InstrumentZones([Gen(51, -12), Gen(37, 96)], [Gen(52, 30), Gen(53, 0)]).Read();
        var (instrument, zone) = (font.Instruments[0], Local(font, font.Instruments[0]));

        Assert.Equal((-11, -70), (zone[GeneratorType.CoarseTune], zone[GeneratorType.FineTune]));
        Assert.Equal([new Generator(GeneratorType.SustainVolEnv, 0)], font.InstrumentGenerators(instrument.Global!.Value).ToArray());
    }

    [Fact]
    public void A_presets_zone_overrides_its_instrument_and_adds_attenuation_alone()
    {
        using var font = new RawBank().AsSoundFont1(("own", 0, 1000, 100, 900))
            .InstrumentZones([Gen(17, 0), Gen(51, 12), Gen(48, 107), Gen(53, 0)])
            .PresetZones([Gen(48, 117), Gen(17, 127), Gen(41, 0)]).Read();
        var preset = font.ZonesOf(font.Presets[0])[0];
        var own = font.Instruments[preset.Target];

        Assert.Equal([new Generator(GeneratorType.InitialAttenuation, 75)], font.PresetGenerators(preset).ToArray());
        Assert.Equal((500, 12, 150), At(Local(font, own)));
        Assert.Equal((-500, 12, 150), At(Local(font, font.Instruments[0]))); // others play it as it was
        Assert.Equal(["I", "I"], font.Instruments.Select(instrument => instrument.Name));

        static (short Pan, short Coarse, short Attenuation) At(Dictionary<GeneratorType, short> zone) =>
            (zone[GeneratorType.Pan], zone[GeneratorType.CoarseTune], zone[GeneratorType.InitialAttenuation]);
    }

    [Fact]
    public void A_presets_zone_that_overrides_nothing_shares_its_instrument()
    {
        using var font = new RawBank().AsSoundFont1(("own", 0, 1000, 100, 900)).PresetZones([Gen(43, 0x3C00), Gen(48, 117), Gen(41, 0)]).Read();
        var preset = font.ZonesOf(font.Presets[0])[0];

        Assert.Single(font.Instruments);
        Assert.Equal((0, 0, 60), (preset.Target, preset.KeyLow, preset.KeyHigh));
    }

    [Fact]
    public void A_presets_global_zone_overrides_as_well()
    {
        using var font = new RawBank().AsSoundFont1(("own", 0, 1000, 100, 900))
            .PresetZones([Gen(17, 127)], [Gen(41, 0)]).Read();

        Assert.Equal(500, Local(font, font.Instruments[font.ZonesOf(font.Presets[0])[0].Target])[GeneratorType.Pan]);
        Assert.Null(font.Presets[0].Global);
    }

    [Fact]
    public void Modulators_are_stubs_and_mean_nothing()
    {
        var bank = new RawBank().AsSoundFont1(("own", 0, 1000, 100, 900));
        bank.Ibag = [Words(0, 0), Words(1, 7)];
        using var font = bank.Read();

        Assert.Equal(0, font.InstrumentModulators(font.ZonesOf(font.Instruments[0])[0]).Length);
        Assert.Empty(font.Warnings);
    }

    private static Dictionary<GeneratorType, short> Converted(byte[][] generators)
    {
        using var font = new RawBank().AsSoundFont1(("own", 0, 1000, 100, 900)).InstrumentZones([.. generators, Gen(53, 0)]).Read();
        return Local(font, font.Instruments[0]);
    }

    private static Dictionary<GeneratorType, short> Local(SoundFont font, Instrument instrument) =>
        font.InstrumentGenerators(font.ZonesOf(instrument)[0]).ToArray().ToDictionary(generator => generator.Type, generator => generator.Amount);
}
