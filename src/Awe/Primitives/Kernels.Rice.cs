using System.Buffers.Binary;
using System.Numerics;

namespace Awe.Primitives;

/// <remarks>
/// Rice codes whose two halves lie apart: the low bits of all residuals, of a width that is fixed for a group, and the quotients in unary.
/// Apart, the low bits are unpacked eight at a time, and the quotients byte by byte with a table.
/// </remarks>
internal static partial class Kernels
{
    /// <summary>Residuals of one lane that share a Rice parameter.</summary>
    public const int RiceGroup = 64;

    /// <summary>The largest quotient that may be coded.</summary>
    public const int MaximumQuotient = 240;

    /// <summary>Bytes after the low bits, and after the quotients, that <see cref="JoinResiduals"/> and <see cref="ExpandQuotients"/> may touch.</summary>
    public const int RiceSlack = 16;

    private static readonly ulong[] s_quotientsOfByte = MakeQuotientsOfByte();

    /// <summary>Bytes that the low bits of a group take.</summary>
    public static int LowBytes(int parameter, int residuals) => ((parameter * residuals) + 7) >> 3;

    /// <summary>
    /// Reads quotients in unary: as many zero bits as the quotient says, then a one; the lowest bit of a byte first.
    /// </summary>
    /// <param name="bits">The bits; the rest of the last byte is zeros.</param>
    /// <param name="quotients">What was read; the last <see cref="RiceSlack"/> places are room for work.</param>
    /// <returns>Whether there were exactly as many as <paramref name="quotients"/> has room for, and none was too large.</returns>
    public static bool ExpandQuotients(ReadOnlySpan<byte> bits, Span<byte> quotients)
    {
        var count = quotients.Length - RiceSlack;
        var found = 0;
        var zeros = 0; // since the last one
        var excess = 0;
        foreach (var eight in bits)
        {
            if (found > count)
            {
                return false;
            }

            // Up to eight quotients at once; those that the next byte decides are overwritten.
            BinaryPrimitives.WriteUInt64LittleEndian(quotients[found..], s_quotientsOfByte[eight] + (uint)zeros);
            excess |= (zeros + 7) >> 8;
            found += BitOperations.PopCount(eight);
            zeros = eight == 0 ? zeros + 8 : BitOperations.LeadingZeroCount((uint)eight) - 24;
        }

        return found == count && excess == 0;
    }

    /// <summary>
    /// Puts the residuals of eight lanes together: quotient above low bits, zigzag undone, turned so that a row is one step of all lanes.
    /// </summary>
    /// <param name="lows">Low bits, lane after lane and group after group, each group from a byte on; then <see cref="RiceSlack"/> bytes of anything.</param>
    /// <param name="parameters">Widths of the low bits, 0 to 15, in the same order.</param>
    /// <param name="quotients">Lane after lane; then <see cref="RiceSlack"/> bytes of anything.</param>
    /// <param name="steps">Residuals a lane.</param>
    /// <param name="rows">Rows of eight, <paramref name="steps"/> rounded up to a multiple of eight; those past the steps are anything.</param>
    public static void JoinResiduals(ReadOnlySpan<byte> lows, ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> quotients, int steps, Span<int> rows) =>
        JoinResidualsScalar(lows, parameters, quotients, steps, rows);

    internal static void JoinResidualsScalar(
        ReadOnlySpan<byte> lows, ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> quotients, int steps, Span<int> rows)
    {
        var group = 0;
        for (var lane = 0; lane < PredictionLanes; lane++)
        {
            for (var start = 0; start < steps; start += RiceGroup)
            {
                int parameter = parameters[group++];
                var count = Math.Min(RiceGroup, steps - start);
                for (var i = 0; i < count; i++)
                {
                    var bit = i * parameter;
                    var low = (int)(BinaryPrimitives.ReadUInt32LittleEndian(lows[(bit >> 3)..]) >> (bit & 7)) & ((1 << parameter) - 1);
                    var residual = (quotients[(lane * steps) + start + i] << parameter) | low;
                    rows[((start + i) * PredictionLanes) + lane] = (residual >> 1) ^ -(residual & 1);
                }

                lows = lows[LowBytes(parameter, count)..];
            }
        }
    }

    // Byte n of an entry: zeros before the n-th one of the index.
    private static ulong[] MakeQuotientsOfByte()
    {
        var table = new ulong[256];
        for (var bits = 0; bits < table.Length; bits++)
        {
            for (int rest = bits, at = 0; rest != 0; at += 8)
            {
                var zeros = BitOperations.TrailingZeroCount(rest);
                table[bits] |= (ulong)zeros << at;
                rest >>= zeros + 1;
            }
        }

        return table;
    }
}
