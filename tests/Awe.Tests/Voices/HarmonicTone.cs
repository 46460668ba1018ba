using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Tests.Playback;

namespace Awe.Tests.Voices;

/// <summary>
/// A looped sample of all harmonics of 441 Hz to 20 kHz at one level, and a measure of what a rendering of it at another pitch holds that is
/// no harmonic: aliases and images, which only interpolation can have made.
/// </summary>
internal static class HarmonicTone
{
    public const int RootKey = 60;
    private const double Pitch = 441;
    private const int Highest = 45;
    private const int Length = 1 << 15;
    private const int LobeBins = 10; // the window's main lobe to -120 dB, and a little
    private const double Heard = 16_000;

    public static SoundFontBuilder Bank() => SynthBench.Bank([.. Enumerable.Range(0, 500).Select(Point)], loopStart: 100, loopEnd: 400);

    /// <summary>What is no harmonic of the shifted pitch and lies below 16 kHz, in decibels relative to what is one.</summary>
    /// <param name="sound">From somewhere in the sustained part, 44.1 kHz.</param>
    /// <param name="semitones">By how much the key shifts the sample.</param>
    public static double ForeignDecibels(ReadOnlySpan<float> sound, int semitones)
    {
        var energy = Spectrum(sound);
        var (harmonic, foreign) = (0.0, 0.0);
        var pitch = Pitch * Math.Pow(2, semitones / 12.0) * Length / SynthBench.Rate;
        var count = (int)Math.Min(Highest, (Length / 2) / pitch);
        for (var bin = LobeBins; bin < Length / 2; bin++)
        {
            var nearest = Math.Clamp(Math.Round(bin / pitch), 1, count) * pitch;
            if (Math.Abs(bin - nearest) <= LobeBins)
            {
                harmonic += energy[bin];
            }
            else if (bin < Heard * Length / SynthBench.Rate)
            {
                foreign += energy[bin];
            }
        }

        return 10 * Math.Log10(foreign / harmonic);
    }

    // Phases that keep the peak low.
    private static short Point(int i)
    {
        var sum = 0.0;
        for (var k = 1; k <= Highest; k++)
        {
            sum += Math.Cos((2 * Math.PI * k * i / 100) + (Math.PI * k * k / Highest));
        }

        return (short)Math.Round(1500 * sum);
    }

    private static double[] Spectrum(ReadOnlySpan<float> sound)
    {
        var (real, imaginary) = (new float[Length], new float[Length]);
        for (var i = 0; i < Length; i++)
        {
            var turn = 2 * Math.PI * i / Length;
            var blackman = 0.42 - (0.5 * Math.Cos(turn)) + (0.08 * Math.Cos(2 * turn));
            real[i] = (float)(sound[i] * blackman * blackman);
        }

        Kernels.Fourier(new FourierTable(Length), real, imaginary, new float[2 * Length]);
        return [.. real.Zip(imaginary, (re, im) => ((double)re * re) + ((double)im * im))];
    }
}
