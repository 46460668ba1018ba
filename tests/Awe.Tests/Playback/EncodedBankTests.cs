using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.Playback;

/// <summary>Banks of encoded samples (SF3) play as their twins of plain points do.</summary>
public sealed class EncodedBankTests
{
    private const int Rate = 44100;

    [Fact]
    public void Every_preset_sounds_as_in_the_plain_twin()
    {
        using var plain = SoundFont.Open(TestFiles.Shared("corpus", "soundfonts", "VintageDreamsWaves-v2.sf2"));
        using var encoded = SoundFont.Open(TestFiles.Shared("corpus", "soundfonts", "VintageDreamsWaves-v2.sf3"));
        var likeness = new List<double>();
        foreach (var preset in plain.Presets.Where(preset => preset.Bank == 0))
        {
            var a = Render(plain, preset.Program, new SampleStoreOptions());
            var b = Render(encoded, preset.Program, new SampleStoreOptions());
            Assert.Equal(a.Any(point => point != 0), b.Any(point => point != 0));
            likeness.Add(Correlation(a, b));
        }

        // Vorbis keeps the wave within its quality; noises are kept worst.
        Assert.True(likeness.Order().ElementAt(likeness.Count / 10) > 0.98, $"a tenth is below {likeness.Order().ElementAt(likeness.Count / 10)}");
        Assert.True(likeness.Average() > 0.98, $"mean {likeness.Average()}");
    }

    [Theory]
    [InlineData(3 << 20)]
    [InlineData(6 << 20)]
    public void Streamed_it_is_what_it_is_resident(long budget)
    {
        var song = MidiFile.Open(TestFiles.OpenMsxSongs()[0]);
        using var font = SoundFont.Open(TestFiles.Shared("corpus", "soundfonts", "VintageDreamsWaves-v2.sf3"));

        var resident = Play(font, song, new SampleStoreOptions { BudgetBytes = 64 << 20 }, loadsAll: true);
        var streamed = Play(font, song, new SampleStoreOptions { BudgetBytes = budget }, loadsAll: false);

        Assert.True(resident.AsSpan().SequenceEqual(streamed));
        Assert.Contains(resident, point => MathF.Abs(point) > 0.01f);
    }

    [Fact]
    public void In_real_time_a_note_of_a_sample_that_nobody_knows_yet_starts_within_its_time()
    {
        using var font = SoundFont.Open(TestFiles.Shared("corpus", "soundfonts", "VintageDreamsWaves-v2.sf3"));
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 16 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry with { MissPolicy = MissPolicy.RealTime });
        synthesizer.Send(MidiMessage.NoteOn(0, 60, 100));
        var (left, right) = (new float[64], new float[64]);
        var heard = false;
        for (var quantum = 0; quantum < 60 && !heard; quantum++)
        {
            synthesizer.Render(left, right);
            heard = left.AsSpan().IndexOfAnyExcept(0f) >= 0;
            Thread.Sleep(2); // as a device would pace it
        }

        Assert.True(heard);
        Assert.Equal(0, synthesizer.NotesDropped);
    }

    [Fact]
    public void A_stream_that_is_spoiled_is_silent_and_says_so_and_the_others_play()
    {
        var bytes = File.ReadAllBytes(TestFiles.Shared("corpus", "soundfonts", "VintageDreamsWaves-v2.sf3"));
        int spoiled;
        using (var whole = SoundFont.Open(new MemoryByteSource(bytes, "whole")))
        {
            spoiled = whole.InstrumentTargetOf(program: 0);
            var header = whole.Samples[spoiled];
            bytes.AsSpan((int)(whole.SampleData.Offset + header.EncodedOffset), 64).Fill((byte)'x');
        }

        using var font = SoundFont.Open(new MemoryByteSource(bytes, "spoiled.sf3"));
        using var store = new SampleStore();
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry);
        var (left, right) = (new float[Rate], new float[Rate]);
        synthesizer.Send(MidiMessage.NoteOn(0, 60, 100));
        synthesizer.Send(MidiMessage.Program(1, 5));
        synthesizer.Send(MidiMessage.NoteOn(1, 60, 100));
        synthesizer.Render(left, right);

        Assert.Contains(left, point => point != 0);
        Assert.Contains(store.Faults(), fault => fault.StartsWith($"spoiled.sf3: sample {spoiled} '", StringComparison.Ordinal) && fault.Contains("silent", StringComparison.Ordinal));
    }

    private static float[] Render(SoundFont font, int program, SampleStoreOptions options)
    {
        using var store = new SampleStore(options);
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry with { Polyphony = 16 });
        Assert.True(synthesizer.Send(MidiMessage.Program(0, program)));
        Assert.True(synthesizer.Send(MidiMessage.NoteOn(0, 60, 100)));
        var (left, right) = (new float[Rate / 2], new float[Rate / 2]);
        synthesizer.Render(left, right);
        return left;
    }

    private static float[] Play(SoundFont font, MidiFile song, SampleStoreOptions options, bool loadsAll)
    {
        using var store = new SampleStore(options);
        using var synthesizer = new Synthesizer(
            store, [new LoadedFont(font)], SynthBench.Dry with { Polyphony = 64, Channels = Awe.Playback.Player.ChannelsFor(song) });
        using var player = new Awe.Playback.Player(synthesizer, song);
        if (loadsAll)
        {
            synthesizer.LoadAll();
        }

        var (left, right) = (new float[20 * Rate], new float[20 * Rate]);
        player.Render(left, right);
        Assert.True(store.Statistics.PeakBytes <= options.BudgetBytes);
        return left;
    }

    private static double Correlation(float[] a, float[] b)
    {
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            (ab, aa, bb) = (ab + ((double)a[i] * b[i]), aa + ((double)a[i] * a[i]), bb + ((double)b[i] * b[i]));
        }

        return aa == 0 && bb == 0 ? 1 : ab / Math.Sqrt(aa * bb);
    }
}

internal static class FontExtensions
{
    /// <summary>The first sample that a program of bank 0 plays.</summary>
    public static int InstrumentTargetOf(this SoundFont font, int program) =>
        font.ZonesOf(font.Instruments[font.ZonesOf(font.FindPreset(0, program)!)[0].Target])[0].Target;
}
