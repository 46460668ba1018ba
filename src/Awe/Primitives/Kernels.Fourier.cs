using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Awe.Primitives;

internal static partial class Kernels
{
    /// <summary>
    /// Transforms complex numbers in place: element k becomes the sum of element n times exp(-2 pi i k n / length). The result is the same
    /// bit for bit with vectors or without: each number comes from the same sums and products in the same order, none of them fused.
    /// </summary>
    /// <remarks>
    /// Stockham's stages of radix four, and one of two where the length asks for it. Each writes its results in order to the other of two
    /// buffers, so elements that share a turn lie side by side from the second stage on, and vectors need no shuffling.
    /// </remarks>
    public static void Fourier(FourierTable table, Span<float> real, Span<float> imaginary, Span<float> scratch)
    {
        if (Vector128.IsHardwareAccelerated)
        {
            Fourier(table, real, imaginary, scratch, vectors: true);
        }
        else
        {
            FourierScalar(table, real, imaginary, scratch);
        }
    }

    internal static void FourierScalar(FourierTable table, Span<float> real, Span<float> imaginary, Span<float> scratch) =>
        Fourier(table, real, imaginary, scratch, vectors: false);

    private static void Fourier(FourierTable table, Span<float> real, Span<float> imaginary, Span<float> scratch, bool vectors)
    {
        var length = table.Length;
        Span<float> fromReal = real[..length], fromImaginary = imaginary[..length];
        Span<float> toReal = scratch[..length], toImaginary = scratch.Slice(length, length);
        var turns = table.Turns.AsSpan();
        var (part, stride) = (length, 1);
        for (; part >= 4; part /= 4, stride *= 4)
        {
            if (vectors && stride >= Vector128<float>.Count)
            {
                RadixFourVector(fromReal, fromImaginary, toReal, toImaginary, turns, part / 4, stride);
            }
            else
            {
                RadixFour(fromReal, fromImaginary, toReal, toImaginary, turns, part / 4, stride);
            }

            turns = turns[(part / 4 * FourierTable.TurnNumbers)..];
            Swap(ref fromReal, ref toReal);
            Swap(ref fromImaginary, ref toImaginary);
        }

        if (part == 2)
        {
            RadixTwo(fromReal, toReal);
            RadixTwo(fromImaginary, toImaginary);
            Swap(ref fromReal, ref toReal);
            Swap(ref fromImaginary, ref toImaginary);
        }

        if (fromReal != real[..length])
        {
            fromReal.CopyTo(real);
            fromImaginary.CopyTo(imaginary);
        }
    }

    private static void RadixFour(
        ReadOnlySpan<float> fromReal, ReadOnlySpan<float> fromImaginary, Span<float> toReal, Span<float> toImaginary,
        ReadOnlySpan<float> turns, int count, int stride)
    {
        var quarter = count * stride;
        for (var i = 0; i < count; i++)
        {
            var turn = turns.Slice(i * FourierTable.TurnNumbers, FourierTable.TurnNumbers);
            for (var k = 0; k < stride; k++)
            {
                var from = (i * stride) + k;
                var to = (4 * i * stride) + k;
                var (ar, ai) = (fromReal[from], fromImaginary[from]);
                var (br, bi) = (fromReal[from + quarter], fromImaginary[from + quarter]);
                var (cr, ci) = (fromReal[from + (2 * quarter)], fromImaginary[from + (2 * quarter)]);
                var (dr, di) = (fromReal[from + (3 * quarter)], fromImaginary[from + (3 * quarter)]);
                var (sumR, sumI, differenceR, differenceI) = (ar + cr, ai + ci, ar - cr, ai - ci);
                var (otherR, otherI, turnedR, turnedI) = (br + dr, bi + di, bi - di, dr - br);
                toReal[to] = sumR + otherR;
                toImaginary[to] = sumI + otherI;
                var (xr, xi) = (differenceR + turnedR, differenceI + turnedI);
                toReal[to + stride] = (xr * turn[0]) - (xi * turn[1]);
                toImaginary[to + stride] = (xr * turn[1]) + (xi * turn[0]);
                (xr, xi) = (sumR - otherR, sumI - otherI);
                toReal[to + (2 * stride)] = (xr * turn[2]) - (xi * turn[3]);
                toImaginary[to + (2 * stride)] = (xr * turn[3]) + (xi * turn[2]);
                (xr, xi) = (differenceR - turnedR, differenceI - turnedI);
                toReal[to + (3 * stride)] = (xr * turn[4]) - (xi * turn[5]);
                toImaginary[to + (3 * stride)] = (xr * turn[5]) + (xi * turn[4]);
            }
        }
    }

    // The same four elements at a time.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RadixFourVector(
        ReadOnlySpan<float> fromReal, ReadOnlySpan<float> fromImaginary, Span<float> toReal, Span<float> toImaginary,
        ReadOnlySpan<float> turns, int count, int stride)
    {
        var quarter = count * stride;
        ref var sourceR = ref MemoryMarshal.GetReference(fromReal[..(4 * quarter)]);
        ref var sourceI = ref MemoryMarshal.GetReference(fromImaginary[..(4 * quarter)]);
        ref var targetR = ref MemoryMarshal.GetReference(toReal[..(4 * quarter)]);
        ref var targetI = ref MemoryMarshal.GetReference(toImaginary[..(4 * quarter)]);
        ref var firstTurn = ref MemoryMarshal.GetReference(turns[..(count * FourierTable.TurnNumbers)]);
        for (var i = 0; i < count; i++)
        {
            ref var turn = ref Unsafe.Add(ref firstTurn, i * FourierTable.TurnNumbers);
            var (turn1R, turn1I) = (Vector128.Create(turn), Vector128.Create(Unsafe.Add(ref turn, 1)));
            var (turn2R, turn2I) = (Vector128.Create(Unsafe.Add(ref turn, 2)), Vector128.Create(Unsafe.Add(ref turn, 3)));
            var (turn3R, turn3I) = (Vector128.Create(Unsafe.Add(ref turn, 4)), Vector128.Create(Unsafe.Add(ref turn, 5)));
            for (var k = 0; k < stride; k += Vector128<float>.Count)
            {
                var from = (nuint)((i * stride) + k);
                var to = (nuint)((4 * i * stride) + k);
                var (step, leap) = ((nuint)quarter, (nuint)stride);
                var (ar, ai) = (Vector128.LoadUnsafe(ref sourceR, from), Vector128.LoadUnsafe(ref sourceI, from));
                var (br, bi) = (Vector128.LoadUnsafe(ref sourceR, from + step), Vector128.LoadUnsafe(ref sourceI, from + step));
                var (cr, ci) = (Vector128.LoadUnsafe(ref sourceR, from + (2 * step)), Vector128.LoadUnsafe(ref sourceI, from + (2 * step)));
                var (dr, di) = (Vector128.LoadUnsafe(ref sourceR, from + (3 * step)), Vector128.LoadUnsafe(ref sourceI, from + (3 * step)));
                var (sumR, sumI, differenceR, differenceI) = (ar + cr, ai + ci, ar - cr, ai - ci);
                var (otherR, otherI, turnedR, turnedI) = (br + dr, bi + di, bi - di, dr - br);
                (sumR + otherR).StoreUnsafe(ref targetR, to);
                (sumI + otherI).StoreUnsafe(ref targetI, to);
                var (xr, xi) = (differenceR + turnedR, differenceI + turnedI);
                ((xr * turn1R) - (xi * turn1I)).StoreUnsafe(ref targetR, to + leap);
                ((xr * turn1I) + (xi * turn1R)).StoreUnsafe(ref targetI, to + leap);
                (xr, xi) = (sumR - otherR, sumI - otherI);
                ((xr * turn2R) - (xi * turn2I)).StoreUnsafe(ref targetR, to + (2 * leap));
                ((xr * turn2I) + (xi * turn2R)).StoreUnsafe(ref targetI, to + (2 * leap));
                (xr, xi) = (differenceR - turnedR, differenceI - turnedI);
                ((xr * turn3R) - (xi * turn3I)).StoreUnsafe(ref targetR, to + (3 * leap));
                ((xr * turn3I) + (xi * turn3R)).StoreUnsafe(ref targetI, to + (3 * leap));
            }
        }
    }

    private static void RadixTwo(ReadOnlySpan<float> from, Span<float> to)
    {
        var half = to.Length / 2;
        for (var k = 0; k < half; k++)
        {
            to[k] = from[k] + from[k + half];
            to[k + half] = from[k] - from[k + half];
        }
    }

    private static void Swap(ref Span<float> a, ref Span<float> b)
    {
        var c = a;
        a = b;
        b = c;
    }
}
