using System.Numerics;
using Awe.Effects;

namespace Awe.Tests.Effects;

/// <summary>Signals to feed effects with, and what a measuring bench would say of the answer.</summary>
internal static class Signal
{
    public static float[] Impulse(int frames)
    {
        var signal = new float[frames];
        signal[0] = 1;
        return signal;
    }

    public static float[] Noise(int frames, uint seed = 1)
    {
        var signal = new float[frames];
        for (var i = 0; i < frames; i++)
        {
            seed = (seed * 1664525) + 1013904223;
            signal[i] = ((int)seed) / 2147483648f;
        }

        return signal;
    }

    public static float[] Sine(int frames, double frequencyHz, int rate, float amplitude = 1)
    {
        var signal = new float[frames];
        for (var i = 0; i < frames; i++)
        {
            signal[i] = amplitude * (float)Math.Sin(2 * Math.PI * frequencyHz * i / rate);
        }

        return signal;
    }

    /// <summary>The return for <paramref name="send"/>, cut into blocks of <paramref name="blockFrames"/>.</summary>
    public static (float[] Left, float[] Right) Return(SendEffect effect, float[] send, int blockFrames = 64)
    {
        var left = new float[send.Length];
        var right = new float[send.Length];
        for (var start = 0; start < send.Length; start += blockFrames)
        {
            var frames = Math.Min(blockFrames, send.Length - start);
            effect.Process(send.AsSpan(start, frames), left.AsSpan(start, frames), right.AsSpan(start, frames));
        }

        return (left, right);
    }

    /// <summary>Four one-pole low-passes in a row.</summary>
    public static float[] LowPassed(float[] signal, double cutoffHz, int rate)
    {
        var coefficient = 1 - Math.Exp(-2 * Math.PI * cutoffHz / rate);
        var state = new double[4];
        return Array.ConvertAll(signal, value =>
        {
            var input = (double)value;
            for (var i = 0; i < state.Length; i++)
            {
                state[i] += coefficient * (input - state[i]);
                input = state[i];
            }

            return (float)input;
        });
    }

    public static double Power(ReadOnlySpan<float> signal)
    {
        var sum = 0.0;
        foreach (var value in signal)
        {
            sum += (double)value * value;
        }

        return sum / signal.Length;
    }

    public static double Rms(ReadOnlySpan<float> signal) => Math.Sqrt(Power(signal));

    public static double Decibels(double powerRatio) => 10 * Math.Log10(powerRatio);

    public static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var product = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
        }

        return product / a.Length / Math.Sqrt(Power(a) * Power(b));
    }

    /// <summary>
    /// Reverberation time as ISO 3382 takes it: Schroeder's backward integral of the impulse response, its slope between -5 and -35 dB
    /// drawn out to 60 dB.
    /// </summary>
    public static double DecaySeconds(float[] response, int rate)
    {
        var energy = new double[response.Length];
        var sum = 0.0;
        for (var i = response.Length - 1; i >= 0; i--)
        {
            sum += (double)response[i] * response[i];
            energy[i] = sum;
        }

        var from = Array.FindIndex(energy, e => Decibels(e / sum) < -5);
        var to = Array.FindIndex(energy, e => Decibels(e / sum) < -35);
        return 2.0 * (to - from) / rate;
    }

    /// <summary>
    /// Normalised echo density (Abel and Huang): the part of a window that lies outside one standard deviation, over that part
    /// in Gaussian noise. 0 for lone echoes, 1 for a dense tail.
    /// </summary>
    public static double EchoDensity(float[] response, int rate, double atSeconds, double windowSeconds = 0.02)
    {
        var window = response.AsSpan((int)((atSeconds - (windowSeconds / 2)) * rate), (int)(windowSeconds * rate));
        var deviation = Rms(window);
        var outside = 0;
        foreach (var value in window)
        {
            outside += Math.Abs(value) > deviation ? 1 : 0;
        }

        return outside / (double)window.Length / 0.3173;
    }

    /// <summary>Power of each bin, 0 to the half of the rate, of the first power of two frames of the signal under Hann's window.</summary>
    public static double[] Spectrum(ReadOnlySpan<float> signal)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)signal.Length + 1) / 2;
        var bins = new Complex[size];
        for (var i = 0; i < size; i++)
        {
            bins[i] = signal[i] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * i / size)));
        }

        Transform(bins);
        return bins[..(size / 2)].Select(bin => (bin.Real * bin.Real) + (bin.Imaginary * bin.Imaginary)).ToArray();
    }

    /// <summary>
    /// How far the highest bin of the late tail stands over the median of its third of an octave, in decibels: thirds from 200 Hz to 3.2 kHz, windows
    /// from 0.4 s on.
    /// </summary>
    public static IEnumerable<double> TailPeaks(float[] response, int rate)
    {
        foreach (var at in new[] { 0.4, 0.5, 0.6, 0.7 })
        {
            var spectrum = Spectrum(response.AsSpan((int)(at * rate), 32768));
            for (var low = 200.0; low < 3000; low *= 1.26)
            {
                var bins = spectrum[(int)(low * 32768 / rate)..(int)(low * 1.26 * 32768 / rate)];
                yield return Decibels(bins.Max() / bins.Order().ElementAt(bins.Length / 2));
            }
        }
    }

    /// <summary>Power by thirds of an octave from 100 Hz to 10 kHz, over as many windows as there are.</summary>
    public static double[] ThirdsOfOctaves(float[] signal, int rate)
    {
        const int Size = 32768;
        var power = new double[20];
        for (var start = 0; start + Size <= signal.Length; start += Size / 2)
        {
            var spectrum = Spectrum(signal.AsSpan(start, Size));
            for (var band = 0; band < power.Length; band++)
            {
                var low = 100 * Math.Pow(2, band / 3.0);
                power[band] += spectrum[(int)(low * Size / rate)..(int)(low * 1.26 * Size / rate)].Sum();
            }
        }

        return power;
    }

    /// <summary>The part of a signal between two frequencies, cut out in its spectrum.</summary>
    public static float[] BandPassed(float[] signal, double lowHz, double highHz, int rate)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)signal.Length * 2);
        var bins = new Complex[size];
        for (var i = 0; i < signal.Length; i++)
        {
            bins[i] = signal[i];
        }

        Transform(bins);
        for (var i = 0; i < size; i++)
        {
            var hertz = Math.Min(i, size - i) * (double)rate / size;
            bins[i] = hertz >= lowHz && hertz < highHz ? Complex.Conjugate(bins[i]) : 0;
        }

        Transform(bins); // of the conjugates: the way back
        return [.. bins.Take(signal.Length).Select(bin => (float)(bin.Real / size))];
    }

    /// <summary>Power above a frequency over all power, in decibels: where a smooth low sound has none, it is the click that is heard.</summary>
    public static double ShareAbove(double hertz, ReadOnlySpan<float> signal, int rate)
    {
        var spectrum = Spectrum(signal);
        var bin = (int)(hertz * 2 * spectrum.Length / rate);
        return Decibels(spectrum[bin..].Sum() / spectrum.Sum());
    }

    private static void Transform(Complex[] bins)
    {
        if (bins.Length == 1)
        {
            return;
        }

        var half = bins.Length / 2;
        var even = new Complex[half];
        var odd = new Complex[half];
        for (var i = 0; i < half; i++)
        {
            (even[i], odd[i]) = (bins[2 * i], bins[(2 * i) + 1]);
        }

        Transform(even);
        Transform(odd);
        for (var i = 0; i < half; i++)
        {
            var turned = Complex.FromPolarCoordinates(1, -2 * Math.PI * i / bins.Length) * odd[i];
            (bins[i], bins[i + half]) = (even[i] + turned, even[i] - turned);
        }
    }
}
