using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Tests.Playback;
using Awe.Voices;

namespace Awe.Tests.Voices;

/// <summary>How notes come to their pitch. The bank's sine is 441 Hz at key 60.</summary>
public class PortamentoTests
{
    private const int Time = 5;
    private const int TimeFine = 37;
    private const int Switch = 65;
    private const int From = 84;

    [Fact]
    public void Three_octaves_at_position_64_take_two_seconds_in_a_straight_line_of_cents()
    {
        using var bench = Gliding(64);
        bench.Send(On(60)).Render(0.1);
        bench.Send(Off(60), On(96));

        var left = bench.Render(2.5).Left;

        foreach (var seconds in new[] { 0.25, 0.5, 1.0, 1.5, 2.0 })
        {
            Assert.Equal(6000 + (3600 * seconds / 2.06), CentsAt(left, seconds), 20.0);
        }

        Assert.Equal(9600, CentsAt(left, 2.2), 3.0);
    }

    [Fact]
    public void A_shorter_way_takes_less_time_in_proportion()
    {
        using var bench = Gliding(64);
        bench.Send(On(72)).Render(0.1);
        bench.Send(Off(72), On(60));

        var left = bench.Render(1).Left;

        Assert.Equal(7200 - (1200 * 0.3 / (2.06 / 3)), CentsAt(left, 0.3), 20.0);
        Assert.Equal(6000, CentsAt(left, 0.8), 3.0);
    }

    [Fact]
    public void The_key_that_was_named_waits_for_a_note_that_is_struck()
    {
        using var bench = Gliding(64);
        bench.Send(MidiMessage.Control(0, Switch, 0), MidiMessage.Control(0, 126, 1), On(60), On(62)).Render(0.1);

        bench.Send(MidiMessage.Control(0, From, 96), Off(62)).Render(0.5); // 60 comes back, and is no new note
        Assert.Equal(6000, CentsAt(bench.Render(0.2).Left, 0.1), 3.0);
        bench.Send(Off(60), On(60));

        Assert.Equal(9600 - (3600 * 0.5 / 2.06), CentsAt(bench.Render(0.7).Left, 0.5), 20.0);
    }

    [Fact]
    public void A_reset_of_the_controllers_forgets_the_key_that_one_of_them_named()
    {
        using var bench = Gliding(64);
        bench.Send(MidiMessage.Control(0, Switch, 0), MidiMessage.Control(0, From, 36), MidiMessage.Control(0, 121, 0));
        bench.Send(MidiMessage.Control(0, Time, 64), On(60));

        Assert.Equal(6000, CentsAt(bench.Render(0.3).Left, 0.1), 3.0);
    }

    [Theory]
    [InlineData(0, 127)]
    [InlineData(64, 63)]
    public void Without_a_time_or_with_the_switch_off_there_is_no_glide(int time, int position)
    {
        using var bench = Gliding(time);
        bench.Send(MidiMessage.Control(0, Switch, position), On(60)).Render(0.1);
        bench.Send(Off(60), On(72)).Render(0.03);

        Assert.Equal(7200, CentsAt(bench.Render(0.1).Left, 0.03), 3.0);
    }

    [Fact]
    public void Portamento_control_names_a_key_to_glide_from_once_and_needs_no_switch()
    {
        using var bench = Gliding(64);
        bench.Send(MidiMessage.Control(0, Switch, 0), MidiMessage.Control(0, From, 48), On(60));
        var first = bench.Render(1).Left;
        bench.Send(Off(60), On(72)).Render(0.03);
        var second = bench.Render(0.1).Left;

        Assert.Equal(4800 + (1200 * 0.3 / (2.06 / 3)), CentsAt(first, 0.3), 20.0);
        Assert.Equal(6000, CentsAt(first, 0.8), 3.0);
        Assert.Equal(7200, CentsAt(second, 0.03), 3.0);
    }

    [Fact]
    public void The_first_note_of_all_does_not_glide()
    {
        using var bench = Gliding(64);

        Assert.Equal(7200, CentsAt(bench.Send(On(72)).Render(0.2).Left, 0.05), 3.0);
    }

    [Fact]
    public void The_first_note_of_all_glides_from_the_middle_in_xg()
    {
        var channel = new Channel(0, SystemMode.Xg);
        channel.ControlChange(65, 127);
        channel.ControlChange(5, 64);
        Assert.Equal(-12, new Portamento().Take(channel, 72, -1).Keys);
        Assert.Equal(2, new Portamento().Take(channel, 72, 74).Keys);
        channel.ControlChange(65, 0);
        Assert.True(new Portamento().Take(channel, 72, -1).IsNone);
    }

    [Fact]
    public void Each_note_of_a_chord_glides_from_the_one_before_it()
    {
        using var bench = Gliding(64);
        bench.Send(On(60)).Render(0.1);
        bench.Send(On(72)).Render(1);
        Assert.Equal(2, bench.Synthesizer.VoiceCount);

        bench.Send(On(84), Off(60), Off(72)).Render(0.1);

        Assert.Equal(7200 + (1200 * 0.2 / (2.06 / 3)), CentsAt(bench.Render(0.5).Left, 0.1), 20.0);
    }

    [Fact]
    public void Whoever_sends_the_fine_time_counts_in_milliseconds_whatever_the_distance()
    {
        using var bench = Gliding(1);
        bench.Send(MidiMessage.Control(0, TimeFine, 72), On(60)).Render(0.1); // 128 + 72 ms
        bench.Send(Off(60), On(96));

        var left = bench.Render(0.5).Left;

        Assert.Equal(6000 + (3600 * 0.1 / 0.2), CentsAt(left, 0.1), 60.0);
        Assert.Equal(9600, CentsAt(left, 0.3), 3.0);
    }

    [Fact]
    public void Drums_do_not_glide()
    {
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("s", SynthBench.Sine(100), SynthBench.Rate, 60, 0, 1600);
        bank.AddPreset("kit", 128, 0, new ZoneBuilder(bank.AddInstrument("i", new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1))));
        using var bench = new SynthBench(bank);
        bench.Send(MidiMessage.Control(9, Time, 64), MidiMessage.Control(9, Switch, 127), MidiMessage.NoteOn(9, 60, 127)).Render(0.1);
        bench.Send(MidiMessage.NoteOff(9, 60), MidiMessage.NoteOn(9, 72, 127)).Render(0.03);

        Assert.Equal(7200, CentsAt(bench.Render(0.1).Left, 0.03), 3.0);
    }

    [Fact]
    public void A_zone_that_all_keys_play_alike_does_not_glide()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Sine(100), zone => zone.With(GeneratorType.ScaleTuning, 0)));
        bench.Send(MidiMessage.Control(0, Time, 64), MidiMessage.Control(0, Switch, 127), On(60)).Render(0.1);
        bench.Send(Off(60), On(72)).Render(0.03);

        Assert.Equal(6000, CentsAt(bench.Render(0.1).Left, 0.03), 3.0);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.006)]
    [InlineData(2, 0.023)]
    [InlineData(4, 0.050)]
    [InlineData(8, 0.110)]
    [InlineData(16, 0.250)]
    [InlineData(32, 0.500)]
    [InlineData(64, 2.06)]
    [InlineData(80, 4.2)]
    [InlineData(96, 8.4)]
    [InlineData(112, 19.5)]
    [InlineData(116, 26.7)]
    [InlineData(120, 40)]
    [InlineData(124, 80)]
    [InlineData(127, 480)]
    public void Times_are_those_measured_on_hardware(int position, float seconds)
    {
        Assert.Equal(seconds, Portamento.MeasuredSeconds(position), seconds * 1e-5f);
    }

    [Fact]
    public void Between_measured_times_lies_a_straight_line_of_logarithms()
    {
        for (var position = 1; position < 127; position++)
        {
            Assert.True(Portamento.MeasuredSeconds(position) < Portamento.MeasuredSeconds(position + 1));
        }

        var share = Math.Log(48 / 32.0) / Math.Log(2);
        Assert.Equal(0.5 * Math.Pow(2.06 / 0.5, share), Portamento.MeasuredSeconds(48), 1e-4);
    }

    [Fact]
    public void A_glide_does_not_care_how_its_frames_are_portioned()
    {
        var (whole, parts) = (default(Glide), default(Glide));
        whole.Start(-1200, 0.5f, 44100);
        parts.Start(-1200, 0.5f, 44100);

        whole.Advance(9999);
        for (var i = 0; i < 9999; i += 11)
        {
            parts.Advance(11);
        }

        Assert.Equal(whole.Cents, parts.Cents);
        Assert.InRange(whole.Cents, -1200 * (1 - (9999 / 22050f)) - 0.01, -1200 * (1 - (9999 / 22050f)) + 0.01);
        whole.Advance(22050);
        Assert.Equal((0f, false), (whole.Cents, whole.IsMoving));
    }

    [Fact]
    public void What_is_entered_on_a_slow_glide_is_foreseen_at_its_pitch()
    {
        // Two octaves up in 7 s, over a sample of 12 pages: at either pitch alone the pages would come seconds earlier or later.
        var bank = new SoundFontBuilder();
        var points = new short[12 * 4096];
        Array.Fill(points, (short)1000);
        var sample = bank.AddSample("s", points, 11025, 60, 0, 0);
        bank.AddPreset("p", 0, 0, new ZoneBuilder(bank.AddInstrument("i", new ZoneBuilder(sample))));
        var file = new MidiFileBuilder(22050).Tempo(0, 120); // a tick is a frame
        file.Track().Control(0, 0, Time, 88).Control(0, 0, Switch, 127).Note(0, 100, 0, 36, 100).Note(44100, 400_000, 0, 60, 100);
        using var scouted = new ScoutedSong(
            SoundFont.Read(new MemoryByteSource(bank.ToBytes(), "glide")), MidiFile.Read(file.ToBytes(), "glide"));

        scouted.Play(0, 9);

        var entered = scouted.Log.Entries.Select(entry => (entry.Page, entry.Frame)).Where(entry => entry.Frame > 44100).ToList();
        var expected = scouted.Forecast.Entries.Select(entry => (entry.Page, entry.Frame)).Where(entry => entry.Frame >= 44100 - 64).ToList();
        Assert.InRange(entered.Count, 8, 12);
        foreach (var (page, frame) in entered)
        {
            var foreseen = expected.Single(entry => entry.Page == page).Frame;
            Assert.InRange(foreseen - frame, -256, 256); // 6 ms, of a way of seconds
        }
    }

    private static double CentsAt(float[] signal, double seconds)
    {
        const int Half = SynthBench.Rate / 100;
        var middle = (int)(seconds * SynthBench.Rate);
        return 6000 + SynthBench.Cents(SynthBench.Frequency(signal.AsSpan(middle - Half, 2 * Half)) / 441);
    }

    private static SynthBench Gliding(int time) => new SynthBench(SynthBench.Bank(SynthBench.Sine(100)))
        .Send(MidiMessage.Control(0, 7, 127), MidiMessage.Control(0, Time, time), MidiMessage.Control(0, Switch, 127));

    private static MidiMessage On(int key) => MidiMessage.NoteOn(0, key, 127);

    private static MidiMessage Off(int key) => MidiMessage.NoteOff(0, key);
}
