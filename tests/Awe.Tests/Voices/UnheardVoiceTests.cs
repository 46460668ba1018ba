using Awe.Midi;
using Awe.SoundFonts;
using Awe.Tests.Playback;

namespace Awe.Tests.Voices;

/// <summary>Voices that nobody can hear any more end, though their keys are held; those that can come back do not.</summary>
public class UnheardVoiceTests
{
    private const int ModulationWheel = 0x0081;

    // What the bank takes away for good leaves 86 of the 96 dB for the envelope to fall.
    private const int FixedCentibels = 250; // of which generator 48 means four tenths
    private const double Seconds = 86 / 96.0;

    [Fact]
    public void A_held_note_ends_when_it_has_fallen_96_decibels_below_full_scale()
    {
        // 96 dB a second, towards a sustain level that is below hearing, but is no end by itself.
        using var bench = Decaying();

        var left = bench.Strike().Render(1.1).Left;

        var end = Array.FindLastIndex(left, value => value != 0);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
        Assert.InRange(end / (double)SynthBench.Rate, Seconds, Seconds + 0.01);

        // What is left out is what would have followed, and it only falls.
        Assert.InRange(SynthBench.Decibels(left[(end - 64)..end].Max() * 2 * Math.Sqrt(2)), -98, -95);
    }

    [Fact]
    public void A_quiet_stroke_ends_as_much_earlier_as_it_is_quieter()
    {
        using var bench = Decaying();

        var left = bench.Strike(velocity: 40).Render(1.1).Left;

        var quieter = -20 * Math.Log10(Math.Pow(40 / 127.0, 2));
        Assert.InRange(
            Array.FindLastIndex(left, value => value != 0) / (double)SynthBench.Rate, (86 - quieter) / 96.0, ((86 - quieter) / 96.0) + 0.01);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(11)]
    public void A_channel_that_is_turned_down_does_not_end_a_held_note(int controller)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        var before = bench.Strike().GainAfter(0.2);
        bench.Send(MidiMessage.Control(0, controller, 0)).Render(2);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);

        Assert.Equal(before, bench.Send(MidiMessage.Control(0, controller, 127)).GainAfter(0.2), 1e-3);
    }

    [Fact]
    public void A_note_that_is_turned_down_ends_when_its_own_decay_says_so()
    {
        using var bench = Decaying();
        bench.Strike().Send(MidiMessage.Control(0, 7, 1)).Render(0.8);
        Assert.Equal(1, bench.Synthesizer.VoiceCount); // at full volume it would be 87 dB down

        bench.Send(MidiMessage.Control(0, 7, 127));
        Assert.InRange(SynthBench.Decibels(bench.GainAfter(0.05)), -94, -90);
        bench.Render(0.2);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_sustain_level_that_a_controller_can_raise_keeps_its_note()
    {
        using var bench = Decaying(zone => zone.Modulate(ModulationWheel, GeneratorType.SustainVolEnv, -900));
        bench.Strike().Render(1.5);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);

        Assert.True(bench.Send(MidiMessage.Control(0, 1, 127)).GainAfter(0.2) > 0.1);
    }

    [Fact]
    public void A_sustain_level_that_can_be_heard_keeps_its_note()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone
            .With(GeneratorType.DecayVolEnv, 0).With(GeneratorType.SustainVolEnv, 800)));

        bench.Strike().Render(3);

        Assert.Equal(1, bench.Synthesizer.VoiceCount);
        Assert.Equal(-80, SynthBench.Decibels(bench.GainAfter(0.01)), 0.5);
    }

    [Fact]
    public void Tremolo_that_lifts_a_note_above_hearing_keeps_it_as_long()
    {
        using var bench = Decaying(zone => zone.With(GeneratorType.ModLfoToVolume, 120));

        bench.Strike().Render(Seconds + 0.02);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);
    }

    [Theory]
    [InlineData(13, 120)] // tremolo
    [InlineData(48, -100)] // attenuation
    public void An_offset_that_lifts_a_sounding_note_above_hearing_keeps_it_as_long(int generator, int offset)
    {
        using var bench = Decaying();
        bench.Strike().Render(0.1);

        bench.Send(
            MidiMessage.Control(0, 99, 120),
            MidiMessage.Control(0, 98, generator),
            MidiMessage.Control(0, 38, (8192 + offset) & 0x7F),
            MidiMessage.Control(0, 6, (8192 + offset) >> 7)).Render(Seconds + 0.02 - 0.1);

        Assert.Equal(1, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_released_note_ends_when_it_is_no_longer_heard()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant, zone => zone.With(GeneratorType.ReleaseVolEnv, 1200)));
        bench.Strike(velocity: 40).Render(0.5);

        bench.Send(MidiMessage.NoteOff(0, 60));

        // 96 dB in two seconds, from 20 dB down; the middle of the stage is 3 dB below that.
        bench.Render(1.45);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);
        bench.Render(0.1);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    private static SynthBench Decaying(Action<ZoneBuilder>? more = null) => new(SynthBench.Bank(SynthBench.Constant, zone =>
    {
        zone.With(GeneratorType.DecayVolEnv, 0).With(GeneratorType.SustainVolEnv, 950).With(GeneratorType.InitialAttenuation, FixedCentibels);
        more?.Invoke(zone);
    }));
}
