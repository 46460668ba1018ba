using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using Awe.Voices;
using BenchmarkDotNet.Attributes;

namespace Awe.Benchmarks.Voices;

/// <summary>
/// What a voice costs a frame, the whole engine included: envelopes, oscillators, interpolation, a moving filter, pan and both sends,
/// effects off; keys from 16 semitones below the sample's to 15 above. One operation is one frame of one voice, so the figures are nanoseconds per voice-sample.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class VoiceCost : IDisposable
{
    private const int Frames = 1024;
    private readonly float[] _left = new float[Frames];
    private readonly float[] _right = new float[Frames];
    private SampleStore _store = null!;
    private SoundFont _font = null!;
    private Synthesizer _few = null!;
    private Synthesizer _many = null!;
    private Synthesizer _most = null!;

    [Params(Interpolation.Linear, Interpolation.Cubic, Interpolation.Sinc)]
    public Interpolation Kind { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _font = SoundFont.Open(new MemoryByteSource(Bank(), "a looped tone"));
        _store = new SampleStore(new SampleStoreOptions { BudgetBytes = 64 << 20 });
        _few = WithVoices(16);
        _many = WithVoices(64);
        _most = WithVoices(256);
    }

    [Benchmark(OperationsPerInvoke = 16 * Frames)]
    public void Voices16() => _few.Render(_left, _right);

    [Benchmark(OperationsPerInvoke = 64 * Frames)]
    public void Voices64() => _many.Render(_left, _right);

    [Benchmark(OperationsPerInvoke = 256 * Frames)]
    public void Voices256() => _most.Render(_left, _right);

    [GlobalCleanup]
    public void Dispose()
    {
        _few?.Dispose();
        _many?.Dispose();
        _most?.Dispose();
        _store?.Dispose();
        _font?.Dispose();
        GC.SuppressFinalize(this);
    }

    private static byte[] Bank()
    {
        var points = new short[40_000];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = (short)(8000 * (Math.Sin(i * Math.PI / 50) + (0.5 * Math.Sin(i * Math.PI * 7 / 50))));
        }

        var bank = new SoundFontBuilder();
        var sample = bank.AddSample("tone", points, 44100, 60, 10_000, 39_900);
        var instrument = bank.AddInstrument("tone", new ZoneBuilder(sample)
            .With(GeneratorType.SampleModes, 1)
            .With(GeneratorType.InitialFilterCutoff, 9000)
            .With(GeneratorType.ModLfoToFilterCutoff, 600)
            .With(GeneratorType.VibLfoToPitch, 20)
            .With(GeneratorType.ReverbSend, 200)
            .With(GeneratorType.ChorusSend, 100));
        bank.AddPreset("tone", 0, 0, new ZoneBuilder(instrument));
        return bank.ToBytes();
    }

    private Synthesizer WithVoices(int voices)
    {
        var synthesizer = new Synthesizer(_store, [new LoadedFont(_font)], new SynthesizerOptions
        {
            Polyphony = 256,
            Interpolation = Kind,
            Reverb = false,
            Chorus = false,
            Limiter = false,
            MissPolicy = MissPolicy.Wait,
        });
        for (var i = 0; i < voices; i++)
        {
            synthesizer.Send(MidiMessage.NoteOn(i / 32, 44 + (i % 32), 80));
        }

        synthesizer.Render(_left, _right);
        return synthesizer.VoiceCount == voices ? synthesizer : throw new InvalidOperationException($"{synthesizer.VoiceCount} voices sound, not {voices}");
    }
}
