using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Awe.Primitives;

internal static partial class Kernels
{
    /// <summary>
    /// Windowed-sinc interpolation with the position rule of <see cref="InterpolateLinear"/>, where <paramref name="points"/> begin
    /// half of the kernel's taps less one before the first position. Takes the widest implementation that the machine has.
    /// </summary>
    public static void InterpolateSinc(ReadOnlySpan<short> points, long fraction, long increment, SincKernel kernel, Span<float> output)
    {
        if (Vector128.IsHardwareAccelerated)
        {
            InterpolateSincVector(points, fraction, increment, kernel, output);
        }
        else
        {
            InterpolateSincScalar(points, fraction, increment, kernel, output);
        }
    }

    internal static void InterpolateSincScalar(ReadOnlySpan<short> points, long fraction, long increment, SincKernel kernel, Span<float> output)
    {
        var position = fraction;
        for (var k = 0; k < output.Length; k++)
        {
            var near = points.Slice((int)(position >> 32), kernel.Taps);
            var row = kernel.Rows.AsSpan((int)((uint)position >> (32 - kernel.PhaseBits)) * kernel.Taps, kernel.Taps);
            var sum = 0f;
            for (var tap = 0; tap < near.Length; tap++)
            {
                sum += near[tap] * row[tap];
            }

            output[k] = sum;
            position += increment;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // as the cubic
    internal static void InterpolateSincVector(ReadOnlySpan<short> points, long fraction, long increment, SincKernel kernel, Span<float> output)
    {
        ref var first = ref MemoryMarshal.GetReference(points);
        ref var rows = ref MemoryMarshal.GetArrayDataReference(kernel.Rows);
        ref var target = ref MemoryMarshal.GetReference(output);
        var (taps, shift) = (kernel.Taps, 32 - kernel.PhaseBits);
        var position = fraction;
        var k = 0;
        for (; k <= output.Length - 4; k += 4)
        {
            var a = SincProducts(ref first, ref rows, position, taps, shift);
            var b = SincProducts(ref first, ref rows, position + increment, taps, shift);
            var c = SincProducts(ref first, ref rows, position + (2 * increment), taps, shift);
            var d = SincProducts(ref first, ref rows, position + (3 * increment), taps, shift);
            SumRows(a, b, c, d).StoreUnsafe(ref Unsafe.Add(ref target, k));
            position += 4 * increment;
        }

        for (; k < output.Length; k++)
        {
            Unsafe.Add(ref target, k) = Vector128.Sum(SincProducts(ref first, ref rows, position, taps, shift));
            position += increment;
        }
    }

    // Four sums whose sum is the value; the same four with vectors of eight as with pairs of four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> SincProducts(ref short first, ref float rows, long position, int taps, int shift)
    {
        ref var near = ref Unsafe.Add(ref first, (nint)(position >> 32));
        ref var row = ref Unsafe.Add(ref rows, (nint)((uint)position >> shift) * taps);
        if (Avx2.IsSupported)
        {
            var sum = EightProducts(ref near, ref row, 0);
            for (var tap = 8; tap < taps; tap += 8)
            {
                sum += EightProducts(ref near, ref row, (nuint)tap);
            }

            return sum.GetLower() + sum.GetUpper();
        }

        var (lower, upper) = (FourProducts(ref near, ref row, 0), FourProducts(ref near, ref row, 4));
        for (var tap = 8; tap < taps; tap += 8)
        {
            lower += FourProducts(ref near, ref row, (nuint)tap);
            upper += FourProducts(ref near, ref row, (nuint)tap + 4);
        }

        return lower + upper;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> EightProducts(ref short near, ref float row, nuint tap) =>
        Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(ref near, tap))) * Vector256.LoadUnsafe(ref row, tap);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FourProducts(ref short near, ref float row, nuint tap)
    {
        var four = Unsafe.ReadUnaligned<long>(ref Unsafe.As<short, byte>(ref Unsafe.Add(ref near, (nint)tap)));
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.CreateScalarUnsafe(four).AsInt16())) * Vector128.LoadUnsafe(ref row, tap);
    }
}
