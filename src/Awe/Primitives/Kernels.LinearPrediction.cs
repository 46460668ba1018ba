using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Awe.Primitives;

/// <remarks>
/// Linear prediction of eight independent runs of points side by side, one run a lane. Sums wrap at 32 bits and points at 16. That is exact
/// however large the coefficients are: a shift is at most 15, so the 16 bits of a point come from the low 31 bits of a sum.
/// </remarks>
internal static partial class Kernels
{
    /// <summary>Points before the one that is predicted that a prediction may look at.</summary>
    public const int MaximumOrder = 8;

    /// <summary>Runs of points that are predicted side by side.</summary>
    public const int PredictionLanes = 8;

    /// <summary>
    /// From residuals back to points. A row of <paramref name="rows"/> is one step of all lanes. The first <see cref="MaximumOrder"/>
    /// rows hold what came before, as points; the others hold residuals and become points. The lower half of an element is the point, the
    /// upper half the point before it in its lane.
    /// </summary>
    /// <param name="rows">Rows of <see cref="PredictionLanes"/> elements.</param>
    /// <param name="coefficients"><see cref="MaximumOrder"/> weights, that of the nearest point first.</param>
    /// <param name="shift">0 to 15: the weights are in units of 2^-shift.</param>
    public static void Restore(Span<int> rows, ReadOnlySpan<short> coefficients, int shift)
    {
        if (Avx2.IsSupported)
        {
            RestoreWide(rows, coefficients, shift);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            RestoreNarrow(rows, coefficients, shift);
        }
        else
        {
            RestoreScalar(rows, coefficients, shift);
        }
    }

    internal static void RestoreScalar(Span<int> rows, ReadOnlySpan<short> coefficients, int shift)
    {
        for (var place = MaximumOrder * PredictionLanes; place < rows.Length; place++)
        {
            var sum = 1 << shift >> 1;
            for (var back = 0; back < MaximumOrder; back++)
            {
                sum += coefficients[back] * (short)rows[place - ((back + 1) * PredictionLanes)];
            }

            rows[place] = (ushort)((sum >> shift) + rows[place]) | (rows[place - PredictionLanes] << 16);
        }
    }

    // A step waits for the one before it, so that path is kept short: multiply, add, shift, blend. Everything older, the rounding, and the
    // residual (shifted up, which the 31 bits allow) are added up beside it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void RestoreWide(Span<int> rows, ReadOnlySpan<short> coefficients, int shift)
    {
        ref var row = ref MemoryMarshal.GetReference(rows);
        ref var end = ref Unsafe.Add(ref row, rows.Length);
        row = ref Unsafe.Add(ref row, MaximumOrder * PredictionLanes);
        var weights = MemoryMarshal.Cast<short, int>(coefficients[..MaximumOrder]);
        var nearest = Vector256.Create(weights[0]).AsInt16();
        var third = Vector256.Create(weights[1]).AsInt16();
        var fifth = Vector256.Create(weights[2]).AsInt16();
        var seventh = Vector256.Create(weights[3]).AsInt16();
        var rounding = Vector256.Create(1 << shift >> 1);
        var count = Vector128.CreateScalar(shift);
        var before = RowBefore(ref row, 1);
        while (Unsafe.IsAddressLessThan(ref row, ref end))
        {
            var older = Avx2.MultiplyAddAdjacent(third, RowBefore(ref row, 3))
                + Avx2.MultiplyAddAdjacent(fifth, RowBefore(ref row, 5))
                + Avx2.MultiplyAddAdjacent(seventh, RowBefore(ref row, 7))
                + (Avx2.ShiftLeftLogical(Vector256.LoadUnsafe(ref row), count) + rounding);
            var sum = Avx2.ShiftRightLogical(Avx2.MultiplyAddAdjacent(nearest, before) + older, count);
            before = Avx2.Blend(sum.AsInt16(), Avx2.ShiftLeftLogical(before.AsInt32(), 16).AsInt16(), 0b10101010);
            before.AsInt32().StoreUnsafe(ref row);
            row = ref Unsafe.Add(ref row, PredictionLanes);
        }
    }

    // Four lanes, then the other four, with what any machine with vectors has.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void RestoreNarrow(Span<int> rows, ReadOnlySpan<short> coefficients, int shift)
    {
        for (var lane = 0; lane < PredictionLanes; lane += Vector128<int>.Count)
        {
            RestoreFour(ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), lane), rows.Length / PredictionLanes, coefficients, shift);
        }
    }

    private static void RestoreFour(ref int row, int rows, ReadOnlySpan<short> w, int shift)
    {
        var (x8, x7, x6, x5) = (PointsOfRow(ref row, 0), PointsOfRow(ref row, 1), PointsOfRow(ref row, 2), PointsOfRow(ref row, 3));
        var (x4, x3, x2, x1) = (PointsOfRow(ref row, 4), PointsOfRow(ref row, 5), PointsOfRow(ref row, 6), PointsOfRow(ref row, 7));
        var (w1, w2, w3, w4) = (Vector128.Create((int)w[0]), Vector128.Create((int)w[1]), Vector128.Create((int)w[2]), Vector128.Create((int)w[3]));
        var (w5, w6, w7, w8) = (Vector128.Create((int)w[4]), Vector128.Create((int)w[5]), Vector128.Create((int)w[6]), Vector128.Create((int)w[7]));
        var rounding = Vector128.Create(1 << shift >> 1);
        var low = Vector128.Create(0xFFFF);
        for (var i = MaximumOrder; i < rows; i++)
        {
            ref var place = ref Unsafe.Add(ref row, i * PredictionLanes);
            var older = (w8 * x8) + (w7 * x7) + (w6 * x6) + (w5 * x5) + (w4 * x4) + (w3 * x3) + (w2 * x2) + rounding;
            var point = ((older + (w1 * x1)) >> shift) + Vector128.LoadUnsafe(ref place);
            ((point & low) | (x1 << 16)).StoreUnsafe(ref place);
            (x8, x7, x6, x5) = (x7, x6, x5, x4);
            (x4, x3, x2, x1) = (x3, x2, x1, (point << 16) >> 16);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> PointsOfRow(ref int row, int i) => (Vector128.LoadUnsafe(ref row, (nuint)(i * PredictionLanes)) << 16) >> 16;

    /// <summary>
    /// What prediction leaves of a run of points, each residual zigzag coded: 0, -1, 1, -2 and so on become 0, 1, 2, 3.
    /// </summary>
    /// <param name="points">The run, <see cref="MaximumOrder"/> points of what came before it first.</param>
    /// <param name="coefficients"><see cref="MaximumOrder"/> weights, that of the nearest point first.</param>
    /// <param name="shift">0 to 15: the weights are in units of 2^-shift.</param>
    /// <param name="residuals">One for each point of the run.</param>
    public static void Predict(ReadOnlySpan<short> points, ReadOnlySpan<short> coefficients, int shift, Span<ushort> residuals)
    {
        var done = Sse2.IsSupported ? PredictVector(points[..(MaximumOrder + residuals.Length)], coefficients, shift, residuals) : 0;
        PredictScalar(points[done..], coefficients, shift, residuals[done..]);
    }

    internal static void PredictScalar(ReadOnlySpan<short> points, ReadOnlySpan<short> coefficients, int shift, Span<ushort> residuals)
    {
        for (var i = 0; i < residuals.Length; i++)
        {
            var window = points.Slice(i, MaximumOrder + 1);
            var sum = 1 << shift >> 1;
            for (var back = 0; back < MaximumOrder; back++)
            {
                sum += coefficients[back] * window[MaximumOrder - 1 - back];
            }

            var residual = (short)(window[MaximumOrder] - (sum >> shift));
            residuals[i] = (ushort)((residual << 1) ^ (residual >> 15));
        }
    }

    // Eight points at once, as many as there are; returns how many that was.
    private static int PredictVector(ReadOnlySpan<short> points, ReadOnlySpan<short> coefficients, int shift, Span<ushort> residuals)
    {
        ref var first = ref MemoryMarshal.GetReference(points);
        ref var target = ref MemoryMarshal.GetReference(residuals);
        var weights = MemoryMarshal.Cast<short, int>(coefficients[..MaximumOrder]);
        var rounding = Vector128.Create(1 << shift >> 1);
        var count = Vector128.CreateScalar(shift);
        var i = 0;
        for (; i <= residuals.Length - Vector128<short>.Count; i += Vector128<short>.Count)
        {
            ref var predicted = ref Unsafe.Add(ref first, i + MaximumOrder);
            var (low, high) = (rounding, rounding);
            for (var pair = 0; pair < MaximumOrder / 2; pair++)
            {
                var weight = Vector128.Create(weights[pair]).AsInt16();
                var near = Vector128.LoadUnsafe(ref Unsafe.Subtract(ref predicted, (2 * pair) + 1));
                var far = Vector128.LoadUnsafe(ref Unsafe.Subtract(ref predicted, (2 * pair) + 2));
                low += Sse2.MultiplyAddAdjacent(weight, Sse2.UnpackLow(near, far));
                high += Sse2.MultiplyAddAdjacent(weight, Sse2.UnpackHigh(near, far));
            }

            var prediction = Vector128.Narrow(Sse2.ShiftRightLogical(low, count), Sse2.ShiftRightLogical(high, count));
            var residual = Vector128.LoadUnsafe(ref predicted) - prediction;
            ((residual << 1) ^ (residual >> 15)).AsUInt16().StoreUnsafe(ref target, (nuint)i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> RowBefore(ref int row, int rows) =>
        Vector256.LoadUnsafe(ref Unsafe.Subtract(ref row, rows * PredictionLanes)).AsInt16();
}
