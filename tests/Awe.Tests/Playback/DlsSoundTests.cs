using Awe.BuiltIn;
using Awe.Midi;
using Awe.SoundFonts;
using Awe.Tests.SoundFonts;
using static Awe.Tests.SoundFonts.DlsBank;

namespace Awe.Tests.Playback;

/// <summary>Banks of Downloadable Sounds as they are heard: true decibels, cents and seconds, and the controllers that they have by default.</summary>
public sealed class DlsSoundTests
{
    private static readonly Lazy<byte[]> s_builtIn = new(BuiltInBank.ToBytes);
    private static readonly Lazy<byte[]> s_twin = new(() => DlsTwin.Of(s_builtIn.Value));

    private static readonly byte[] s_looped = WaveSample(loop: (0, 64));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-6, 0.501)]
    [InlineData(-20, 0.1)]
    public void A_gain_of_so_many_decibels_is_that_many(double decibels, double expected)
    {
        using var bench = new SynthBench(Bank(WaveSample(decibels: decibels, loop: (0, 64))));

        Assert.Equal(expected, bench.Strike().GainAfter(0.1), 0.005);
    }

    [Fact]
    public void Gains_of_region_and_articulation_add_up()
    {
        using var bench = new SynthBench(Bank(WaveSample(decibels: -6, loop: (0, 64)), Level1(Constant(1, -140))));

        Assert.Equal(0.1, bench.Strike().GainAfter(0.1), 0.002);
    }

    [Theory]
    [InlineData(64, 0.254)]
    [InlineData(127, 1)]
    public void Velocity_lowers_by_its_square(int velocity, double expected)
    {
        using var bench = new SynthBench(Bank(s_looped));

        Assert.Equal(expected, bench.Strike(velocity: velocity).GainAfter(0.1), 0.005);
    }

    [Fact]
    public void A_sustain_of_half_is_half_of_the_decibels()
    {
        using var bench = new SynthBench(Bank(s_looped, Level1(Constant(0x207, -12000), Constant(0x20A, 900))));

        Assert.Equal(Math.Pow(10, -9.6 / 20), bench.Strike().GainAfter(0.2), 0.005); // a tenth less: of 96 dB
    }

    [Theory]
    [InlineData(-4096, -1)]
    [InlineData(8191, 2)]
    public void The_wheel_bends_by_its_range_exactly(int wheel, double semitones)
    {
        using var bench = new SynthBench(Tone(WaveSample(loop: (0, 1600))));
        bench.Strike().Send(MidiMessage.PitchWheel(0, wheel + 8192));

        Assert.Equal(440.0 * Math.Pow(2, semitones / 12), Heard(bench), 0.5);
    }

    [Theory]
    [InlineData(60, 0, 0, 440)]
    [InlineData(72, 0, 0, 220)]
    [InlineData(60, 150, 0, 479.82)]
    [InlineData(60, 100, -50, 452.89)]
    public void Key_tuning_and_articulation_make_the_pitch(int unity, int cents, double more, double expected)
    {
        using var bench = new SynthBench(Tone(WaveSample(unity, cents, loop: (0, 1600)), Level1(Constant(3, more))));

        Assert.Equal(expected, Heard(bench.Strike()), 0.5);
    }

    [Theory]
    [InlineData(8, 1, 1)]
    [InlineData(16, 1, 1)]
    [InlineData(16, 2, 1)]
    public void Waves_of_all_kinds_sound_alike(int bits, int channels, int format)
    {
        var frame = bits == 8 ? [192] : Bytes([16384]);
        var data = Enumerable.Repeat(frame, 64 * channels).SelectMany(bytes => bytes).ToArray();
        var bank = new DlsBank().AddWave("w", data, s_looped, format, channels, bits, SynthBench.Rate).AddInstrument("i", 0, 0, [], Region(0));
        using var bench = new SynthBench(bank.ToBytes());

        Assert.Equal(1, bench.Strike().GainAfter(0.1), 0.005);
    }

    [Fact]
    public void The_modulation_wheel_does_what_the_bank_says_and_else_nothing()
    {
        var silent = new SynthBench(Tone(WaveSample(loop: (0, 1600))));
        var moved = new SynthBench(Tone(WaveSample(loop: (0, 1600)), Level2(Connection(9, 0x81, 3, 0x4000, 1200))));
        using (silent)
        using (moved)
        {
            var plain = silent.Strike().Render(0.3);
            var (still, vibrating) = (Wheeled(Tone(WaveSample(loop: (0, 1600)))), moved.Send(MidiMessage.Control(0, 1, 127)).Strike().Render(0.3));

            Assert.Equal(plain.Left, still);
            Assert.NotEqual(plain.Left, vibrating.Left);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 19)]
    [InlineData(0, 30)]
    [InlineData(0, 48)]
    [InlineData(0, 73)]
    [InlineData(0, 81)]
    [InlineData(0, 98)]
    [InlineData(0, 114)]
    [InlineData(9, 0)]
    public void The_built_in_bank_written_as_DLS_sounds_as_it_does_as_a_SoundFont(int channel, int program)
    {
        using var font = new SynthBench(s_builtIn.Value);
        using var twin = new SynthBench(s_twin.Value);

        var (expected, actual) = (Played(font, channel, program), Played(twin, channel, program));

        Assert.InRange(Rms(expected, null), 0.001, 1);
        Assert.InRange(SynthBench.Decibels(Rms(expected, actual) / Rms(expected, null)), double.NegativeInfinity, -40);
    }

    // A chord, each key with a velocity of its own, moved by all that DLS has connections for, and let go.
    private static float[] Played(SynthBench bench, int channel, int program)
    {
        bench.Send(MidiMessage.Control(channel, 7, 110), MidiMessage.Control(channel, 10, 40), MidiMessage.Program(channel, program));
        bench.Send(MidiMessage.NoteOn(channel, 38, 120), MidiMessage.NoteOn(channel, 48, 90), MidiMessage.NoteOn(channel, 67, 64), MidiMessage.NoteOn(channel, 80, 30));
        var held = bench.Render(0.5);
        bench.Send(MidiMessage.Control(channel, 1, 90), MidiMessage.Control(channel, 11, 100), MidiMessage.PitchWheel(channel, 11000));
        var moved = bench.Render(0.5);
        bench.Send(MidiMessage.NoteOff(channel, 38), MidiMessage.NoteOff(channel, 48), MidiMessage.NoteOff(channel, 67), MidiMessage.NoteOff(channel, 80));
        var released = bench.Render(0.5);
        return [.. held.Left, .. held.Right, .. moved.Left, .. moved.Right, .. released.Left, .. released.Right];
    }

    /// <summary>Of a signal, or of its difference to another.</summary>
    private static double Rms(float[] signal, float[]? other) => Math.Sqrt(signal.Select((value, i) => Math.Pow(value - (other is null ? 0 : other[i]), 2)).Average());

    private static float[] Wheeled(byte[] bank)
    {
        using var bench = new SynthBench(bank);
        return bench.Send(MidiMessage.Control(0, 1, 127)).Strike().Render(0.3).Left;
    }

    private static double Heard(SynthBench bench)
    {
        bench.Render(0.05);
        return SynthBench.Frequency(bench.Render(0.5).Left);
    }

    /// <summary>The constant sample of <see cref="SynthBench"/>.</summary>
    private static byte[] Bank(byte[] sample, byte[]? articulation = null) => new DlsBank()
        .AddWave("w", Bytes(SynthBench.Constant), sample, rate: SynthBench.Rate).AddInstrument("i", 0, 0, articulation ?? [], Region(0)).ToBytes();

    /// <summary>A sine that is 440 Hz at its key.</summary>
    private static byte[] Tone(byte[] sample, byte[]? articulation = null) => new DlsBank()
        .AddWave("w", Bytes(SynthBench.Sine(100)), sample, rate: 44000).AddInstrument("i", 0, 0, articulation ?? [], Region(0)).ToBytes();
}
