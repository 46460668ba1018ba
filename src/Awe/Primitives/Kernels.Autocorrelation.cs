using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Awe.Primitives;

internal static partial class Kernels
{
    /// <summary>
    /// <paramref name="sums"/>[lag] = the sum of x[i] * x[i + lag] over <paramref name="x"/>. Eight partial sums a lag, so the length is a
    /// multiple of 8; <paramref name="x"/> goes on for as many zeros after it as there are lags, which count as part of its length.
    /// </summary>
    public static void Autocorrelate(ReadOnlySpan<float> x, Span<double> sums)
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var last = x.Length - Vector256<float>.Count - sums.Length;
        for (var lag = 0; lag < sums.Length; lag++)
        {
            var sum = Vector256<float>.Zero;
            for (var i = 0; i <= last; i += Vector256<float>.Count)
            {
                sum += Vector256.LoadUnsafe(ref first, (nuint)i) * Vector256.LoadUnsafe(ref first, (nuint)(i + lag));
            }

            sums[lag] = Vector256.Sum(sum);
        }
    }
}
