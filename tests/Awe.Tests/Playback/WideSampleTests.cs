using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.Playback;

/// <summary>Samples of 24 bits: the second plane is there from the file to the sound.</summary>
public sealed class WideSampleTests
{
    private const int Length = 3 * Page.Frames;

    [Fact]
    public void The_low_bytes_are_heard()
    {
        // A wave that lives below the 16th bit: without its low bytes it is silence.
        var points = new short[Length];
        var low = new byte[Length];
        for (var i = 0; i < Length; i++)
        {
            low[i] = (byte)(128 + Math.Round(100 * Math.Sin(2 * Math.PI * i / 64)));
        }

        var sound = Render(points, low, Length - 100, new SampleStoreOptions());
        var expectedPeak = 228 / 8388608.0;

        Assert.InRange(sound.Max() / expectedPeak, 0.99, 1.01);
        Assert.InRange(sound[1000..].Min() / (28 / 8388608.0), 0.95, 1.05);
    }

    [Fact]
    public void A_point_is_played_to_its_24th_bit()
    {
        // 0x123456 / 2^23 = 0.142222 (soundfont.md, assertion 89), at a whole-numbered pitch.
        var points = Enumerable.Repeat((short)0x1234, Length).ToArray();
        var low = Enumerable.Repeat((byte)0x56, Length).ToArray();

        var sound = Render(points, low, 4000, new SampleStoreOptions());

        Assert.Equal(0x123456 / 8388608.0, sound[2000], 6e-8);
    }

    [Theory]
    [InlineData(3 << 19)]
    [InlineData(5 << 19)]
    public void Streamed_through_a_small_store_it_is_what_it_is_resident(long budget)
    {
        var random = new Random(24);
        const int Many = 150 * Page.Frames;
        var points = new short[Many];
        var low = new byte[Many];
        random.NextBytes(low);
        for (var i = 0; i < Many; i++)
        {
            points[i] = (short)((20000 * Math.Sin(i * 0.03)) + random.Next(-200, 200));
        }

        var roomy = Render(points, low, Many - 10, new SampleStoreOptions());
        var tight = Render(points, low, Many - 10, new SampleStoreOptions { BudgetBytes = budget });

        Assert.True(roomy.AsSpan().SequenceEqual(tight));
    }

    private static float[] Render(short[] points, byte[] low, int frames, SampleStoreOptions options)
    {
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("wide", points, low, SynthBench.Rate, 60, 0, points.Length);
        var zone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1).With(GeneratorType.Pan, -500);
        bank.AddPreset("preset", 0, 0, new ZoneBuilder(bank.AddInstrument("instrument", zone)));
        using var font = SoundFont.Read(new MemoryByteSource(bank.ToBytes(), "wide"));
        using var store = new SampleStore(options);
        using var synthesizer = new Synthesizer(store, [new LoadedFont(font)], SynthBench.Dry with { Polyphony = 8 });
        Assert.True(synthesizer.Send(MidiMessage.Control(0, 7, 127)));
        Assert.True(synthesizer.Send(MidiMessage.NoteOn(0, 60, 127)));
        var (left, right) = (new float[frames], new float[frames]);
        synthesizer.Render(left, right);
        Assert.True(store.Statistics.PeakBytes <= store.Statistics.BudgetBytes);
        return left;
    }
}
