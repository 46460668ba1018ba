using System.Buffers.Binary;
using System.Numerics;
using Awe.Primitives;

namespace Awe.Codecs;

/// <summary>Writes residuals as Rice codes: low bits of a width chosen for each group, and quotients in unary.</summary>
internal static class RiceWriter
{
    private const int LargestParameter = 15;
    private const int GroupsOfLane = Kernels.LaneBlock / Kernels.PredictionLanes / Kernels.RiceGroup;

    /// <summary>Residuals of a group: the last group of each lane is shorter by the points that are known.</summary>
    public static int GroupLength(int group, int steps) => Math.Min(Kernels.RiceGroup, steps - (group % GroupsOfLane * Kernels.RiceGroup));

    /// <summary>Chooses the cheapest parameter of each group, and returns what all of them take.</summary>
    public static (int LowBytes, int QuotientBits) Plan(ReadOnlySpan<ushort> residuals, int steps, Span<byte> parameters)
    {
        var (lowBytes, quotientBits) = (0, 0);
        for (var group = 0; group < parameters.Length; group++)
        {
            var values = GroupOf(residuals, group, steps);
            var (parameter, quotients) = Cheapest(values);
            parameters[group] = (byte)parameter;
            lowBytes += Kernels.LowBytes(parameter, values.Length);
            quotientBits += quotients + values.Length;
        }

        return (lowBytes, quotientBits);
    }

    public static void WriteLows(ReadOnlySpan<ushort> residuals, int steps, ReadOnlySpan<byte> parameters, Span<byte> destination)
    {
        for (var group = 0; group < parameters.Length; group++)
        {
            var values = GroupOf(residuals, group, steps);
            int parameter = parameters[group];
            var bytes = Kernels.LowBytes(parameter, values.Length);
            Pack(values, parameter, destination[..bytes]);
            destination = destination[bytes..];
        }
    }

    public static void WriteQuotients(ReadOnlySpan<ushort> residuals, int steps, ReadOnlySpan<byte> parameters, Span<byte> destination)
    {
        destination.Clear();
        var bit = 0;
        for (var group = 0; group < parameters.Length; group++)
        {
            foreach (var value in GroupOf(residuals, group, steps))
            {
                bit += value >> parameters[group];
                destination[bit >> 3] |= (byte)(1 << (bit & 7));
                bit++;
            }
        }
    }

    private static ReadOnlySpan<ushort> GroupOf(ReadOnlySpan<ushort> residuals, int group, int steps)
    {
        var (lane, place) = Math.DivRem(group, GroupsOfLane);
        return residuals.Slice((lane * steps) + (place * Kernels.RiceGroup), GroupLength(group, steps));
    }

    // The cost has one minimum, near the mean's logarithm: walk up to it from below.
    private static (int Parameter, int Quotients) Cheapest(ReadOnlySpan<ushort> values)
    {
        var (sum, all) = (0, 0);
        foreach (var value in values)
        {
            sum += value;
            all |= value;
        }

        var parameter = Math.Max(BitOperations.Log2((uint)(sum / values.Length) | 1) - 1, 0);
        parameter = Math.Max(parameter, BitOperations.Log2((uint)(all / Kernels.MaximumQuotient) | 1));
        var quotients = QuotientSum(values, parameter);
        while (parameter < LargestParameter)
        {
            var next = QuotientSum(values, parameter + 1);
            if (next + values.Length > quotients && all >> parameter <= Kernels.MaximumQuotient)
            {
                break;
            }

            (parameter, quotients) = (parameter + 1, next);
        }

        return (parameter, quotients);
    }

    private static int QuotientSum(ReadOnlySpan<ushort> values, int parameter)
    {
        var sum = 0;
        foreach (var value in values)
        {
            sum += value >> parameter;
        }

        return sum;
    }

    private static void Pack(ReadOnlySpan<ushort> values, int parameter, Span<byte> destination)
    {
        var mask = (1u << parameter) - 1;
        var (pending, bits) = (0ul, 0);
        foreach (var value in values)
        {
            pending |= (ulong)(value & mask) << bits;
            bits += parameter;
            if (bits >= 32)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)pending);
                destination = destination[4..];
                pending >>= 32;
                bits -= 32;
            }
        }

        foreach (ref var last in destination)
        {
            last = (byte)pending;
            pending >>= 8;
        }
    }
}
