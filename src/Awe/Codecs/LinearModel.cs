using System.Runtime.CompilerServices;
using Awe.Primitives;

namespace Awe.Codecs;

/// <summary>
/// How a page is predicted: each point from the points before it. Found by the autocorrelation method (Levinson, Durbin). Analysis is in
/// floating point and may differ from machine to machine in the last bits; what is stored, and all that follows from it, is integers.
/// </summary>
internal struct LinearModel
{
    /// <summary>Sets of known points that a page stores: one in each quarter.</summary>
    public const int Junctions = 4;

    private const int Lags = Kernels.MaximumOrder + 1;
    private const int LargestShift = 15;
    private static readonly float[] s_window = MakeWindow();

    /// <summary>Weights in units of 2^-<see cref="Shift"/>, that of the nearest point first; zeros past the order.</summary>
    public Weights Coefficients;

    /// <summary>Points that a prediction looks at: even, as the lanes want it.</summary>
    public int Order;

    /// <summary>0 to 15.</summary>
    public int Shift;

    public static LinearModel For(ReadOnlySpan<short> points)
    {
        Span<double> correlation = stackalloc double[Lags];
        Correlate(points, correlation);
        Span<double> weights = stackalloc double[Lags * Lags];
        Span<double> errors = stackalloc double[Lags];
        Solve(correlation, weights, errors);
        var model = new LinearModel { Order = CheapestOrder(errors) };
        model.Quantize(weights.Slice(model.Order * Lags, model.Order));
        return model;
    }

    private static void Correlate(ReadOnlySpan<short> points, Span<double> correlation)
    {
        Span<float> windowed = stackalloc float[PageCodec.Points + (2 * Kernels.MaximumOrder)];
        windowed[PageCodec.Points..].Clear();
        for (var i = 0; i < points.Length; i++)
        {
            windowed[i] = points[i] * s_window[i];
        }

        Kernels.Autocorrelate(windowed, correlation);
    }

    // Row n of weights is the best prediction of order n, errors[n] what it leaves. The first error is never zero: the page is not silent.
    private static void Solve(ReadOnlySpan<double> correlation, Span<double> weights, Span<double> errors)
    {
        errors[0] = correlation[0];
        for (var order = 1; order < Lags; order++)
        {
            var before = weights.Slice((order - 1) * Lags, Lags);
            var row = weights.Slice(order * Lags, Lags);
            var reflection = correlation[order];
            for (var i = 0; i < order - 1; i++)
            {
                reflection -= before[i] * correlation[order - 1 - i];
            }

            reflection /= errors[order - 1];
            for (var i = 0; i < order - 1; i++)
            {
                row[i] = before[i] - (reflection * before[order - 2 - i]);
            }

            row[order - 1] = reflection;
            errors[order] = errors[order - 1] * (1 - (reflection * reflection));
            if (!(errors[order] > 0))
            {
                errors[order..].Fill(double.PositiveInfinity); // the page is predicted as well as this arithmetic can tell
                return;
            }
        }
    }

    // Half a bit a point for each halving of the error's power, against what a higher order stores more.
    private static int CheapestOrder(ReadOnlySpan<double> errors)
    {
        const int BitsOfOrder = 16 * (1 + Junctions);
        var (best, least) = (0, double.PositiveInfinity);
        for (var order = 0; order < Lags; order += 2)
        {
            var bits = (0.5 * PageCodec.Points * Math.Log2(Math.Max(errors[order], 1))) + (BitsOfOrder * order);
            if (bits < least)
            {
                (best, least) = (order, bits);
            }
        }

        return best;
    }

    // The finest units that hold the largest weight; each weight takes over what rounding left of the one before.
    private void Quantize(ReadOnlySpan<double> weights)
    {
        var largest = 0.0;
        foreach (var weight in weights)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        Shift = largest > 0 ? Math.Clamp(14 - (int)Math.Floor(Math.Log2(largest)), 0, LargestShift) : 0;
        var left = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var exact = (weights[i] * (1 << Shift)) + left;
            var rounded = Math.Clamp(Math.Round(exact), short.MinValue, short.MaxValue);
            left = exact - rounded;
            Coefficients[i] = (short)rounded;
        }
    }

    // Tukey's window: the first and the last quarter of the page are rounded off by a raised cosine.
    private static float[] MakeWindow()
    {
        var window = new float[PageCodec.Points];
        const int Ramp = PageCodec.Points / 4;
        Array.Fill(window, 1);
        for (var i = 0; i < Ramp; i++)
        {
            window[i] = window[^(i + 1)] = (float)(0.5 - (0.5 * Math.Cos(Math.PI * (i + 0.5) / Ramp)));
        }

        return window;
    }

    [InlineArray(Kernels.MaximumOrder)]
    internal struct Weights
    {
        private short _first;
    }
}
