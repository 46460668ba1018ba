namespace Awe.Primitives;

internal static partial class Kernels
{
    /// <summary>Each byte becomes a number of 16 bits, 0..255.</summary>
    public static void Widen(ReadOnlySpan<byte> bytes, Span<short> numbers)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            numbers[i] = bytes[i];
        }
    }
}
