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
    public static void Restore(Span<int> rows, ReadOnlySpan<short> coefficients, int shift) => RestoreScalar(rows, coefficients, shift);

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

    /// <summary>
    /// What prediction leaves of a run of points, each residual zigzag coded: 0, -1, 1, -2 and so on become 0, 1, 2, 3.
    /// </summary>
    /// <param name="points">The run, <see cref="MaximumOrder"/> points of what came before it first.</param>
    /// <param name="coefficients"><see cref="MaximumOrder"/> weights, that of the nearest point first.</param>
    /// <param name="shift">0 to 15: the weights are in units of 2^-shift.</param>
    /// <param name="residuals">One for each point of the run.</param>
    public static void Predict(ReadOnlySpan<short> points, ReadOnlySpan<short> coefficients, int shift, Span<ushort> residuals) =>
        PredictScalar(points, coefficients, shift, residuals);

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
}
