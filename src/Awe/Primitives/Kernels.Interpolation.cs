using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Awe.Primitives;

internal static partial class Kernels
{
    // 1024 phases: each doubling brings the table 6 dB nearer to the exact curve, and this one (16 KiB) still fits a first-level cache.
    private const int PhaseBits = 10;
    private const int Phases = 1 << PhaseBits;
    private static readonly float[] s_cubicTaps = MakeCubicTaps();

    /// <summary>
    /// Two-point interpolation. <paramref name="output"/>[k] lies between points i and i+1 of <paramref name="points"/>, where
    /// i = TapsBefore + the whole part of <paramref name="fraction"/> + k * <paramref name="increment"/> (both 32.32 fixed point).
    /// </summary>
    public static void InterpolateLinear(ReadOnlySpan<short> points, long fraction, long increment, Span<float> output)
    {
        ref var first = ref MemoryMarshal.GetReference(points);
        var position = fraction;
        for (var k = 0; k < output.Length; k++)
        {
            ref var tap = ref Unsafe.Add(ref first, (nint)(position >> 32) + TapsBefore);
            var t = (uint)position * (1f / 4294967296f);
            output[k] = (tap + ((Unsafe.Add(ref tap, 1) - tap) * t)) * PointScale;
            position += increment;
        }
    }

    /// <summary>
    /// Four-point (third-order Hermite) interpolation with the position rule of <see cref="InterpolateLinear"/>. Takes the widest
    /// implementation that the machine has.
    /// </summary>
    public static void InterpolateCubic(ReadOnlySpan<short> points, long fraction, long increment, Span<float> output)
    {
        if (Vector128.IsHardwareAccelerated)
        {
            InterpolateCubicVector(points, fraction, increment, output);
        }
        else
        {
            InterpolateCubicScalar(points, fraction, increment, output);
        }
    }

    internal static void InterpolateCubicScalar(ReadOnlySpan<short> points, long fraction, long increment, Span<float> output)
    {
        var position = fraction;
        for (var k = 0; k < output.Length; k++)
        {
            var tap = points.Slice((int)(position >> 32), 4);
            var c = s_cubicTaps.AsSpan(PhaseOf(position) * 4, 4);
            output[k] = (tap[0] * c[0]) + (tap[1] * c[1]) + (tap[2] * c[2]) + (tap[3] * c[3]);
            position += increment;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // a kernel of its own in profiles, and no burden to its caller's registers
    internal static void InterpolateCubicVector(ReadOnlySpan<short> points, long fraction, long increment, Span<float> output)
    {
        ref var first = ref MemoryMarshal.GetReference(points);
        ref var taps = ref MemoryMarshal.GetArrayDataReference(s_cubicTaps);
        ref var target = ref MemoryMarshal.GetReference(output);
        var position = fraction;
        var k = 0;
        for (; k <= output.Length - 4; k += 4)
        {
            var a = Products(ref first, ref taps, position);
            var b = Products(ref first, ref taps, position + increment);
            var c = Products(ref first, ref taps, position + (2 * increment));
            var d = Products(ref first, ref taps, position + (3 * increment));
            SumRows(a, b, c, d).StoreUnsafe(ref Unsafe.Add(ref target, k));
            position += 4 * increment;
        }

        for (; k < output.Length; k++)
        {
            Unsafe.Add(ref target, k) = Vector128.Sum(Products(ref first, ref taps, position));
            position += increment;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PhaseOf(long position) => (int)((uint)position >> (32 - PhaseBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Products(ref short first, ref float taps, long position)
    {
        var four = Unsafe.ReadUnaligned<long>(ref Unsafe.As<short, byte>(ref Unsafe.Add(ref first, (nint)(position >> 32))));
        var points = Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.CreateScalarUnsafe(four).AsInt16()));
        return points * Vector128.LoadUnsafe(ref taps, (nuint)(PhaseOf(position) * 4));
    }

    // (sum of a, sum of b, sum of c, sum of d)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> SumRows(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        if (Sse3.IsSupported)
        {
            return Sse3.HorizontalAdd(Sse3.HorizontalAdd(a, b), Sse3.HorizontalAdd(c, d));
        }

        return AdvSimd.Arm64.IsSupported
            ? AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(a, b), AdvSimd.Arm64.AddPairwise(c, d))
            : Vector128.Create(Vector128.Sum(a), Vector128.Sum(b), Vector128.Sum(c), Vector128.Sum(d));
    }

    private static float[] MakeCubicTaps()
    {
        var taps = new float[Phases * 4];
        for (var phase = 0; phase < Phases; phase++)
        {
            // The middle of the phase's interval, so that truncating the fraction is rounding on average.
            var t = (phase + 0.5) / Phases;
            var row = taps.AsSpan(phase * 4, 4);
            row[0] = (float)(t * (-0.5 + (t * (1.0 - (0.5 * t)))) * PointScale);
            row[1] = (float)((1.0 + (t * t * ((1.5 * t) - 2.5))) * PointScale);
            row[2] = (float)(t * (0.5 + (t * (2.0 - (1.5 * t)))) * PointScale);
            row[3] = (float)(0.5 * t * t * (t - 1.0) * PointScale);
        }

        return taps;
    }
}
