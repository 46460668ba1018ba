using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Awe.Primitives;

internal static partial class Kernels
{
    /// <summary>
    /// <paramref name="bus"/>[k] += <paramref name="block"/>[k] * gain, the gain moving in a straight line from <paramref name="from"/>
    /// (before the first frame) to <paramref name="to"/> (at the last).
    /// </summary>
    public static void MixRamped(ReadOnlySpan<float> block, float from, float to, Span<float> bus)
    {
        if (from == 0f && to == 0f)
        {
            return;
        }

        if (Vector128.IsHardwareAccelerated)
        {
            MixRampedVector(block, from, to, bus);
        }
        else
        {
            MixRampedScalar(block, from, to, bus);
        }
    }

    internal static void MixRampedScalar(ReadOnlySpan<float> block, float from, float to, Span<float> bus)
    {
        var step = (to - from) / block.Length;
        for (var k = 0; k < block.Length; k++)
        {
            bus[k] += block[k] * (from + (step * (k + 1)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // a kernel of its own in profiles, and no burden to its caller's registers
    internal static void MixRampedVector(ReadOnlySpan<float> block, float from, float to, Span<float> bus)
    {
        ref var source = ref MemoryMarshal.GetReference(block);
        ref var target = ref MemoryMarshal.GetReference(bus[..block.Length]);
        var step = (to - from) / block.Length;
        var gain = Vector256.Create(from) + (Vector256.Create(step) * Vector256.Create(1f, 2, 3, 4, 5, 6, 7, 8));
        var stride = Vector256.Create(step * Vector256<float>.Count);
        var k = 0;
        for (; k <= block.Length - Vector256<float>.Count; k += Vector256<float>.Count)
        {
            ref var frames = ref Unsafe.Add(ref target, k);
            (Vector256.LoadUnsafe(ref frames) + (Vector256.LoadUnsafe(ref source, (nuint)k) * gain)).StoreUnsafe(ref frames);
            gain += stride;
        }

        for (; k < block.Length; k++)
        {
            Unsafe.Add(ref target, k) += Unsafe.Add(ref source, k) * (from + (step * (k + 1)));
        }
    }

    /// <summary>Multiplies by a gain that moves in a straight line, as in <see cref="MixRamped"/>.</summary>
    public static void ScaleRamped(Span<float> block, float from, float to)
    {
        var step = (to - from) / block.Length;
        for (var k = 0; k < block.Length; k++)
        {
            block[k] *= from + (step * (k + 1));
        }
    }
}
