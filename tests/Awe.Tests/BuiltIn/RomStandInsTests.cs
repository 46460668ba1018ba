using Awe.BuiltIn;
using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.Playback;
using CsCheck;

namespace Awe.Tests.BuiltIn;

/// <summary>The built-in bank in the place of the AWE32's ROM: the right instrument, in tune.</summary>
public sealed class RomStandInsTests
{
    [Theory]
    [InlineData("KPianoB5", "Grand Piano")]
    [InlineData("kpianof5 #02", "Grand Piano")]
    [InlineData("SynthStringsC4", "Synth Strings 1")]
    [InlineData("StringsDx4", "String Ensemble 1")]
    [InlineData("Organ19D4Wave", "Synth Voice")]
    [InlineData("OrganWaveA3", "Drawbar Organ")]
    [InlineData("HTrumpetAx3", "Trumpet")]
    [InlineData("HrmnMuteC3", "Muted Trumpet")]
    [InlineData("HarmGuitarD3", "Guitar Harmonics")]
    [InlineData("HarmonicaA3", "Harmonica")]
    [InlineData("ArcoCelloD2", "Cello")]
    [InlineData("SSaxDx4", "Soprano Sax")]
    [InlineData("SineWave", "Sine")]
    [InlineData("SineTick", "Sine")]
    [InlineData("SquareWave", "Square")]
    [InlineData("BSawtoothWaveA3", "Saw")]
    [InlineData("Guiro2", "Guiro")]
    [InlineData("Guitar1", "Bandoneon")]
    [InlineData("BD15", "Kick")]
    [InlineData("Snare24", "Snare")]
    [InlineData("RidePing", "Ride")]
    [InlineData("HatOpenMS", "Hat")]
    public void A_samples_name_says_which_instrument_it_is(string name, string expected) => Assert.Equal(expected, RomNames.Find(Need(name)).Name);

    [Theory]
    [InlineData("Slow Strings", "Pad", "String Ensemble 1")]
    [InlineData("", "My Trumpet", "Trumpet")]
    [InlineData("", "wide choir", "Choir Aahs")]
    [InlineData("", "", "Grand Piano")]
    public void A_name_that_says_nothing_leaves_it_to_instrument_and_preset(string instrument, string preset, string expected) =>
        Assert.Equal(expected, RomNames.Find(Need("Xyzzy") with { InstrumentName = instrument, PresetName = preset }).Name);

    [Theory]
    [InlineData("KPianoB5", 95)]
    [InlineData("SynthStringsC4", 72)]
    [InlineData("HTrumpetAx3", 70)]
    [InlineData("violin G#2", 56)]
    [InlineData("ArcoVioliNC3", 60)]
    [InlineData("Crash5", null)]
    [InlineData("SineWave", null)]
    [InlineData("4", null)]
    [InlineData("", null)]
    public void The_note_at_a_names_end_counts_C3_as_middle_C(string name, int? key) => Assert.Equal(key, RomNames.KeyIn(name));

    [Theory]
    [InlineData(66, new[] { 64.13 }, 76.233)] // an octave away: the loop is one period, the bank means it
    [InlineData(66, new[] { 69.2 }, 69.2)] // a fifth away: the loop is not one period
    [InlineData(66, new[] { 69.2, 76.1 }, 76.233)]
    [InlineData(66, new double[] { }, 76.233)]
    [InlineData(8690, new[] { 93.96 }, 93.96)]
    [InlineData(0, new double[] { }, 60.0)]
    public void A_samples_pitch_is_that_of_its_loop_else_what_the_bank_tunes_it_to(int loopPoints, double[] unityKeys, double expected) =>
        Assert.Equal(expected, RomPitch.Of(Need("x") with { LoopPoints = loopPoints, UnityKeys = unityKeys }), 0.001);

    [Fact]
    public void The_same_wave_is_the_same_array_however_many_ask()
    {
        var (one, other) = (BuiltInBank.Rom.Find(Need("StringsG2"))!, BuiltInBank.Rom.Find(Need("StringsG2") with { UnityKeys = [80] })!);

        Assert.Same(one.Points, other.Points);
        Assert.NotEqual(one.Rate, other.Rate);
    }

    [Theory]
    [InlineData("Visions of Spring.sbk", 5, 70, 70.0)]
    [InlineData("Visions of Spring.sbk", 5, 51, 51.0)]
    [InlineData("Visions of Spring.sbk", 5, 120, 120.0)]
    public void A_bank_of_ROM_samples_alone_plays_in_tune(string file, int program, int key, double expected)
    {
        using var font = SoundFont.Open(TestFiles.Shared("corpus", "awe32", file), BuiltInBank.Rom);
        using var store = new SampleStore(new SampleStoreOptions { BudgetBytes = 16 << 20 });
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry);
        Assert.True(synthesizer.Send(MidiMessage.Program(0, program)));
        Assert.True(synthesizer.Send(MidiMessage.NoteOn(0, key, 127)));

        SynthBench.Render(synthesizer, SynthBench.Rate * 2);
        var (left, _) = SynthBench.Render(synthesizer, SynthBench.Rate);

        Assert.Equal(expected, StrongestKey(left, key), 0.2);
    }

    [Theory]
    [InlineData("SineWave", 66, -413)]
    [InlineData("SineWave", 66, -1623)]
    [InlineData("SquareWave", 55, -1939)]
    [InlineData("FluteC4", 62, -533)]
    public void What_stands_in_sounds_at_the_pitch_of_the_ROMs_sample(string name, int loopPoints, int tuneCents)
    {
        var answer = BuiltInBank.Rom.Find(Need(name) with { LoopPoints = loopPoints, UnityKeys = [60 - (tuneCents / 100.0)] })!;
        var loop = answer.Points.AsSpan(answer.LoopStart, answer.LoopEnd - answer.LoopStart);

        // Both are played by the same zone, so the tuning falls out: a period of the ROM's loop against one of the other's.
        Assert.Equal(1200 * Math.Log2(44100.0 / loopPoints), 1200 * Math.Log2((double)Periods(loop) * answer.Rate / loop.Length), 3.0);
    }

    [Fact]
    public void Every_key_of_a_song_of_the_time_sounds()
    {
        using var font = SoundFont.Open(TestFiles.Shared("corpus", "awe32", "Wind Melody.sbk"), BuiltInBank.Rom);

        Assert.All(font.Samples, sample => Assert.True(sample.IsPlayable));
        Assert.Equal(["Sine", "Square", null], font.Samples.Select(sample => sample.StandIn));
    }

    [Fact]
    public void Whatever_a_spoiled_bank_asks_for_its_samples_lie_inside_what_can_be_read()
    {
        var original = File.ReadAllBytes(TestFiles.Shared("corpus", "awe32", "Visions of Spring.sbk"));
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte).List[1, 12].Sample(
            damage =>
            {
                var bytes = original.ToArray();
                damage.ForEach(spoiled => bytes[spoiled.Item1] = spoiled.Item2);
                try
                {
                    using var font = SoundFont.Open(new MemoryByteSource(bytes, "spoiled.sbk"), BuiltInBank.Rom);
                    Assert.All(font.Samples.Where(sample => sample.IsPlayable && !sample.IsEncoded), sample => Assert.True(
                        sample.Start < sample.End && font.SampleData.Offset + (sample.ReachEnd * 2) <= font.Source.Length
                        && sample.Start <= sample.LoopStart && sample.LoopStart <= sample.LoopEnd && sample.Rate > 0,
                        sample.ToString()));
                    Assert.InRange(font.Source.Length - font.FileBytes, 0, 2 << 20);
                }
                catch (InvalidDataException refusal)
                {
                    Assert.StartsWith("spoiled.sbk: ", refusal.Message, StringComparison.Ordinal);
                }
            },
            iter: 500);
    }

    private static RomNeed Need(string name) => new()
    {
        Name = name,
        Start = 1000,
        Points = 2000,
        LoopPoints = 0,
        Rate = 44100,
        UnityKeys = [],
        MiddleKey = 60,
        InstrumentName = "",
        PresetName = "",
    };

    /// <summary>Periods in a loop: the number of its strongest line.</summary>
    private static int Periods(ReadOnlySpan<short> loop)
    {
        var (best, strongest) = (0, 0.0);
        for (var bin = 1; bin < 256; bin++)
        {
            var (real, imaginary) = (0.0, 0.0);
            for (var i = 0; i < loop.Length; i++)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * bin * i / loop.Length);
                real += loop[i] * cosine;
                imaginary += loop[i] * sine;
            }

            if ((real * real) + (imaginary * imaginary) is var power && power > strongest)
            {
                (best, strongest) = (bin, power);
            }
        }

        return best;
    }

    /// <summary>The key, in hundredths, within a semitone of a key's octaves at which the sound has its most energy; NaN for silence.</summary>
    private static double StrongestKey(float[] sound, int key)
    {
        var (best, strongest) = (double.NaN, 1e-6);
        for (var cents = -1400; cents <= 1400; cents += 5)
        {
            var step = 2 * Math.PI * 440 * Math.Pow(2, (key - 69 + (cents / 100.0)) / 12) / SynthBench.Rate;
            var (real, imaginary) = (0.0, 0.0);
            for (var i = 0; i < sound.Length; i++)
            {
                var window = 1 - Math.Cos(2 * Math.PI * i / sound.Length);
                real += window * sound[i] * Math.Cos(step * i);
                imaginary += window * sound[i] * Math.Sin(step * i);
            }

            if ((real * real) + (imaginary * imaginary) > strongest)
            {
                (best, strongest) = (key + (cents / 100.0), (real * real) + (imaginary * imaginary));
            }
        }

        return best;
    }
}
