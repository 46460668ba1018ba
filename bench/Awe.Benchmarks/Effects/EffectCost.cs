using Awe.Effects;
using Awe.Voices;
using BenchmarkDotNet.Attributes;

namespace Awe.Benchmarks.Effects;

/// <summary>
/// What the effects cost a frame while they sound, at 44.1 kHz in quanta of 64: nanoseconds per frame of stereo. A frame of 64 voices costs 64 times
/// what <see cref="Voices.VoiceCost"/> says.
/// </summary>
[ShortRunJob]
public class EffectCost
{
    private const int Rate = 44100;
    private const int Quantum = 64;
    private const int Quanta = 16;
    private const int Frames = Quantum * Quanta;

    private readonly float[] _noise = new float[Quantum];
    private readonly float[] _silence = new float[Quantum];
    private readonly float[] _left = new float[Quantum];
    private readonly float[] _right = new float[Quantum];
    private readonly float[] _reverb = new float[Quantum];
    private readonly float[] _chorus = new float[Quantum];
    private readonly float[] _delay = new float[Quantum];
    private EffectRack _all = null!;
    private EffectRack _reverbOnly = null!;
    private EffectRack _chorusOnly = null!;
    private EffectRack _delayOnly = null!;
    private EffectRack _resting = null!;
    private Limiter _limiter = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < Quantum; i++)
        {
            _noise[i] = (random.NextSingle() - 0.5f) / 5;
        }

        _all = Rack(true, true, true);
        _reverbOnly = Rack(true, false, false);
        _chorusOnly = Rack(false, true, false);
        _delayOnly = Rack(false, false, true);
        _resting = Rack(true, true, true);
        _limiter = new Limiter(Rate);
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public void Reverb() => Process(_reverbOnly, _noise);

    [Benchmark(OperationsPerInvoke = Frames)]
    public void Chorus() => Process(_chorusOnly, _noise);

    [Benchmark(OperationsPerInvoke = Frames)]
    public void Delay() => Process(_delayOnly, _noise);

    [Benchmark(OperationsPerInvoke = Frames)]
    public void All() => Process(_all, _noise);

    [Benchmark(OperationsPerInvoke = Frames)]
    public void AllOfThemSilent() => Process(_resting, _silence);

    [Benchmark(OperationsPerInvoke = Frames)]
    public void LimiterOnQuietSound() => Limit(1);

    [Benchmark(OperationsPerInvoke = Frames)]
    public void LimiterOnLoudSound() => Limit(30);

    private static EffectRack Rack(bool reverb, bool chorus, bool delay)
    {
        var rack = new EffectRack(Rate, reverb, chorus, delay);
        rack.Reset(SystemMode.Gs);
        return rack;
    }

    private void Process(EffectRack rack, float[] send)
    {
        for (var quantum = 0; quantum < Quanta; quantum++)
        {
            send.CopyTo(_reverb, 0);
            send.CopyTo(_chorus, 0);
            send.CopyTo(_delay, 0);
            Array.Clear(_left);
            Array.Clear(_right);
            rack.Process(new MixBuses(_left, _right, _reverb, _chorus, _delay));
        }
    }

    private void Limit(float loudness)
    {
        for (var quantum = 0; quantum < Quanta; quantum++)
        {
            for (var i = 0; i < Quantum; i++)
            {
                _left[i] = _right[i] = _noise[i] * loudness;
            }

            _limiter.Process(_left, _right);
        }
    }
}
