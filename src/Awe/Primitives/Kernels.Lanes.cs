namespace Awe.Primitives;

/// <remarks>
/// How a block of points is cut into lanes. The block has four quarters and each quarter two lanes that start in its middle: one runs
/// backward to its beginning, one forward to its end. What a lane needs to know before its first step, the points in the very middle, is
/// then needed once for two lanes.
/// </remarks>
internal static partial class Kernels
{
    /// <summary>Points of a block that is cut into lanes.</summary>
    public const int LaneBlock = 4096;

    private const int Quarter = LaneBlock / 4;

    /// <summary>Steps of a lane when <paramref name="order"/> points in the middle of each quarter are known (an even number).</summary>
    public static int LaneSteps(int order) => (Quarter - order) / 2;

    /// <summary>
    /// Where a lane takes its point of a step: lanes 0 to 3 run backward in quarters 0 to 3, lanes 4 to 7 forward. Steps below 0 are the known
    /// points, -1 the one next to the lane's first.
    /// </summary>
    public static int LanePlace(int lane, int step, int order)
    {
        var steps = LaneSteps(order);
        return lane < 4 ? (lane * Quarter) + steps - 1 - step : ((lane - 4) * Quarter) + steps + order + step;
    }

    /// <summary>
    /// Puts the points of the lanes where they belong, each shifted left: the lower halves of <paramref name="rows"/>, a row for a step.
    /// Known points are not among them.
    /// </summary>
    public static void PlaceLanes(ReadOnlySpan<int> rows, int order, int shift, Span<short> points) => PlaceLanesScalar(rows, order, shift, points);

    internal static void PlaceLanesScalar(ReadOnlySpan<int> rows, int order, int shift, Span<short> points) =>
        PlaceLanes(rows, 0, order, shift, points);

    private static void PlaceLanes(ReadOnlySpan<int> rows, int firstStep, int order, int shift, Span<short> points)
    {
        for (var lane = 0; lane < PredictionLanes; lane++)
        {
            for (var step = firstStep; step < LaneSteps(order); step++)
            {
                points[LanePlace(lane, step, order)] = (short)(rows[(step * PredictionLanes) + lane] << shift);
            }
        }
    }
}
