using System.Numerics;

namespace Awe.Primitives;

/// <summary>
/// Windowed sincs for samples that are pitched down, or up by up to four octaves. A sample that is read faster than it was recorded has tones
/// above half the rate of the output, which would come back as others; so the kernel widens with the increment, and what it
/// lets through ends at half the output's rate.
/// </summary>
/// <remarks>
/// Made once for the process by <see cref="Prepare"/>, then read by any thread. Up to an increment of 1.26 a kernel has eight taps; further up
/// about eight for each point that a frame moves on. Steps are a sixth of an octave: changing from one to the next moves the edge by a
/// sixth of an octave at the upper end of hearing.
/// </remarks>
internal static class SincKernels
{
    /// <summary>Taps of the widest kernel.</summary>
    public const int MostTaps = 8 << Octaves;

    private const int Octaves = 4;
    private const int StepsPerOctave = 6;
    private const int Steps = (Octaves * StepsPerOctave) + 1;

    // A voice 1.3 points a frame fast still gets eight taps: the cutoff alone halves what it aliases, and it costs no more than unpitched ones.
    private const double SpareWidth = 0.3;

    // Of half the rate. Where the response has fallen by 6 dB: a compromise between a decibel at 15 kHz and what is mirrored at half the rate.
    private const double Edge = 0.95;

    // Kaiser's window: side lobes 50 dB down, and the shortest slope that eight taps have for it.
    private const double WindowShape = 5;

    // Places between two points at increment 1: the error of taking the nearest is 68 dB below a tone of 10 kHz. Halved for each octave, since
    // what passes the kernel is that much lower; so no table is larger than 64 KiB, and the second-level cache holds those in use.
    private const int PhaseBits = 10;

    private static readonly SincKernel[] s_kernels = [.. Enumerable.Range(0, Steps).Select(Make)];
    private static readonly long[] s_limits = [.. Enumerable.Range(0, Steps).Select(UpperLimit)];

    /// <summary>Memory of all kernels.</summary>
    public static long Bytes => Enumerable.Range(0, Steps).Sum(static step => (long)TapsOf(step) << PhaseBitsOf(step)) * sizeof(float);

    /// <summary>Makes the kernels now, if this process has none yet.</summary>
    public static void Prepare()
    {
        GC.KeepAlive(s_kernels);
        GC.KeepAlive(s_limits);
    }

    /// <summary>The kernel for an increment (points per frame, 32.32), by the nearest step.</summary>
    public static SincKernel For(long increment)
    {
        var octave = Math.Clamp(BitOperations.Log2((ulong)increment) - 32, 0, Octaves);
        var step = octave * StepsPerOctave;
        while (step < Steps - 1 && increment > s_limits[step])
        {
            step++;
        }

        return s_kernels[step];
    }

    private static double IncrementOf(int step) => Math.Pow(2, step / (double)StepsPerOctave);

    // Half way to the next step.
    private static long UpperLimit(int step) => (long)(IncrementOf(step) * Math.Pow(2, 0.5 / StepsPerOctave) * (1L << 32));

    private static int TapsOf(int step) => 8 * Math.Max(1, (int)Math.Ceiling(IncrementOf(step) - SpareWidth));

    private static int PhaseBitsOf(int step) => PhaseBits - (step / StepsPerOctave);

    private static SincKernel Make(int step)
    {
        var (taps, phaseBits) = (TapsOf(step), PhaseBitsOf(step));
        var phases = 1 << phaseBits;
        var rows = new float[phases * taps];
        var exact = new double[taps];
        for (var phase = 0; phase < phases; phase++)
        {
            // The middle of the phase's interval, so that truncating the fraction is rounding on average.
            FillRow(exact, (phase + 0.5) / phases, Edge / IncrementOf(step));
            var scale = 1 / (32768 * exact.Sum()); // a constant stays the constant at every phase
            for (var tap = 0; tap < taps; tap++)
            {
                rows[(phase * taps) + tap] = (float)(exact[tap] * scale);
            }
        }

        return new SincKernel(rows, taps, phaseBits);
    }

    private static void FillRow(Span<double> row, double fraction, double cutoff)
    {
        var half = row.Length / 2;
        for (var tap = 0; tap < row.Length; tap++)
        {
            var x = tap - (half - 1) - fraction;
            var sinc = Math.Sin(Math.PI * cutoff * x) / (Math.PI * x); // x is never 0: phases are taken in their middle
            row[tap] = sinc * Window(x / half);
        }
    }

    private static double Window(double x) => Bessel(WindowShape * Math.Sqrt(Math.Max(0, 1 - (x * x))));

    // The modified Bessel function of order 0 by its series.
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
