using System.Runtime.CompilerServices;

namespace Awe.BuiltIn;

/// <summary>
/// A tone that begins as it likes and ends in a seamless loop. The loop's length in points is a power of two and every sounding
/// frequency has a whole number of periods in it, so there is no seam to hear: a partial may be inharmonic, beat with a
/// neighbour or be a band of noise, as long as it lies on this grid. Before the loop each partial moves from one level to
/// another; within it all stand still and the bank's envelopes and filters carry on.
/// </summary>
internal sealed class LoopedTone
{
    // Specification 7.10 wants 8 equal points around both ends of a loop; interpolators with more taps are glad of 16.
    private const int MarginPoints = 16;
    private const int LevelStepPoints = 32;
    private const double FadeInSeconds = 0.0015;
    private const double Inaudible = 1e-4;

    private readonly float[] _wave;
    private readonly int _loopPoints;
    private readonly int _onsetPoints;
    private readonly int _rootKey;
    private NoiseSource _phases;

    /// <param name="rootKey">Key whose pitch the tone has.</param>
    /// <param name="loopPoints">Length of the loop, a power of two up to <see cref="SineTable.Length"/>.</param>
    /// <param name="onsetSeconds">Length of the part before the loop.</param>
    /// <param name="wishedRate">Hz; the true rate lies near it, where the loop holds whole periods.</param>
    /// <param name="periodsStep">What the number of periods is a multiple of: 2 makes room for a sub-octave.</param>
    public LoopedTone(int rootKey, int loopPoints, double onsetSeconds = 0.003, int wishedRate = 24000, int periodsStep = 1)
    {
        var keyHz = 440 * Math.Pow(2, (rootKey - 69) / 12.0);
        Periods = periodsStep * Math.Max(1, (int)Math.Round(keyHz * loopPoints / wishedRate / periodsStep));
        Rate = (int)Math.Round(keyHz * loopPoints / Periods);
        KeyHz = keyHz;
        _rootKey = rootKey;
        _loopPoints = loopPoints;
        _onsetPoints = Math.Max(2 * MarginPoints, (int)(onsetSeconds * Rate));
        _wave = new float[_onsetPoints + loopPoints + MarginPoints];
        _phases = new NoiseSource((rootKey * 131) + loopPoints);
    }

    public double KeyHz { get; }

    public int Rate { get; }

    /// <summary>Periods of the fundamental in the loop.</summary>
    public int Periods { get; }

    /// <summary>Frequency above which nothing is added: a little below half the rate.</summary>
    public double TopHz => 0.46 * Rate;

    /// <summary>Highest harmonic below <see cref="TopHz"/>.</summary>
    public int Harmonics => (int)(TopHz / KeyHz);

    /// <summary>Adds a partial that stands still.</summary>
    public LoopedTone Partial(double ratio, double level) => Partial(ratio, level, level, 1);

    /// <summary>
    /// Adds a partial at ratio times the fundamental that moves exponentially <paramref name="from"/> one level
    /// <paramref name="to"/> another with a time constant of <paramref name="seconds"/>.
    /// </summary>
    public LoopedTone Partial(double ratio, double from, double to, double seconds)
    {
        var bin = (int)Math.Round(ratio * Periods);
        var phase = (int)(_phases.NextUnit() * SineTable.Length);
        if (bin >= 1 && bin < 0.46 * _loopPoints)
        {
            AddSine(bin, phase, new Glide(from, to, seconds, _onsetPoints - MarginPoints, Rate));
        }

        return this;
    }

    /// <summary>
    /// Adds noise shaped by a spectrum (relative amplitude by Hz); its RMS level moves as a partial's does.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LoopedTone Noise(Func<double, double> amplitudeAtHz, double from, double to, double seconds)
    {
        var real = new float[_loopPoints];
        var imaginary = new float[_loopPoints];
        double power = 0;
        for (var bin = 1; bin < 0.46 * _loopPoints; bin++)
        {
            // Rayleigh-like spread of amplitudes, or the noise would have a flat, whistling spectrum.
            var amplitude = amplitudeAtHz((double)bin * Rate / _loopPoints) * (0.3 + (1.4 * _phases.NextUnit()));
            power += AddLine(real, imaginary, bin, amplitude);
        }

        return AddPeriodic(real, imaginary, 1 / Math.Sqrt((power / 2) + 1e-12),
            new Glide(from, to, seconds, _onsetPoints - MarginPoints, Rate));
    }

    /// <summary>
    /// Adds harmonics as many players at once produce them: each a band of lines around its frequency, wider the higher it is.
    /// Level is amplitude by harmonic number and Hz.
    /// </summary>
    public LoopedTone Ensemble(Func<int, double, double> levelOfHarmonic, double spreadCents, double from = 1, double seconds = 0.1)
    {
        var real = new float[_loopPoints];
        var imaginary = new float[_loopPoints];
        for (var harmonic = 1; harmonic <= Harmonics; harmonic++)
        {
            AddBand(real, imaginary, harmonic, levelOfHarmonic(harmonic, harmonic * KeyHz), spreadCents);
        }

        return AddPeriodic(real, imaginary, 1, new Glide(from, 1, seconds, _onsetPoints - MarginPoints, Rate));
    }

    public Tone Finish()
    {
        var fade = Math.Min((int)(FadeInSeconds * Rate), _onsetPoints - MarginPoints);
        for (var i = 0; i < fade; i++)
        {
            _wave[i] *= (float)i / fade;
        }

        return Tone.Of(_wave, Rate, _rootKey, _onsetPoints, _onsetPoints + _loopPoints);
    }

    // Point p of the tone is point p - onset of an endless loop, so the onset runs into the loop without a step.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSine(int bin, int phase, Glide glide)
    {
        var turn = SineTable.Turn;
        var step = bin * (SineTable.Length / _loopPoints);
        var angle = phase - (int)((long)step * _onsetPoints % SineTable.Length) + SineTable.Length;
        var wave = _wave.AsSpan();
        var level = glide.From;
        while (!wave.IsEmpty)
        {
            var next = glide.Advance(LevelStepPoints);
            var count = glide.IsStill ? wave.Length : LevelStepPoints;
            var slope = glide.IsStill ? 0 : (next - level) / LevelStepPoints;
            level = glide.IsStill ? next : level;
            if (Math.Abs(level) + Math.Abs(next) > Inaudible)
            {
                for (var i = 0; i < count; i++)
                {
                    wave[i] += (float)(level + (slope * i)) * turn[(angle + (step * i)) & (SineTable.Length - 1)];
                }
            }

            angle = (angle + (step * count)) & (SineTable.Length - 1);
            level = next;
            wave = wave[count..];
        }
    }

    private void AddBand(float[] real, float[] imaginary, int harmonic, double level, double spreadCents)
    {
        var centre = (double)harmonic * Periods;
        var width = centre * (Math.Pow(2, spreadCents / 1200) - 1);
        var reach = (int)Math.Ceiling(width * 2);
        var weights = 0.0;
        for (var line = -reach; line <= reach; line++)
        {
            weights += Bell(line, width);
        }

        for (var line = -reach; line <= reach; line++)
        {
            var bin = (int)centre + line;
            if (bin >= 1 && bin < _loopPoints / 2)
            {
                AddLine(real, imaginary, bin, level * Math.Sqrt(Bell(line, width) / weights));
            }
        }
    }

    private static double Bell(int line, double width) => line == 0 ? 1 : Math.Exp(-2 * (line / width) * (line / width));

    private double AddLine(float[] real, float[] imaginary, int bin, double amplitude)
    {
        var phase = (int)(_phases.NextUnit() * SineTable.Length);
        real[bin] += (float)amplitude * SineTable.Cosine(phase, SineTable.Length);
        imaginary[bin] += (float)amplitude * SineTable.Sine(phase, SineTable.Length);
        return amplitude * amplitude;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private LoopedTone AddPeriodic(float[] real, float[] imaginary, double scale, Glide glide)
    {
        Fourier.Inverse(real, imaginary);
        var level = glide.From;
        for (var start = 0; start < _wave.Length; start += LevelStepPoints)
        {
            var next = glide.Advance(LevelStepPoints);
            var count = Math.Min(LevelStepPoints, _wave.Length - start);
            for (var i = 0; i < count; i++)
            {
                // Before the loop the same periodic sound plays, counted backwards from it.
                var point = (start + i - _onsetPoints) & (_loopPoints - 1);
                _wave[start + i] += (float)((level + ((next - level) * i / LevelStepPoints)) * scale) * real[point];
            }

            level = next;
        }

        return this;
    }

    /// <summary>A level on its way from one value to another, reached exactly when the onset is over.</summary>
    private struct Glide(double from, double to, double seconds, int onsetPoints, int rate)
    {
        private readonly double _rest = Math.Exp(-onsetPoints / (seconds * rate));
        private int _point;

        public readonly double From => from;

        public readonly bool IsStill => _point > onsetPoints - LevelStepPoints || from == to;

        /// <summary>Moves on by a step and returns the level there.</summary>
        public double Advance(int points)
        {
            _point += points;
            if (IsStill)
            {
                return to;
            }

            var left = (Math.Exp(-_point / (seconds * rate)) - _rest) / (1 - _rest);
            return to + ((from - to) * left);
        }
    }
}
