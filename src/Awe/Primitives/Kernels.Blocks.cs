using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Awe.Primitives;

/// <remarks>
/// The kernels on whole blocks do for each place exactly what their scalar line says, in the same order of operations, so their result does
/// not depend on where in a block a frame lies.
/// </remarks>
internal static partial class Kernels
{
    /// <summary>target[k] += source[k] * gain.</summary>
    public static void AddScaled(ReadOnlySpan<float> source, float gain, Span<float> target)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target[..source.Length]);
        var gains = Vector256.Create(gain);
        var k = 0;
        for (; k <= LastVector(source.Length); k += Vector256<float>.Count)
        {
            ref var place = ref Unsafe.Add(ref to, k);
            (Vector256.LoadUnsafe(ref place) + (Vector256.LoadUnsafe(ref from, (nuint)k) * gains)).StoreUnsafe(ref place);
        }

        for (; k < source.Length; k++)
        {
            Unsafe.Add(ref to, k) += Unsafe.Add(ref from, k) * gain;
        }
    }

    /// <summary>(a[k], b[k]) = (a[k] + b[k], a[k] - b[k]): one step of a Hadamard transform over rows.</summary>
    public static void SumAndDifference(Span<float> a, Span<float> b)
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b[..a.Length]);
        var k = 0;
        for (; k <= LastVector(a.Length); k += Vector256<float>.Count)
        {
            var x = Vector256.LoadUnsafe(ref first, (nuint)k);
            var y = Vector256.LoadUnsafe(ref second, (nuint)k);
            (x + y).StoreUnsafe(ref first, (nuint)k);
            (x - y).StoreUnsafe(ref second, (nuint)k);
        }

        for (; k < a.Length; k++)
        {
            (a[k], b[k]) = (a[k] + b[k], a[k] - b[k]);
        }
    }

    /// <summary>(a[k], b[k]) = (b[k], a[k]).</summary>
    public static void Exchange(Span<float> a, Span<float> b)
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b[..a.Length]);
        var k = 0;
        for (; k <= LastVector(a.Length); k += Vector256<float>.Count)
        {
            var x = Vector256.LoadUnsafe(ref first, (nuint)k);
            Vector256.LoadUnsafe(ref second, (nuint)k).StoreUnsafe(ref first, (nuint)k);
            x.StoreUnsafe(ref second, (nuint)k);
        }

        for (; k < a.Length; k++)
        {
            (a[k], b[k]) = (b[k], a[k]);
        }
    }

    /// <summary>
    /// One pass of an all-pass: d = delayed[k]; delayed[k] = e = block[k] - gain * d; block[k] = d + gain * e.
    /// </summary>
    public static void AllPass(Span<float> block, Span<float> delayed, float gain)
    {
        ref var signal = ref MemoryMarshal.GetReference(block);
        ref var memory = ref MemoryMarshal.GetReference(delayed[..block.Length]);
        var gains = Vector256.Create(gain);
        var k = 0;
        for (; k <= LastVector(block.Length); k += Vector256<float>.Count)
        {
            var leaving = Vector256.LoadUnsafe(ref memory, (nuint)k);
            var entering = Vector256.LoadUnsafe(ref signal, (nuint)k) - (gains * leaving);
            entering.StoreUnsafe(ref memory, (nuint)k);
            (leaving + (gains * entering)).StoreUnsafe(ref signal, (nuint)k);
        }

        for (; k < block.Length; k++)
        {
            var leaving = delayed[k];
            var entering = block[k] - (gain * leaving);
            delayed[k] = entering;
            block[k] = leaving + (gain * entering);
        }
    }

    /// <summary>Whether any |a[k]| or |b[k]| is above <paramref name="limit"/>.</summary>
    public static bool AnyAbove(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float limit)
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b[..a.Length]);
        var limits = Vector256.Create(limit);
        var k = 0;
        for (; k <= LastVector(a.Length); k += Vector256<float>.Count)
        {
            var x = Vector256.Abs(Vector256.LoadUnsafe(ref first, (nuint)k));
            var y = Vector256.Abs(Vector256.LoadUnsafe(ref second, (nuint)k));
            if (Vector256.GreaterThanAny(x, limits) || Vector256.GreaterThanAny(y, limits))
            {
                return true;
            }
        }

        for (; k < a.Length; k++)
        {
            if (MathF.Abs(a[k]) > limit || MathF.Abs(b[k]) > limit)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The last place at which a whole vector fits; below 0 where there is none, or no vector unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LastVector(int length) => Vector128.IsHardwareAccelerated ? length - Vector256<float>.Count : -1;
}
