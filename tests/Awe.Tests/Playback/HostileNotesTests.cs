using Awe.Midi;
using Awe.Playback;
using Awe.SoundFonts;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>Messages and banks that meant harm, or might as well have.</summary>
public class HostileNotesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    public void A_fading_voice_does_not_grow_when_its_volume_comes_back(int frame)
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        bench.Synthesizer.Send(MidiMessage.NoteOn(0, 60, 127));
        bench.Render(0.1);
        var at = bench.Synthesizer.Frame + frame;
        bench.Synthesizer.Send(MidiMessage.Control(0, 7, 0), at);
        bench.Synthesizer.Send(MidiMessage.Control(0, 120, 0), at);
        bench.Synthesizer.Send(MidiMessage.Control(0, 7, 127), at + 1);

        Assert.All(bench.Render(0.05).Left, point => Assert.InRange(Math.Abs(point), 0, 1));
    }

    [Fact]
    public void A_note_of_millions_of_zones_is_cut_short()
    {
        const int Zones = 3000;
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("s", SynthBench.Constant, 44100, 60, 0, 64);
        var instrument = bank.AddInstrument("i", [.. Enumerable.Range(0, Zones).Select(_ => new ZoneBuilder(sample).Keys(0, 59))]);
        bank.AddPreset("p", 0, 0, [.. Enumerable.Range(0, Zones).Select(_ => new ZoneBuilder(instrument))]);
        using var bench = new SynthBench(bank);

        for (var i = 0; i < 100; i++)
        {
            bench.Synthesizer.Send(MidiMessage.NoteOn(0, 60, 127)); // 900 million comparisons if nothing bounded them
        }

        bench.Render(0.01);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void What_begins_at_the_end_that_was_set_is_not_heard()
    {
        var file = new MidiFileBuilder(22050).Tempo(0, 120);
        file.Track("t").Note(SynthBench.Rate / 2, SynthBench.Rate, 0, 60, 127);
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        using var player = new SongPlayer(bench.Synthesizer, MidiFile.Read(file.ToBytes(), "song")) { EndSeconds = 0.5 };

        Assert.All(bench.Render(1).Left, point => Assert.Equal(0, point));
        Assert.True(player.IsAtEnd);
    }

    [Fact]
    public void A_late_key_up_of_a_note_that_ended_by_itself_does_not_end_the_next()
    {
        // 64 points, played once: long over when the key comes up.
        using var bench = new SynthBench(TwoPresets());
        bench.Synthesizer.Send(MidiMessage.NoteOn(0, 60, 127));
        bench.Render(0.05);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
        bench.Synthesizer.Send(MidiMessage.Program(0, 1));
        bench.Synthesizer.Send(MidiMessage.NoteOn(0, 60, 127));
        bench.Render(0.05);

        bench.Synthesizer.Send(MidiMessage.NoteOff(0, 60)); // the first note's
        bench.Render(0.2);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);

        bench.Synthesizer.Send(MidiMessage.NoteOff(0, 60));
        bench.Render(0.2);
        Assert.Equal(0, bench.Synthesizer.VoiceCount);
    }

    private static SoundFontBuilder TwoPresets()
    {
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("s", SynthBench.Constant, 44100, 60, 0, 64);
        bank.AddPreset("once", 0, 0, new ZoneBuilder(bank.AddInstrument("once", new ZoneBuilder(sample))));
        bank.AddPreset("held", 0, 1, new ZoneBuilder(bank.AddInstrument("held", new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1))));
        return bank;
    }

    [Fact]
    public void Events_for_later_do_not_hold_up_one_for_now()
    {
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        while (bench.Synthesizer.Send(MidiMessage.Control(0, 1, 1), 1_000_000_000))
        {
        }

        bench.Render(0.01);
        Assert.True(bench.Synthesizer.Send(MidiMessage.NoteOn(0, 60, 127)));
        bench.Render(0.01);
        Assert.Equal(1, bench.Synthesizer.VoiceCount);
    }

    [Fact]
    public void A_disposed_synthesizer_refuses_to_render()
    {
        var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant));
        var synthesizer = bench.Synthesizer;
        bench.Dispose();

        Assert.Throws<ObjectDisposedException>(() => synthesizer.Render(new float[64], new float[64]));
    }
}
