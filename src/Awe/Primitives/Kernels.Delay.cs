using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Awe.Primitives;

internal static partial class Kernels
{
    private const float PhaseToUnit = 1f / 2147483648f;

    /// <summary>
    /// values[k] = centre + depth * s(phase + k * step), where s is a sine drawn with two parabolas over the turn of 2^32.
    /// </summary>
    public static void Sway(uint phase, uint step, float centre, float depth, Span<float> values)
    {
        ref var to = ref MemoryMarshal.GetReference(values);
        var phases = Vector256.Create(phase) + (Vector256.Create(step) * Vector256.Create(0u, 1, 2, 3, 4, 5, 6, 7));
        var stride = Vector256.Create(step * (uint)Vector256<uint>.Count);
        var k = 0;
        for (; k <= LastVector(values.Length); k += Vector256<float>.Count)
        {
            var x = Vector256.ConvertToSingle(phases.AsInt32()) * PhaseToUnit;
            var sine = 4f * x * (Vector256<float>.One - Vector256.Abs(x));
            (Vector256.Create(centre) + (depth * sine)).StoreUnsafe(ref to, (nuint)k);
            phases += stride;
        }

        for (; k < values.Length; k++)
        {
            var x = (int)(phase + (step * (uint)k)) * PhaseToUnit;
            var sine = 4f * x * (1f - MathF.Abs(x));
            values[k] = centre + (depth * sine);
        }
    }

    /// <summary>
    /// Reads a moving delay by the cubic of Catmull and Rom, as far as the delays are in [whole, whole + 1); returns for how many frames that is so.
    /// Frame k's delay counts back from point k + whole + 2 of the window.
    /// </summary>
    /// <param name="window">Three points more than there are delays, older first.</param>
    /// <param name="whole">The whole frames that the delays have in common.</param>
    /// <param name="delays">In frames.</param>
    /// <param name="output">As long as the delays.</param>
    public static int ReadCubic(ReadOnlySpan<float> window, int whole, ReadOnlySpan<float> delays, Span<float> output)
    {
        ref var points = ref MemoryMarshal.GetReference(window[..(delays.Length + 3)]);
        ref var delay = ref MemoryMarshal.GetReference(delays);
        ref var to = ref MemoryMarshal.GetReference(output[..delays.Length]);
        var wholes = Vector256.Create((float)whole);
        var k = 0;
        for (; k <= LastVector(delays.Length); k += Vector256<float>.Count)
        {
            var t = Vector256.LoadUnsafe(ref delay, (nuint)k) - wholes;
            if (Vector256.LessThanAny(t, Vector256<float>.Zero) || Vector256.GreaterThanOrEqualAny(t, Vector256<float>.One))
            {
                break;
            }

            ref var place = ref Unsafe.Add(ref points, k);
            var p3 = Vector256.LoadUnsafe(ref place);
            var p2 = Vector256.LoadUnsafe(ref place, 1);
            var p1 = Vector256.LoadUnsafe(ref place, 2);
            var p0 = Vector256.LoadUnsafe(ref place, 3);
            var slope = 0.5f * (p2 - p0);
            var square = p0 - (2.5f * p1) + (2f * p2) - (0.5f * p3);
            var cube = (0.5f * (p3 - p0)) + (1.5f * (p1 - p2));
            (p1 + (t * (slope + (t * (square + (t * cube)))))).StoreUnsafe(ref to, (nuint)k);
        }

        for (; k < delays.Length; k++)
        {
            var t = delays[k] - whole;
            if (t is < 0 or >= 1)
            {
                break;
            }

            output[k] = Cubic(window[k + 3], window[k + 2], window[k + 1], window[k], t);
        }

        return k;
    }

    /// <summary>Between <paramref name="p1"/> (t = 0) and <paramref name="p2"/> (t = 1), their outer neighbours known.</summary>
    public static float Cubic(float p0, float p1, float p2, float p3, float t)
    {
        var slope = 0.5f * (p2 - p0);
        var square = p0 - (2.5f * p1) + (2f * p2) - (0.5f * p3);
        var cube = (0.5f * (p3 - p0)) + (1.5f * (p1 - p2));
        return p1 + (t * (slope + (t * (square + (t * cube)))));
    }
}
