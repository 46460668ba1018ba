using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Awe.Primitives;

/// <remarks>
/// Rice codes whose two halves lie apart: the low bits of all residuals, of a width that is fixed for a group, and the quotients in unary.
/// Apart, the low bits are unpacked eight at a time, and the quotients byte by byte with a table.
/// </remarks>
internal static partial class Kernels
{
    /// <summary>Residuals of one lane that share a Rice parameter.</summary>
    public const int RiceGroup = 128;

    /// <summary>The largest quotient that may be coded: with the zeros of one more byte it still is a byte.</summary>
    public const int MaximumQuotient = 240;

    /// <summary>Bytes after the low bits, and after the quotients, that <see cref="JoinResiduals"/> and <see cref="ExpandQuotients"/> may touch.</summary>
    public const int RiceSlack = 16;

    // For each parameter eight 32-bit windows of 16 bytes, one a residual, and how far to shift each down.
    private static readonly byte[] s_lowWindows = MakeLowWindows();
    private static readonly uint[] s_lowShifts = MakeLowShifts();
    private static readonly ulong[] s_quotientsOfByte = MakeQuotientsOfByte();

    /// <summary>Bytes that the low bits of a group take.</summary>
    public static int LowBytes(int parameter, int residuals) => ((parameter * residuals) + 7) >> 3;

    /// <summary>
    /// Reads quotients in unary: as many zero bits as the quotient says, then a one; the lowest bit of a byte first.
    /// </summary>
    /// <param name="bits">The bits; the rest of the last byte, which has a one, is zeros.</param>
    /// <param name="quotients">What was read; the last <see cref="RiceSlack"/> places are room for work.</param>
    /// <returns>Whether they are exactly as many as <paramref name="quotients"/> has room for, and none is too large.</returns>
    public static bool ExpandQuotients(ReadOnlySpan<byte> bits, Span<byte> quotients)
    {
        ref var first = ref MemoryMarshal.GetReference(quotients);
        ref var table = ref MemoryMarshal.GetArrayDataReference(s_quotientsOfByte);
        var count = quotients.Length - RiceSlack;
        var found = 0;
        var zeros = 0; // since the last one
        foreach (var eight in bits)
        {
            if (eight == 0)
            {
                zeros += 8;
                if (zeros > MaximumQuotient)
                {
                    return false;
                }

                continue;
            }

            if (found > count)
            {
                return false;
            }

            // Up to eight quotients at once; those that the next byte decides are overwritten.
            var quotient = Unsafe.Add(ref table, (nuint)eight) + (uint)zeros;
            Unsafe.WriteUnaligned(
                ref Unsafe.Add(ref first, found), BitConverter.IsLittleEndian ? quotient : BinaryPrimitives.ReverseEndianness(quotient));
            found += BitOperations.PopCount(eight);
            zeros = BitOperations.LeadingZeroCount((uint)eight) - 24;
        }

        return found == count && (bits.IsEmpty || bits[^1] != 0);
    }

    /// <summary>
    /// Puts the residuals of eight lanes together: quotient above low bits, zigzag undone, turned so that a row is one step of all lanes.
    /// </summary>
    /// <param name="lows">Low bits, lane after lane and group after group, each group from a byte on; then <see cref="RiceSlack"/> bytes of anything.</param>
    /// <param name="parameters">Widths of the low bits, 0 to 15, in the same order.</param>
    /// <param name="quotients">Lane after lane; then <see cref="RiceSlack"/> bytes of anything.</param>
    /// <param name="steps">Residuals a lane.</param>
    /// <param name="rows">Rows of eight, <paramref name="steps"/> rounded up to a multiple of eight; those past the steps are anything.</param>
    public static void JoinResiduals(ReadOnlySpan<byte> lows, ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> quotients, int steps, Span<int> rows)
    {
        if (Avx2.IsSupported)
        {
            JoinResidualsVector(lows, parameters, quotients, steps, rows);
        }
        else
        {
            JoinResidualsScalar(lows, parameters, quotients, steps, rows);
        }
    }

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
                var high = quotients.Slice((lane * steps) + start, count);
                for (var i = 0; i < count; i++)
                {
                    var bit = i * parameter;
                    var low = (int)(BinaryPrimitives.ReadUInt32LittleEndian(lows[(bit >> 3)..]) >> (bit & 7)) & ((1 << parameter) - 1);
                    var residual = (high[i] << parameter) | low;
                    rows[((start + i) * PredictionLanes) + lane] = (residual >> 1) ^ -(residual & 1);
                }

                lows = lows[LowBytes(parameter, count)..];
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void JoinResidualsVector(
        ReadOnlySpan<byte> lows, ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> quotients, int steps, Span<int> rows)
    {
        Span<int> places = stackalloc int[PredictionLanes];
        PlacesOfLanes(parameters, steps, places);
        ref var low = ref MemoryMarshal.GetReference(lows);
        ref var quotient = ref MemoryMarshal.GetReference(quotients);
        ref var row = ref MemoryMarshal.GetReference(rows);
        var groups = parameters.Length / PredictionLanes;
        for (var group = 0; group < groups; group++)
        {
            var start = group * RiceGroup;
            var count = Math.Min(RiceGroup, steps - start);
            ref var parameter = ref Unsafe.Add(ref MemoryMarshal.GetReference(parameters), group);
            for (var step = 0; step < count; step += 8)
            {
                var v0 = EightResiduals(0, ref low, places, ref parameter, groups, ref quotient, start, steps, step);
                var v1 = EightResiduals(1, ref low, places, ref parameter, groups, ref quotient, start, steps, step);
                var v2 = EightResiduals(2, ref low, places, ref parameter, groups, ref quotient, start, steps, step);
                var v3 = EightResiduals(3, ref low, places, ref parameter, groups, ref quotient, start, steps, step);
                var v4 = EightResiduals(4, ref low, places, ref parameter, groups, ref quotient, start, steps, step);
                var v5 = EightResiduals(5, ref low, places, ref parameter, groups, ref quotient, start, steps, step);
                var v6 = EightResiduals(6, ref low, places, ref parameter, groups, ref quotient, start, steps, step);
                var v7 = EightResiduals(7, ref low, places, ref parameter, groups, ref quotient, start, steps, step);
                Transpose(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
                StoreRow(v0, ref row, 0);
                StoreRow(v1, ref row, 1);
                StoreRow(v2, ref row, 2);
                StoreRow(v3, ref row, 3);
                StoreRow(v4, ref row, 4);
                StoreRow(v5, ref row, 5);
                StoreRow(v6, ref row, 6);
                StoreRow(v7, ref row, 7);
                row = ref Unsafe.Add(ref row, 8 * PredictionLanes);
            }

            for (var lane = 0; lane < PredictionLanes; lane++)
            {
                places[lane] += LowBytes(Unsafe.Add(ref parameter, lane * groups), count);
            }
        }
    }

    // Where the low bits of each lane begin.
    private static void PlacesOfLanes(ReadOnlySpan<byte> parameters, int steps, Span<int> places)
    {
        var groups = parameters.Length / PredictionLanes;
        var place = 0;
        for (var lane = 0; lane < PredictionLanes; lane++)
        {
            places[lane] = place;
            for (var group = 0; group < groups; group++)
            {
                place += LowBytes(parameters[(lane * groups) + group], Math.Min(RiceGroup, steps - (group * RiceGroup)));
            }
        }
    }

    // Eight steps of one lane, as floats only because Transpose moves floats.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> EightResiduals(
        int lane, ref byte low, ReadOnlySpan<int> places, ref byte parameters, int groups, ref byte quotient, int start, int steps, int step)
    {
        var parameter = Unsafe.Add(ref parameters, lane * groups);
        ref var bytes = ref Unsafe.Add(ref low, places[lane] + ((step * parameter) >> 3));
        var windows = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(s_lowWindows), (nuint)(parameter * 32));
        var shifts = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(s_lowShifts), (nuint)(parameter * 8));
        var sixteen = Vector128.LoadUnsafe(ref bytes);
        var lows = Avx2.ShiftRightLogicalVariable(Avx2.Shuffle(Vector256.Create(sixteen, sixteen), windows).AsUInt32(), shifts);
        var count = Vector128.CreateScalar((int)parameter);
        var mask = Avx2.ShiftLeftLogical(Vector256<int>.AllBitsSet, count);
        var eight = Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref quotient, (lane * steps) + start + step));
        var high = Avx2.ShiftLeftLogical(Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(eight).AsByte()), count);
        var residual = high | Vector256.AndNot(lows.AsInt32(), mask);
        return ((residual >>> 1) ^ -(residual & Vector256<int>.One)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(Vector256<float> lanes, ref int rows, int row) =>
        lanes.AsInt32().StoreUnsafe(ref rows, (nuint)(row * PredictionLanes));

    private static byte[] MakeLowWindows()
    {
        var windows = new byte[16 * 32];
        for (var i = 0; i < windows.Length; i++)
        {
            var (parameter, residual) = (i >> 5, (i >> 2) & 7);
            var place = (parameter * residual >> 3) + (i & 3);
            windows[i] = (byte)(place < 16 ? place : 0x80); // past the sixteen no bit counts
        }

        return windows;
    }

    private static uint[] MakeLowShifts()
    {
        var shifts = new uint[16 * 8];
        for (var i = 0; i < shifts.Length; i++)
        {
            shifts[i] = (uint)((i >> 3) * (i & 7)) & 7;
        }

        return shifts;
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
