using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
    /// Puts the points of the lanes where they belong, each shifted left: the lower halves of <paramref name="rows"/>, a row for a step
    /// (the upper halves are the points before, as <see cref="Restore"/> leaves them). Known points are not among them.
    /// </summary>
    public static void PlaceLanes(ReadOnlySpan<int> rows, int order, int shift, Span<short> points)
    {
        var done = Avx2.IsSupported ? PlaceLanesVector(rows, order, shift, points) : 0;
        PlaceLanes(rows, done, order, shift, points);
    }

    internal static void PlaceLanesScalar(ReadOnlySpan<int> rows, int order, int shift, Span<short> points) =>
        PlaceLanes(rows, 0, order, shift, points);

    // Eight steps at once. Every other row has all there is: its elements are two points of a lane, the later one in the lower half, which
    // is already the order of lanes that run backward. Returns the steps done.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int PlaceLanesVector(ReadOnlySpan<int> rows, int order, int shift, Span<short> points)
    {
        var steps = LaneSteps(order);
        ref var row = ref MemoryMarshal.GetReference(rows[..(steps * PredictionLanes)]);
        ref var back = ref MemoryMarshal.GetReference(points[..LaneBlock]);
        ref var forth = ref Unsafe.Add(ref back, LanePlace(4, 0, order));
        back = ref Unsafe.Add(ref back, LanePlace(0, 7, order));
        var count = Vector128.CreateScalar((short)shift);
        var step = 0;
        for (; step <= steps - 8; step += 8)
        {
            var r1 = Vector256.LoadUnsafe(ref row, 1 * PredictionLanes);
            var r3 = Vector256.LoadUnsafe(ref row, 3 * PredictionLanes);
            var r5 = Vector256.LoadUnsafe(ref row, 5 * PredictionLanes);
            var r7 = Vector256.LoadUnsafe(ref row, 7 * PredictionLanes);
            var a = Avx2.UnpackLow(r1, r3).AsInt64();
            var b = Avx2.UnpackHigh(r1, r3).AsInt64();
            var c = Avx2.UnpackLow(r5, r7).AsInt64();
            var d = Avx2.UnpackHigh(r5, r7).AsInt64();
            PlaceEight(Avx2.UnpackLow(a, c), count, ref back, ref forth, 0);
            PlaceEight(Avx2.UnpackHigh(a, c), count, ref back, ref forth, 1);
            PlaceEight(Avx2.UnpackLow(b, d), count, ref back, ref forth, 2);
            PlaceEight(Avx2.UnpackHigh(b, d), count, ref back, ref forth, 3);
            row = ref Unsafe.Add(ref row, 8 * PredictionLanes);
            back = ref Unsafe.Subtract(ref back, 8);
            forth = ref Unsafe.Add(ref forth, 8);
        }

        return step;
    }

    // Lower half: a backward lane, whose pairs change places; upper half: a forward lane, whose points change places in each pair.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PlaceEight(Vector256<long> lanes, Vector128<short> shift, ref short back, ref short forth, int quarter)
    {
        var order = Vector256.Create(
            12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, (byte)13);
        var points = Avx2.ShiftLeftLogical(Avx2.Shuffle(lanes.AsByte(), order).AsInt16(), shift);
        points.GetLower().StoreUnsafe(ref back, (nuint)(quarter * Quarter));
        points.GetUpper().StoreUnsafe(ref forth, (nuint)(quarter * Quarter));
    }

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
