using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using SongPlayer = Awe.Playback.Player; // Player is the tests of the program here

namespace Awe.Tests.Playback;

/// <summary>
/// Songs that each test one message, played on a bank whose presets are sines: pitch tells which preset plays, and how it is tuned. Their
/// notes are half a second long, one after another.
/// </summary>
public class ConformanceSongTests
{
    private const double NoteSeconds = 0.5;
    private const int Dog = 700; // cents that tell the preset that the song asks for from what would stand in for it

    [Theory]
    [InlineData("test-gs-doggy-01-00-7b.mid", 1, 123, 0)]
    [InlineData("test-xg-doggy-40-00-30.mid", 64, 48, 0)]
    [InlineData("test-gm2-doggy-78-00-38-4c.mid", 128, 56, 1600)]
    public void Each_standard_finds_its_dog(string song, int bank, int program, double key)
    {
        var sound = Render(song, (0, program, 0), (0, 0, 0), (128, 0, 0), (bank, program, Dog));
        Assert.Equal(key + Dog, CentsOf(sound, 0), 1);
        Assert.Equal(key + Dog, CentsOf(sound, 2), 1);
    }

    [Fact]
    public void Coarse_tuning_plays_a_scale_on_one_key()
    {
        var sound = Render("test-rpn-00-02-coarse-tuning.mid", (0, 0, 0));
        Assert.Equal([0, 200, 400, 500, 700, 900, 1100, 1200], Enumerable.Range(0, 8).Select(note => Math.Round(CentsOf(sound, note))));
    }

    [Fact]
    public void Master_fine_tuning_plays_quarter_tones_on_one_key()
    {
        var sound = Render("test-sysex-7f-04-03-master-fine-tuning.mid", (0, 0, 0));
        Assert.Equal([-100, -50, 0, 50, 100], Enumerable.Range(0, 5).Select(note => Math.Round(CentsOf(sound, note))));
    }

    [Fact]
    public void Scale_tuning_bends_the_chromatic_scale_and_lets_it_go()
    {
        var sound = Render("test-sysex-7x-08-0x-scale-tuning.mid", (0, 0, 0));
        var tuned = Enumerable.Range(0, 13).Select(note => (100.0 * note) + (note % 2 == 0 ? 62 : -62));
        Assert.Equal(Enumerable.Range(0, 13).Select(note => 100.0 * note), Enumerable.Range(0, 13).Select(note => Math.Round(CentsOf(sound, note))));
        Assert.Equal(tuned, Enumerable.Range(13, 13).Select(note => Math.Round(CentsOf(sound, note))));
        Assert.Equal(tuned, Enumerable.Range(27, 13).Select(note => Math.Round(CentsOf(sound, note)))); // the form that is not of real time
    }

    [Fact]
    public void A_drum_part_moves_to_channel_1_and_the_tenth_becomes_a_piano()
    {
        var sound = Render("test-sysex-gs-40-1x-15-drum-part-change.mid", (0, 0, 0), (128, 0, Dog));
        Assert.Equal(-1200 + Dog, CentsOf(sound, 0), 1);
        Assert.Equal(0 + Dog, CentsOf(sound, 3), 1);
        Assert.Equal(-1200, CentsOf(sound, 6), 1);
        Assert.Equal(0, CentsOf(sound, 9), 1);
    }

    [Fact]
    public void The_wheel_bends_as_far_as_its_range_says()
    {
        const string Song = "test-rpn-00-00-pitch-bend-range.mid";
        var sound = Render(Song, (0, 16, 0));
        var channel = new Awe.Voices.Channel(0);
        var file = MidiFile.Open(TestFiles.Shared("corpus", "midi", "conformance", Song));
        var (checkedRanges, last) = (new HashSet<int>(), 0L);
        foreach (var timed in file.Messages.ToArray())
        {
            // Where the wheel rests at an end for a while, the pitch is the range.
            if (channel.Wheel is 0 or 16383 && timed.FrameAt(SynthBench.Rate) - last > SynthBench.Rate / 5)
            {
                var expected = (channel.Wheel - 8192) / 8192.0 * channel.WheelRangeCents;
                var from = (int)last + 2000;
                Assert.Equal(expected, SynthBench.Cents(SynthBench.Frequency(sound.AsSpan(from, (int)timed.FrameAt(SynthBench.Rate) - from)) / 441), 2);
                checkedRanges.Add(channel.WheelRangeCents);
            }

            last = timed.FrameAt(SynthBench.Rate);
            if (timed.Message.Kind == MidiMessageKind.PitchWheel)
            {
                channel.PitchWheel(timed.Message.Wheel);
            }
            else if (timed.Message.Kind == MidiMessageKind.ControlChange)
            {
                channel.ControlChange(timed.Message.Data1, timed.Message.Data2);
            }
        }

        Assert.NotEmpty(checkedRanges);
    }

    [Fact]
    public void The_cards_filter_parameter_sweeps_the_noise_as_the_recorded_card_does()
    {
        // Half of the energy of filtered white noise lies below the cutoff. Of the recording of an Audigy 2: 356, 578, 944, 1600, 2633, 4811 Hz.
        using var font = SoundFont.Open(TestFiles.Shared("corpus", "soundfonts", "filter_NRPN_test.sf2"));
        var sound = Render(font, MidiFile.Open(TestFiles.Shared("corpus", "midi", "spec", "filter_NRPN_test.mid")), 3);
        var recorded = new Dictionary<int, double> { [32] = 356, [48] = 578, [64] = 944, [80] = 1600, [96] = 2633, [112] = 4811 };
        foreach (var (value, hertz) in recorded)
        {
            var at = 0.5 + (value / 64.0); // one step in a sixty-fourth of a second
            Assert.InRange(MedianHertz(sound.AsSpan((int)((at - 0.03) * SynthBench.Rate), 4096)) / hertz, 0.8, 1.25);
        }
    }

    // The sine's own pitch at key 60 is 0.
    private static double CentsOf(float[] sound, int note) => SynthBench.Cents(
        SynthBench.Frequency(sound.AsSpan((int)(((note * NoteSeconds) + 0.1) * SynthBench.Rate), (int)(0.35 * SynthBench.Rate))) / 441);

    private static double MedianHertz(ReadOnlySpan<float> signal)
    {
        var power = new double[signal.Length / 2];
        for (var bin = 0; bin < power.Length; bin++)
        {
            var (real, imaginary) = (0.0, 0.0);
            for (var i = 0; i < signal.Length; i++)
            {
                var angle = 2 * Math.PI * bin * i / signal.Length;
                var window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / signal.Length));
                real += signal[i] * window * Math.Cos(angle);
                imaginary += signal[i] * window * Math.Sin(angle);
            }

            power[bin] = (real * real) + (imaginary * imaginary);
        }

        var (half, sum, median) = (power.Sum() / 2, 0.0, 0);
        for (; sum < half; median++)
        {
            sum += power[median];
        }

        return (double)median * SynthBench.Rate / signal.Length;
    }

    private static float[] Render(string song, params (int Bank, int Program, int Cents)[] presets)
    {
        var bank = new SoundFontBuilder();
        var points = SynthBench.Sine(100);
        var sample = bank.AddSample("sine", points, SynthBench.Rate, 60, 0, points.Length);
        foreach (var (number, program, cents) in presets.DistinctBy(preset => (preset.Bank, preset.Program)))
        {
            var zone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1).With(GeneratorType.CoarseTune, cents / 100);
            bank.AddPreset($"{number}:{program}", number, program, new ZoneBuilder(bank.AddInstrument("sine", zone)));
        }

        using var font = SoundFont.Read(new MemoryByteSource(bank.ToBytes(), "sines"));
        var file = MidiFile.Open(TestFiles.Shared("corpus", "midi", "conformance", song));
        return Render(font, file, file.Seconds);
    }

    private static float[] Render(SoundFont font, MidiFile song, double seconds)
    {
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 16 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry);
        using var player = new SongPlayer(synthesizer, song);
        var left = new float[(int)(seconds * SynthBench.Rate)];
        player.Render(left, new float[left.Length]);
        return left;
    }
}
