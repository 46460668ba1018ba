using Awe.Voices;

namespace Awe.Tests.Voices;

public class DrumSetupTests
{
    private const int Snare = 38;
    private readonly TestParts _parts = new();

    [Fact]
    public void A_drum_that_nobody_touched_is_as_its_bank_has_it()
    {
        ref readonly var drum = ref _parts[9].Drum(Snare);
        Assert.Equal((0, 1, DrumKey.OwnPan, DrumKey.OwnGroup), (drum.PitchCents, drum.Gain, drum.Pan, drum.Group));
        Assert.Equal((127, 127, true, true), (drum.Reverb, drum.Chorus, drum.HearsNoteOn, drum.HearsNoteOff));
    }

    [Fact]
    public void Every_parameter_of_a_gs_drum_map_is_set_by_its_address()
    {
        _parts.Gs("41 01 26 3E").Gs("41 02 26 3C").Gs("41 03 26 05").Gs("41 04 26 7F").Gs("41 05 26 10").Gs("41 06 26 11")
            .Gs("41 07 26 00").Gs("41 08 26 00").Gs("41 09 26 12");
        var drum = _parts[9].Drum(Snare);
        Assert.Equal((200f, 0.5f, (sbyte)5, (byte)127), (drum.PitchCents, drum.Gain, drum.Group, drum.Pan));
        Assert.Equal((0x10, 0x11, 0x12, false, false), (drum.Reverb, drum.Chorus, drum.Delay, drum.HearsNoteOff, drum.HearsNoteOn));
        Assert.Equal(1, _parts[9].Drum(Snare + 1).Gain);
    }

    [Fact]
    public void Every_parameter_of_an_xg_drum_set_up_is_set_by_its_address()
    {
        _parts.Xg("30 26 00 3E").Xg("30 26 01 50").Xg("30 26 02 3C").Xg("30 26 03 05").Xg("30 26 04 7F").Xg("30 26 05 10").Xg("30 26 06 11")
            .Xg("30 26 09 00").Xg("30 26 0A 00");
        var drum = _parts[9].Drum(Snare);
        Assert.Equal((-184f, 0.5f, (sbyte)5, (byte)127), (drum.PitchCents, drum.Gain, drum.Group, drum.Pan));
        Assert.Equal((0x10, 0x11, false, false), (drum.Reverb, drum.Chorus, drum.HearsNoteOff, drum.HearsNoteOn));
    }

    [Fact]
    public void A_drum_set_up_of_xg_is_reset_by_its_number()
    {
        _parts.Xg("30 26 02 3C").Xg("31 26 02 3C").Xg("00 00 7D 00").Xg("00 00 7D 7F");
        Assert.Equal((1f, 0.5f), (_parts.System.Drums[0, Snare].Gain, _parts.System.Drums[1, Snare].Gain));
    }

    [Theory]
    [InlineData(24, 76)]
    [InlineData(25, 80)]
    [InlineData(26, 60)]
    [InlineData(28, 20)]
    [InlineData(29, 20)]
    [InlineData(30, 20)]
    [InlineData(31, 20)]
    public void Nrpn_24_to_31_set_up_the_drum_of_a_key(int msb, int value)
    {
        foreach (var channel in new[] { _parts[9], _parts[0] })
        {
            channel.ControlChange(99, msb);
            channel.ControlChange(98, Snare);
            channel.ControlChange(6, value);
        }

        var drum = _parts[9].Drum(Snare);
        Assert.Equal(value, msb switch
        {
            24 => (drum.PitchCents / 100) + 64,
            25 => drum.PitchCents + 64,
            26 => drum.Level,
            28 => drum.Pan,
            29 => drum.Reverb,
            30 => drum.Chorus,
            _ => drum.Delay,
        });
        Assert.Equal(DrumKey.Untouched, _parts[9].Drum(Snare + 1));
        Assert.Equal(DrumKey.Untouched, _parts[0].Drum(Snare)); // melody has no drums
    }

    [Fact]
    public void A_map_belongs_to_the_parts_that_play_it()
    {
        _parts.Gs("40 1A 15 02").Gs("41 12 26 3C");
        Assert.Equal((0.5f, 1f), (_parts[10].Drum(Snare).Gain, _parts[9].Drum(Snare).Gain)); // the second map's nibble is 1
        _parts.Carried.Clear();
        _parts.Gs("41 01 26 48");
        Assert.Equal([(9, ControlEffectKind.TuningChanged)], _parts.Carried.Select(carried => (carried.Part, carried.Effect.Kind)));
        Assert.Equal((1200, 0), (_parts[9].TuningCentsOf(Snare), _parts[10].TuningCentsOf(Snare)));
    }

    [Theory]
    [InlineData((int)SystemMode.Xg, 127)]
    [InlineData((int)SystemMode.Gm2, 120)]
    public void A_part_that_a_bank_select_made_drums_leaves_the_tenth_channels_set_up_alone(int mode, int bank)
    {
        _parts.Reset((SystemMode)mode);
        _parts.Xg("30 26 02 3C");
        _parts[2].ControlChange(0, bank);
        _parts[2].ProgramChange(0);
        Assert.Equal((0.5f, 1f), (_parts[9].Drum(Snare).Gain, _parts[2].Drum(Snare).Gain));

        _parts[2].ControlChange(99, 26);
        _parts[2].ControlChange(98, Snare);
        _parts[2].ControlChange(6, 30);
        Assert.Equal((0.5f, 0.25f), (_parts[9].Drum(Snare).Gain, _parts[2].Drum(Snare).Gain));
        _parts[2].ProgramChange(0);
        Assert.Equal((0.5f, 1f), (_parts[9].Drum(Snare).Gain, _parts[2].Drum(Snare).Gain));
    }

    [Fact]
    public void Level_pan_and_sends_reach_drums_that_sound()
    {
        _parts.Gs("41 02 26 3C");
        Assert.Equal([(9, ControlEffect.Changed(GeneratorGroups.Loudness))], _parts.Carried);
    }

    [Fact]
    public void A_program_change_brings_a_kit_as_its_bank_has_it()
    {
        _parts.Gs("41 02 26 3C");
        _parts[0].ProgramChange(5);
        Assert.Equal(0.5, _parts[9].Drum(Snare).Gain);
        _parts[9].ProgramChange(0);
        Assert.Equal(1, _parts[9].Drum(Snare).Gain);
    }

    [Fact]
    public void A_drum_pan_of_0_is_random_and_any_other_takes_the_place_of_the_banks()
    {
        _parts.Gs("41 04 26 00").Gs("41 04 28 01").Gs("41 04 29 7F").Gs("41 04 2A 40");
        Assert.Equal((-500, 500, 0), (Place(0x28), Place(0x29), Place(0x2A)));
        Assert.False(_parts[9].TryPlace(0x2B, out _));
        Assert.NotEqual(Place(Snare), Place(Snare));
    }

    private float Place(int key)
    {
        var velocity = 100;
        _parts[9].TryBeginNote(key, ref velocity);
        Assert.True(_parts[9].TryPlace(key, out var place));
        return place;
    }
}
