using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;

namespace Awe.Tests.Playback;

/// <summary>A synthesizer on a bank that the test built, and an ear: plays, renders, measures.</summary>
internal sealed class SynthBench : IDisposable
{
    public const int Rate = 44100;

    private const double HeadroomDecibels = -MasterGain.HeadroomDecibels;

    private readonly SampleStore _store;
    private readonly SoundFont _font;

    public SynthBench(SoundFontBuilder bank, SynthesizerOptions? options = null, long budgetBytes = 16 << 20)
        : this(bank.ToBytes(), options, budgetBytes)
    {
    }

    public SynthBench(byte[] bank, SynthesizerOptions? options = null, long budgetBytes = 16 << 20)
    {
        _font = SoundFont.Read(new MemoryByteSource(bank, "bench"));
        _store = new SampleStore(new SampleStoreOptions { BudgetBytes = budgetBytes });
        Synthesizer = new Synthesizer(_store, [new LoadedFont(_font)], options ?? Dry);
    }

    /// <summary>Voices alone: no effects, no limiter, and the headroom undone, so that a full-scale voice is full scale.</summary>
    public static SynthesizerOptions Dry { get; } = new()
    {
        SampleRate = Rate,
        Reverb = false,
        Chorus = false,
        Delay = false,
        Limiter = false,
        GainDecibels = HeadroomDecibels,
        MissPolicy = MissPolicy.Wait,
    };

    public Synthesizer Synthesizer { get; }

    /// <summary>Half of full scale, for ever.</summary>
    public static short[] Constant { get; } = [.. Enumerable.Repeat((short)16384, 64)];

    /// <summary>A bank of one preset, one zone and one sample that loops whole; other things as the test wants them.</summary>
    public static SoundFontBuilder Bank(
        short[] points, Action<ZoneBuilder>? zone = null, int sampleMode = 1, int rate = Rate, ushort sampleType = 1, int loopStart = 0, int loopEnd = -1)
    {
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("sample", points, rate, 60, loopStart, loopEnd < 0 ? points.Length : loopEnd, type: sampleType);
        var instrumentZone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, sampleMode);
        zone?.Invoke(instrumentZone);
        bank.AddPreset("preset", 0, 0, new ZoneBuilder(bank.AddInstrument("instrument", instrumentZone)));
        return bank;
    }

    /// <summary>A bank whose instrument has several zones over one constant sample.</summary>
    public static SoundFontBuilder Layers(params Action<ZoneBuilder>[] zones)
    {
        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("sample", Constant, Rate, 60, 0, Constant.Length);
        var built = Array.ConvertAll(zones, configure =>
        {
            var zone = new ZoneBuilder(sample).With(GeneratorType.SampleModes, 1);
            configure(zone);
            return zone;
        });
        bank.AddPreset("preset", 0, 0, new ZoneBuilder(bank.AddInstrument("instrument", built)));
        return bank;
    }

    /// <summary>A sine of a whole number of periods.</summary>
    public static short[] Sine(int periodPoints, int periods = 16) =>
        [.. Enumerable.Range(0, periodPoints * periods).Select(i => (short)Math.Round(20000 * Math.Sin(2 * Math.PI * i / periodPoints)))];

    public SynthBench Send(params MidiMessage[] messages)
    {
        foreach (var message in messages)
        {
            Assert.True(Synthesizer.Send(message));
        }

        return this;
    }

    /// <summary>Full channel volume, then a note.</summary>
    public SynthBench Strike(int key = 60, int velocity = 127, int channel = 0) =>
        Send(MidiMessage.Control(channel, 7, 127), MidiMessage.NoteOn(channel, key, velocity));

    public (float[] Left, float[] Right) Render(double seconds) => Render(Synthesizer, (int)Math.Round(seconds * Rate));

    /// <summary>Lets time pass and tells the level of both sides at its end, a voice of the constant sample counting as its gain.</summary>
    public (float Left, float Right) LevelAfter(double seconds)
    {
        var (left, right) = Render(seconds);
        return (left[^1] * 2, right[^1] * 2);
    }

    /// <summary>The gain of a centred voice of the constant sample.</summary>
    public double GainAfter(double seconds) => LevelAfter(seconds).Left * Math.Sqrt(2);

    public void Dispose()
    {
        Synthesizer.Dispose();
        _store.Dispose();
        _font.Dispose();
    }

    public static (float[] Left, float[] Right) Render(Synthesizer synthesizer, int frames, int block = 512)
    {
        var left = new float[frames];
        var right = new float[frames];
        for (var at = 0; at < frames; at += block)
        {
            var length = Math.Min(block, frames - at);
            synthesizer.Render(left.AsSpan(at, length), right.AsSpan(at, length));
        }

        return (left, right);
    }

    /// <summary>Frequency by the time from the first rising zero crossing to the last.</summary>
    public static double Frequency(ReadOnlySpan<float> signal, int rate = Rate)
    {
        var (first, last, periods) = (-1.0, -1.0, -1);
        for (var i = 1; i < signal.Length; i++)
        {
            if (signal[i - 1] < 0 && signal[i] >= 0)
            {
                last = i - (signal[i] / (signal[i] - signal[i - 1]));
                first = periods < 0 ? last : first;
                periods++;
            }
        }

        Assert.True(periods > 0, "no two rising zero crossings");
        return periods * rate / (last - first);
    }

    public static double Decibels(double ratio) => 20 * Math.Log10(ratio);

    public static double Cents(double ratio) => 1200 * Math.Log2(ratio);
}
