using Awe.Tests.Midi;
using Awe.Voices;

namespace Awe.Tests.Voices;

public class TuningMessagesTests
{
    private readonly TestParts _parts = new();

    [Fact]
    public void A_single_note_change_gives_a_key_the_pitch_of_key_and_fraction()
    {
        _parts.Obey("F0 7F 7F 08 02 05 02 3C 3C 40 00 3E 3D 00 00 F7").Rpn(0, 3, 5);
        Assert.Equal((50, -100, 0, 0), (_parts[0].TuningCentsOf(60), _parts[0].TuningCentsOf(62), _parts[0].TuningCentsOf(61), _parts[1].TuningCentsOf(60)));
    }

    [Fact]
    public void A_word_of_three_times_7f_leaves_the_key_alone()
    {
        _parts.Obey("F0 7F 7F 08 02 00 01 3C 3C 40 00 F7").Obey("F0 7F 7F 08 02 00 01 3C 7F 7F 7F F7");
        Assert.Equal(50, _parts[0].TuningCentsOf(60));
    }

    [Fact]
    public void A_single_note_change_with_a_bank_goes_to_that_bank()
    {
        _parts.Obey("F0 7E 7F 08 07 03 05 01 3C 3C 40 00 F7").Rpn(0, 3, 5);
        Assert.Equal(0, _parts[0].TuningCentsOf(60));
        _parts.Rpn(0, 4, 3);
        Assert.Equal(50, _parts[0].TuningCentsOf(60));
    }

    [Theory]
    [InlineData("01 07", 0)]
    [InlineData("04 02 07", 2)]
    public void A_bulk_dump_tunes_all_keys_of_a_program_whatever_its_checksum(string start, int bank)
    {
        var name = string.Concat(Enumerable.Repeat(" 41", 16));
        var keys = string.Concat(Enumerable.Range(0, 128).Select(key => $" {Math.Max(0, key - 1):X2} 20 00"));
        _parts.Obey($"F0 7E 7F 08 {start}{name}{keys} 55 F7").Rpn(0, 3, 7).Rpn(0, 4, bank);
        Assert.Equal((25, -75, -75), (_parts[0].TuningCentsOf(0), _parts[0].TuningCentsOf(1), _parts[0].TuningCentsOf(127)));
    }

    [Fact]
    public void A_dump_that_is_cut_short_tunes_the_keys_that_it_has()
    {
        var name = string.Concat(Enumerable.Repeat(" 41", 16));
        _parts.Obey($"F0 7E 7F 08 01 00{name} 00 40 00 01 40 F7");
        Assert.Equal((50, 0), (_parts[0].TuningCentsOf(0), _parts[0].TuningCentsOf(1)));
    }

    [Fact]
    public void An_octave_tuning_of_one_byte_tunes_each_tone_by_cents()
    {
        _parts.Obey("F0 7E 7F 08 08 03 7F 7F 36 40 40 40 40 40 40 40 40 40 40 7F F7");
        Assert.Equal((-10, -10, 0, 63), (_parts[0].TuningCentsOf(60), _parts[15].TuningCentsOf(72), _parts[7].TuningCentsOf(61), _parts[0].TuningCentsOf(59)));
    }

    [Fact]
    public void An_octave_tuning_of_two_bytes_reaches_a_semitone_each_way()
    {
        _parts.Obey("F0 7F 7F 08 09 03 7F 7F 00 00 7F 7F 40 00 40 00 40 00 40 00 40 00 40 00 40 00 40 00 40 00 40 00 F7");
        Assert.Equal(-100, _parts[0].TuningCentsOf(60));
        Assert.Equal(99.99, _parts[0].TuningCentsOf(61), 0.01);
        Assert.Equal(0, _parts[0].TuningCentsOf(62));
    }

    [Theory]
    [InlineData("00 00 01", 0)]
    [InlineData("00 00 40", 6)]
    [InlineData("00 01 00", 7)]
    [InlineData("00 40 00", 13)]
    [InlineData("01 00 00", 14)]
    [InlineData("02 00 00", 15)]
    public void The_mask_of_an_octave_tuning_names_its_channels(string mask, int channel)
    {
        _parts.Obey($"F0 7E 7F 08 08 {mask} 36 40 40 40 40 40 40 40 40 40 40 40 F7");
        Assert.All(Enumerable.Range(0, 16).Where(number => number != 9), number =>
            Assert.Equal(number == channel ? -10 : 0, _parts[number].TuningCentsOf(60)));
    }

    [Theory]
    [InlineData("7F", 16)]
    [InlineData("7E", 0)]
    public void Only_the_real_time_form_reaches_notes_that_sound(string form, int parts)
    {
        _parts.Obey($"F0 {form} 7F 08 02 00 01 3C 3C 40 00 F7");
        Assert.Equal(parts, _parts.Carried.Count(carried => carried.Effect.Kind == ControlEffectKind.TuningChanged));
    }

    [Fact]
    public void Drums_are_not_tuned()
    {
        _parts.Obey("F0 7F 7F 08 02 00 01 3C 3C 40 00 F7").Obey("F0 7E 7F 08 08 03 7F 7F 36 40 40 40 40 40 40 40 40 40 40 40 F7");
        Assert.Equal(0, _parts[9].TuningCentsOf(60));
    }

    [Fact]
    public void Tuning_programs_are_bounded_and_the_one_unchanged_for_longest_gives_way()
    {
        var tunings = new TuningPrograms();
        for (var program = 0; program < TuningPrograms.Capacity; program++)
        {
            tunings.Set(1, program, 60, program + 1);
        }

        tunings.Set(1, 0, 61, 5); // program 0 has changed again
        tunings.Set(2, 0, 60, 99);
        Assert.Equal((1, 0, 3, 99), (tunings.CentsOf(1, 0, 60), tunings.CentsOf(1, 1, 60), tunings.CentsOf(1, 2, 60), tunings.CentsOf(2, 0, 60)));
        Assert.Equal(0, tunings.CentsOf(2, 0, 61));
    }

    [Fact]
    public void Tuning_messages_allocate_nothing()
    {
        var dump = Smf.Hex("F0 7F 7F 08 01 07" + string.Concat(Enumerable.Repeat(" 41", 16 + (3 * 128) + 1)) + " F7");
        var octave = Smf.Hex("F0 7F 7F 08 08 03 7F 7F 36 40 40 40 40 40 40 40 40 40 40 40 F7");
        _parts.Carried.EnsureCapacity(10_000);
        Assert.Equal(0, AllocationMeter.LeastOf(() =>
        {
            SystemSetup.Obey(SystemMessages.Parse(dump), _parts, 0);
            SystemSetup.Obey(SystemMessages.Parse(octave), _parts, 0);
        }));
    }
}
