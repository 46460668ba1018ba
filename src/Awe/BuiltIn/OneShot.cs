using System.Runtime.CompilerServices;

namespace Awe.BuiltIn;

/// <summary>A sound that rings out and is over: struck things and noises, as modes that die away and shaped noise.</summary>
internal sealed class OneShot
{
    private const double FadeOutShare = 0.12;

    private readonly float[] _wave;
    private readonly int _rate;
    private NoiseSource _noise;

    public OneShot(double seconds, int rate, int seed)
    {
        _wave = new float[(int)(seconds * rate)];
        _rate = rate;
        _noise = new NoiseSource(seed);
    }

    /// <summary>Adds a mode that loses 60 dB in <paramref name="decaySeconds"/>.</summary>
    public OneShot Mode(double hz, double level, double decaySeconds) => Sweep(hz, hz, 1, level, decaySeconds);

    /// <summary>Adds a mode whose pitch falls (or rises) with a time constant of <paramref name="bendSeconds"/>: a struck skin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public OneShot Sweep(double fromHz, double toHz, double bendSeconds, double level, double decaySeconds)
    {
        var turn = SineTable.Turn;
        var fade = Math.Exp(-6.908 / (decaySeconds * _rate));
        var bend = Math.Exp(-1 / (bendSeconds * _rate));
        var phase = 0.0;
        var offsetHz = fromHz - toHz;
        for (var i = 0; i < _wave.Length && level > 1e-5; i++)
        {
            _wave[i] += (float)level * turn[(int)phase & (SineTable.Length - 1)];
            phase += (toHz + offsetHz) * SineTable.Length / _rate;
            offsetHz *= bend;
            level *= fade;
        }

        return this;
    }

    /// <summary>Adds noise between two frequencies, 12 dB an octave outside them, swelling and dying away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public OneShot Noise(double lowHz, double highHz, double level, double decaySeconds, double attackSeconds = 0.0005,
        double delaySeconds = 0)
    {
        var fade = Math.Exp(-6.908 / (decaySeconds * _rate));
        var rise = 1 / (attackSeconds * _rate);
        var highPass = new StateFilter(lowHz, _rate);
        var lowPass = new StateFilter(Math.Min(highHz, 0.45 * _rate), _rate);
        var swell = 0.0;
        for (var i = (int)(delaySeconds * _rate); i < _wave.Length && level > 1e-5; i++)
        {
            swell = Math.Min(1, swell + rise);
            var band = lowPass.Low(highPass.High(_noise.NextSigned()));
            _wave[i] += (float)(band * swell * level);
            level *= swell < 1 ? 1 : fade;
        }

        return this;
    }

    /// <summary>Bends the waveform as an overdriven amplifier does; more drive, more grit.</summary>
    public OneShot Drive(double drive)
    {
        foreach (ref var value in _wave.AsSpan())
        {
            value = (float)Math.Tanh(value * drive);
        }

        return this;
    }

    public Tone Finish(int rootKey = 60)
    {
        var fadePoints = (int)(_wave.Length * FadeOutShare);
        for (var i = 0; i < fadePoints; i++)
        {
            _wave[^(i + 1)] *= (float)i / fadePoints;
        }

        return Tone.Of(_wave, _rate, rootKey);
    }

    /// <summary>A two-pole state variable filter (trapezoidal), flat to its corner.</summary>
    private struct StateFilter(double cornerHz, int rate)
    {
        private const double Damping = 1.4142;

        private readonly double _corner = Math.Tan(Math.PI * cornerHz / rate);
        private double _first;
        private double _second;

        public double Low(double input)
        {
            Step(input, out var low, out _);
            return low;
        }

        public double High(double input)
        {
            Step(input, out _, out var high);
            return high;
        }

        private void Step(double input, out double low, out double high)
        {
            high = (input - ((Damping + _corner) * _first) - _second) / (1 + (_corner * (Damping + _corner)));
            var band = (_corner * high) + _first;
            low = (_corner * band) + _second;
            _first = (_corner * high) + band;
            _second = (_corner * band) + low;
        }
    }
}
