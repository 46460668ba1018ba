using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using Awe.Tests.Midi;

namespace Awe.Tests.Playback;

/// <summary>What messages do to the sound: pitch, level and place of a sine, measured.</summary>
public class MessageSoundTests
{
    private const double MiddleC = 441; // what key 60 sounds on this bench

    [Theory]
    [InlineData("F0 7F 7F 04 03 00 20 F7", -50)]
    [InlineData("F0 7F 7F 04 04 00 4C F7", 1200)]
    [InlineData("F0 41 10 42 12 40 00 00 00 07 0E 08 23 F7", 100)]
    [InlineData("F0 43 10 4C 00 00 00 00 00 01 08 F7", -100)]
    [InlineData("F0 7F 7F 08 02 00 01 3C 3C 40 00 F7", 50)]
    [InlineData("F0 7F 7F 08 08 00 00 01 36 40 40 40 40 40 40 40 40 40 40 40 F7", -10)]
    [InlineData("F0 7F 7F 08 09 00 00 01 00 00 40 00 40 00 40 00 40 00 40 00 40 00 40 00 40 00 40 00 40 00 40 00 F7", -100)]
    [InlineData("F0 41 10 42 12 40 11 40 4A 25 F7", 10)]
    [InlineData("F0 41 10 42 12 40 11 2A 60 00 25 F7", 50)]
    public void Tuning_messages_reach_the_note_that_sounds(string message, double cents)
    {
        using var bench = Sine();
        bench.Strike().Render(0.1);
        Assert.Equal(0, CentsOf(bench), 0.2);
        SendSysEx(bench, message);
        bench.Render(0.01);
        Assert.Equal(cents, CentsOf(bench), 0.2);
    }

    [Fact]
    public void A_tuning_that_is_not_of_real_time_waits_for_the_next_note()
    {
        using var bench = Sine();
        bench.Strike().Render(0.1);
        SendSysEx(bench, "F0 7E 7F 08 02 00 01 3C 3C 40 00 F7");
        Assert.Equal(0, CentsOf(bench), 0.2);
        bench.Send(MidiMessage.PitchWheel(0, 8192 + 4096)).Render(0.01); // nor does a wheel bring it in
        Assert.Equal(100, CentsOf(bench), 0.2);
        bench.Send(MidiMessage.PitchWheel(0, 8192), MidiMessage.NoteOff(0, 60)).Render(0.2);
        bench.Strike();
        Assert.Equal(50, CentsOf(bench), 0.2);
    }

    [Theory]
    [InlineData("F0 41 10 42 12 40 00 05 4C 6F F7", 1200)]
    [InlineData("F0 41 10 42 12 40 11 16 3B 5E F7", -500)]
    [InlineData("F0 43 10 4C 08 00 08 47 F7", 700)]
    public void Key_shift_plays_another_key(string message, double cents)
    {
        using var bench = Sine();
        SendSysEx(bench, message);
        bench.Strike().Render(0.1);
        Assert.Equal(cents, CentsOf(bench), 0.2);
        bench.Send(MidiMessage.NoteOff(0, 60)).Render(0.1); // the key that was struck ends it
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_shifted_key_finds_its_own_zone()
    {
        using var bench = new SynthBench(SynthBench.Layers(
            zone => zone.Keys(0, 71).With(GeneratorType.Pan, -500),
            zone => zone.Keys(72, 127).With(GeneratorType.Pan, 500)));
        SendSysEx(bench, "F0 41 10 42 12 40 00 05 4C 6F F7");
        var (left, right) = bench.Strike(60).LevelAfter(0.1);
        Assert.Equal((0, 1), (left, MathF.Round(right, 3)));
    }

    [Theory]
    [InlineData("F0 7F 7F 04 01 00 40 F7", 0.50003, 0.50003)]
    [InlineData("F0 7F 7F 04 02 00 00 F7", 1, 0)]
    [InlineData("F0 7F 7F 04 02 00 60 F7", 0.5, 1)]
    [InlineData("F0 43 10 4C 00 00 05 7F F7", 0, 0)]
    public void Master_volume_and_balance_scale_what_is_heard(string message, double left, double right)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        var before = bench.Strike().LevelAfter(0.1);
        SendSysEx(bench, message);
        var after = bench.LevelAfter(0.1);
        Assert.Equal(left, after.Left / before.Left, 1e-3);
        Assert.Equal(right, after.Right / before.Right, 1e-3);
        SendSysEx(bench, "F0 41 10 42 12 40 00 7F 00 41 F7");
        Assert.Equal(before.Left, bench.Strike().LevelAfter(0.1).Left, 1e-3);
    }

    [Fact]
    public void Drum_set_up_is_heard_pitch_level_and_place_of_one_key()
    {
        using var bench = Kit();
        SendSysEx(bench, "F0 41 10 42 12 41 01 26 48 50 F7"); // an octave up
        SendSysEx(bench, "F0 41 10 42 12 41 02 26 3C 5B F7"); // half as loud
        SendSysEx(bench, "F0 41 10 42 12 41 04 26 7F 16 F7"); // on the right

        var (left, right) = bench.Strike(38, channel: 9).Render(0.3);
        Assert.Equal(0, left.Max());
        Assert.Equal(2 * MiddleC * Math.Pow(2, -22 / 12.0), SynthBench.Frequency(right), 0.5);
        Assert.Equal(0.5 * 20000 / 32768, right[2000..].Max(), 0.01);

        SendSysEx(bench, "F0 41 10 42 12 41 02 26 78 1F F7"); // as it was, while it sounds
        Assert.Equal(20000 / 32768.0, bench.Render(0.2).Right[2000..].Max(), 0.01);
    }

    [Fact]
    public void A_drum_that_does_not_hear_its_key_up_rings_on_and_one_that_does_not_hear_its_key_down_is_silent()
    {
        using var bench = Kit();
        SendSysEx(bench, "F0 41 10 42 12 41 07 26 00 12 F7");
        SendSysEx(bench, "F0 41 10 42 12 41 08 28 00 0F F7");
        bench.Strike(38, channel: 9).Strike(40, channel: 9).Render(0.1);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);
        bench.Send(MidiMessage.NoteOff(9, 38)).Render(0.3);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);
        bench.Send(MidiMessage.Control(9, 123, 0)).Render(0.3);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_drum_that_does_not_hear_its_key_up_ends_with_its_next_stroke()
    {
        using var bench = Kit();
        SendSysEx(bench, "F0 41 10 42 12 41 07 26 00 12 F7");
        for (var stroke = 0; stroke < 4; stroke++)
        {
            bench.Strike(38, channel: 9).Render(0.1);
            bench.Send(MidiMessage.NoteOff(9, 38)).Render(0.2);
        }

        Assert.Equal(1, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void Drums_of_one_group_end_each_other()
    {
        using var bench = Kit();
        SendSysEx(bench, "F0 41 10 42 12 41 03 26 05 11 F7");
        SendSysEx(bench, "F0 41 10 42 12 41 03 28 05 0F F7");
        bench.Strike(38, channel: 9).Render(0.1);
        bench.Strike(40, channel: 9).Render(0.5);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_part_plays_the_notes_of_the_channel_that_it_listens_to()
    {
        using var bench = Sine();
        SendSysEx(bench, "F0 41 10 42 12 40 12 02 00 2C F7"); // part 2 listens to channel 1, as part 1 does
        bench.Strike().Render(0.1);
        Assert.Equal(2, bench.Synthesizer.VoiceCount);
        bench.Send(MidiMessage.NoteOff(0, 60)).Render(0.2);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
        bench.Strike(channel: 1).Render(0.1);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void The_cards_cutoff_parameter_sweeps_the_note_that_sounds()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(10))); // 4410 Hz
        bench.Send(MidiMessage.Control(0, 99, 127), MidiMessage.Control(0, 98, 21)).Strike().Render(0.1);
        var levels = new[] { 127, 96, 64, 32 }.Select(value =>
        {
            bench.Send(MidiMessage.Control(0, 38, value)).Render(0.1);
            return SynthBench.Decibels(bench.Render(0.1).Left.Max() / 0.4316);
        }).ToArray();

        Assert.InRange(levels[0], -2, 0.5); // open up to 8.3 kHz
        Assert.InRange(levels[1], -14, -5); // 2.9 kHz
        Assert.InRange(levels[2], -30, -22); // 974 Hz, two octaves and a bit below
        Assert.InRange(levels[3], -56, -42); // 327 Hz
    }

    [Fact]
    public void Real_time_tunings_and_bulk_dumps_come_through_from_any_thread_and_a_full_queue_says_so()
    {
        using var bench = Sine();
        var dump = Smf.Hex("F0 7F 7F 08 01 00" + string.Concat(Enumerable.Repeat(" 41", 16))
            + string.Concat(Enumerable.Range(0, 128).Select(key => $" {key:X2} 40 00")) + " 00 F7");
        Assert.True(bench.Synthesizer.SendSysEx(dump));
        bench.Strike().Render(0.1);
        Assert.Equal(50, CentsOf(bench), 0.2);

        for (var i = 0; i < SysExBuffers.Count; i++)
        {
            Assert.True(bench.Synthesizer.SendSysEx(dump));
        }

        Assert.False(bench.Synthesizer.SendSysEx(dump));
        Assert.True(bench.Synthesizer.SendSysEx(Smf.Hex("F0 7D 01 F7"))); // means nothing here, and waits for nothing
        bench.Render(0.01);
        Assert.True(bench.Synthesizer.SendSysEx(dump));
    }

    private static SynthBench Sine() => new(SynthBench.Bank(SynthBench.Sine(100)));

    private static SynthBench Kit()
    {
        var bank = new SoundFontBuilder();
        var points = SynthBench.Sine(100);
        var sample = bank.AddSample("sample", points, SynthBench.Rate, 60, 0, points.Length);
        var zone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1);
        bank.AddPreset("kit", 128, 0, new ZoneBuilder(bank.AddInstrument("drums", zone)));
        return new SynthBench(bank);
    }

    private static double CentsOf(SynthBench bench) => SynthBench.Cents(SynthBench.Frequency(bench.Render(0.4).Left) / MiddleC);

    private static void SendSysEx(SynthBench bench, string hex) => Assert.True(bench.Synthesizer.SendSysEx(Smf.Hex(hex)));
}
