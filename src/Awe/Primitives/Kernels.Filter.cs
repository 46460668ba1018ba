using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Awe.Primitives;

internal static partial class Kernels
{
    /// <summary>
    /// Runs the low-pass filters of the active lanes over their rows: lane n filters <paramref name="frames"/> frames from
    /// <paramref name="rows"/>[n * <paramref name="stride"/>] on. Scalar and vector agree bit for bit.
    /// </summary>
    /// <param name="rows">Eight rows; whole vectors are read, so a stride is a multiple of 8.</param>
    /// <param name="stride">Distance of rows, at least <paramref name="frames"/>.</param>
    /// <param name="frames">Frames to filter.</param>
    /// <param name="lanes">State and coefficients; on return those after the last frame.</param>
    public static void FilterLowPass(Span<float> rows, int stride, int frames, ref LowPassLanes lanes)
    {
        if (lanes.Active == 0)
        {
            return;
        }

        if (Avx.IsSupported)
        {
            FilterLowPassVector(rows, stride, frames, ref lanes);
        }
        else
        {
            FilterLowPassScalar(rows, stride, frames, ref lanes);
        }
    }

    internal static void FilterLowPassScalar(Span<float> rows, int stride, int frames, ref LowPassLanes lanes)
    {
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            if ((lanes.Active >> lane & 1) == 0)
            {
                continue;
            }

            foreach (ref var point in rows.Slice(lane * stride, frames))
            {
                lanes.A1[lane] += lanes.StepA1[lane];
                lanes.A2[lane] += lanes.StepA2[lane];
                lanes.A3[lane] += lanes.StepA3[lane];
                lanes.Gain[lane] += lanes.StepGain[lane];
                var input = point - lanes.Low[lane];
                var band = (lanes.A1[lane] * lanes.Band[lane]) + (lanes.A2[lane] * input);
                var low = lanes.Low[lane] + ((lanes.A2[lane] * lanes.Band[lane]) + (lanes.A3[lane] * input));
                lanes.Band[lane] = band + band - lanes.Band[lane];
                lanes.Low[lane] = low + low - lanes.Low[lane];
                point = lanes.Gain[lane] * low;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // a kernel of its own in profiles, and no burden to its caller's registers
    internal static void FilterLowPassVector(Span<float> rows, int stride, int frames, ref LowPassLanes lanes)
    {
        ref var first = ref MemoryMarshal.GetReference(rows);
        var filter = new LaneFilter(ref lanes);
        for (var frame = 0; frame < frames; frame += Lanes.Count)
        {
            ref var block = ref Unsafe.Add(ref first, frame);
            FilterBlock(ref block, (nuint)stride, Math.Min(Lanes.Count, frames - frame), lanes.Active, ref filter);
        }

        filter.Save(ref lanes);
    }

    // Eight frames of eight lanes: turned so that a vector is one frame of all lanes, filtered frame by frame, turned back.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FilterBlock(ref float block, nuint stride, int frames, int active, ref LaneFilter filter)
    {
        var v0 = Vector256.LoadUnsafe(ref block);
        var v1 = Vector256.LoadUnsafe(ref block, stride);
        var v2 = Vector256.LoadUnsafe(ref block, 2 * stride);
        var v3 = Vector256.LoadUnsafe(ref block, 3 * stride);
        var v4 = Vector256.LoadUnsafe(ref block, 4 * stride);
        var v5 = Vector256.LoadUnsafe(ref block, 5 * stride);
        var v6 = Vector256.LoadUnsafe(ref block, 6 * stride);
        var v7 = Vector256.LoadUnsafe(ref block, 7 * stride);
        Transpose(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
        if (frames == Lanes.Count)
        {
            v0 = filter.Step(v0);
            v1 = filter.Step(v1);
            v2 = filter.Step(v2);
            v3 = filter.Step(v3);
            v4 = filter.Step(v4);
            v5 = filter.Step(v5);
            v6 = filter.Step(v6);
            v7 = filter.Step(v7);
        }
        else
        {
            v0 = filter.Step(v0);
            v1 = frames > 1 ? filter.Step(v1) : v1;
            v2 = frames > 2 ? filter.Step(v2) : v2;
            v3 = frames > 3 ? filter.Step(v3) : v3;
            v4 = frames > 4 ? filter.Step(v4) : v4;
            v5 = frames > 5 ? filter.Step(v5) : v5;
            v6 = frames > 6 ? filter.Step(v6) : v6;
        }

        Transpose(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
        StoreIf(active, 0, v0, ref block, stride);
        StoreIf(active, 1, v1, ref block, stride);
        StoreIf(active, 2, v2, ref block, stride);
        StoreIf(active, 3, v3, ref block, stride);
        StoreIf(active, 4, v4, ref block, stride);
        StoreIf(active, 5, v5, ref block, stride);
        StoreIf(active, 6, v6, ref block, stride);
        StoreIf(active, 7, v7, ref block, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreIf(int active, int lane, Vector256<float> row, ref float block, nuint stride)
    {
        if ((active >> lane & 1) != 0)
        {
            row.StoreUnsafe(ref block, (nuint)lane * stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        ref Vector256<float> r0,
        ref Vector256<float> r1,
        ref Vector256<float> r2,
        ref Vector256<float> r3,
        ref Vector256<float> r4,
        ref Vector256<float> r5,
        ref Vector256<float> r6,
        ref Vector256<float> r7)
    {
        // Pairs of rows, then pairs of pairs within each 128-bit half, then the halves.
        var a0 = Avx.UnpackLow(r0, r1);
        var a1 = Avx.UnpackHigh(r0, r1);
        var a2 = Avx.UnpackLow(r2, r3);
        var a3 = Avx.UnpackHigh(r2, r3);
        var a4 = Avx.UnpackLow(r4, r5);
        var a5 = Avx.UnpackHigh(r4, r5);
        var a6 = Avx.UnpackLow(r6, r7);
        var a7 = Avx.UnpackHigh(r6, r7);
        var b0 = Avx.Shuffle(a0, a2, 0b01_00_01_00);
        var b1 = Avx.Shuffle(a0, a2, 0b11_10_11_10);
        var b2 = Avx.Shuffle(a1, a3, 0b01_00_01_00);
        var b3 = Avx.Shuffle(a1, a3, 0b11_10_11_10);
        var b4 = Avx.Shuffle(a4, a6, 0b01_00_01_00);
        var b5 = Avx.Shuffle(a4, a6, 0b11_10_11_10);
        var b6 = Avx.Shuffle(a5, a7, 0b01_00_01_00);
        var b7 = Avx.Shuffle(a5, a7, 0b11_10_11_10);
        r0 = Avx.Permute2x128(b0, b4, 0x20);
        r1 = Avx.Permute2x128(b1, b5, 0x20);
        r2 = Avx.Permute2x128(b2, b6, 0x20);
        r3 = Avx.Permute2x128(b3, b7, 0x20);
        r4 = Avx.Permute2x128(b0, b4, 0x31);
        r5 = Avx.Permute2x128(b1, b5, 0x31);
        r6 = Avx.Permute2x128(b2, b6, 0x31);
        r7 = Avx.Permute2x128(b3, b7, 0x31);
    }

    private ref struct LaneFilter(ref LowPassLanes lanes)
    {
        private readonly Vector256<float> _stepA1 = Load(ref lanes.StepA1);
        private readonly Vector256<float> _stepA2 = Load(ref lanes.StepA2);
        private readonly Vector256<float> _stepA3 = Load(ref lanes.StepA3);
        private readonly Vector256<float> _stepGain = Load(ref lanes.StepGain);
        private Vector256<float> _a1 = Load(ref lanes.A1);
        private Vector256<float> _a2 = Load(ref lanes.A2);
        private Vector256<float> _a3 = Load(ref lanes.A3);
        private Vector256<float> _gain = Load(ref lanes.Gain);
        private Vector256<float> _band = Load(ref lanes.Band);
        private Vector256<float> _low = Load(ref lanes.Low);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Step(Vector256<float> point)
        {
            _a1 += _stepA1;
            _a2 += _stepA2;
            _a3 += _stepA3;
            _gain += _stepGain;
            var input = point - _low;
            var band = (_a1 * _band) + (_a2 * input);
            var low = _low + ((_a2 * _band) + (_a3 * input));
            _band = band + band - _band;
            _low = low + low - _low;
            return _gain * low;
        }

        public readonly void Save(ref LowPassLanes lanes)
        {
            Store(_a1, ref lanes.A1);
            Store(_a2, ref lanes.A2);
            Store(_a3, ref lanes.A3);
            Store(_gain, ref lanes.Gain);
            Store(_band, ref lanes.Band);
            Store(_low, ref lanes.Low);
        }

        private static Vector256<float> Load(ref Lanes lanes) => Vector256.LoadUnsafe(ref Unsafe.As<Lanes, float>(ref lanes));

        private static void Store(Vector256<float> vector, ref Lanes lanes) => vector.StoreUnsafe(ref Unsafe.As<Lanes, float>(ref lanes));
    }
}
