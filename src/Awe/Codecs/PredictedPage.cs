using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.Codecs;

/// <summary>The body of a predicted page: a model, the points it starts from, and what prediction leaves, Rice coded.</summary>
internal static class PredictedPage
{
    private const int LanePoints = Kernels.LaneBlock / Kernels.PredictionLanes;
    private const int Groups = Kernels.LaneBlock / Kernels.RiceGroup;
    private const int HeaderBytes = 2;
    private const int ParameterBytes = Groups / 2;

    /// <summary>False when the page would take more than <paramref name="destination"/> has.</summary>
    public static bool TryEncode(ReadOnlySpan<short> points, Span<byte> destination, out int bytes)
    {
        Span<short> shifted = stackalloc short[PageCodec.Points];
        var wasted = ShiftOutZeros(points, shifted);
        var model = LinearModel.For(shifted);
        var steps = Kernels.LaneSteps(model.Order);
        Span<ushort> residuals = stackalloc ushort[Kernels.PredictionLanes * steps];
        Predict(shifted, in model, residuals);

        Span<byte> parameters = stackalloc byte[Groups];
        var (lowBytes, quotientBits) = RiceWriter.Plan(residuals, steps, parameters);
        var head = HeaderBytes + (model.Order * sizeof(short) * (1 + LinearModel.Junctions)) + ParameterBytes;
        bytes = head + lowBytes + ((quotientBits + 7) >> 3);
        if (bytes >= destination.Length)
        {
            return false;
        }

        WriteHead(shifted, in model, wasted, parameters, destination);
        RiceWriter.WriteLows(residuals, steps, parameters, destination.Slice(head, lowBytes));
        RiceWriter.WriteQuotients(residuals, steps, parameters, destination[(head + lowBytes)..bytes]);
        return true;
    }

    /// <summary>False when the bytes are no page.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, Span<short> points)
    {
        if (encoded.Length < HeaderBytes)
        {
            return false;
        }

        int order = encoded[0], wasted = encoded[1] >> 4, shift = encoded[1] & 15;
        var head = HeaderBytes + (order * sizeof(short) * (1 + LinearModel.Junctions)) + ParameterBytes;
        if (order > Kernels.MaximumOrder || int.IsOddInteger(order) || encoded.Length < head)
        {
            return false;
        }

        Span<short> coefficients = stackalloc short[Kernels.MaximumOrder];
        coefficients.Clear();
        var rest = ReadPoints(encoded[HeaderBytes..], coefficients[..order]);

        Span<int> rows = stackalloc int[(Kernels.MaximumOrder + LanePoints) * Kernels.PredictionLanes];
        var history = rows[..(Kernels.MaximumOrder * Kernels.PredictionLanes)];
        rest = ReadJunctions(rest, order, wasted, points);
        FillHistory(points, order, wasted, history);

        var steps = Kernels.LaneSteps(order);
        Span<byte> parameters = stackalloc byte[Groups];
        var lowBytes = ReadParameters(rest, steps, parameters);
        rest = rest[ParameterBytes..];
        Span<byte> quotients = stackalloc byte[(steps * Kernels.PredictionLanes) + Kernels.RiceSlack];
        if (rest.Length < lowBytes + Kernels.RiceSlack || !Kernels.ExpandQuotients(rest[lowBytes..], quotients))
        {
            return false;
        }

        Kernels.JoinResiduals(rest, parameters, quotients, steps, rows[history.Length..]);
        Kernels.Restore(rows[..(history.Length + (steps * Kernels.PredictionLanes))], coefficients, shift);
        Kernels.PlaceLanes(rows[history.Length..], order, wasted, points);
        return true;
    }

    // Low bits that are zero in every point of the page (recordings of fewer bits) are not predicted.
    private static int ShiftOutZeros(ReadOnlySpan<short> points, Span<short> shifted)
    {
        short any = 0;
        foreach (var point in points)
        {
            any |= point;
        }

        var wasted = short.TrailingZeroCount(any);
        for (var i = 0; i < points.Length; i++)
        {
            shifted[i] = (short)(points[i] >> wasted);
        }

        return wasted;
    }

    private static void Predict(ReadOnlySpan<short> points, in LinearModel model, Span<ushort> residuals)
    {
        var steps = Kernels.LaneSteps(model.Order);
        Span<short> run = stackalloc short[Kernels.MaximumOrder + LanePoints];
        run[..Kernels.MaximumOrder].Clear();
        for (var lane = 0; lane < Kernels.PredictionLanes; lane++)
        {
            for (var step = -model.Order; step < steps; step++)
            {
                run[Kernels.MaximumOrder + step] = points[Kernels.LanePlace(lane, step, model.Order)];
            }

            Kernels.Predict(run[..(Kernels.MaximumOrder + steps)], model.Coefficients, model.Shift, residuals.Slice(lane * steps, steps));
        }
    }

    private static void WriteHead(
        ReadOnlySpan<short> points, in LinearModel model, int wasted, ReadOnlySpan<byte> parameters, Span<byte> destination)
    {
        destination[0] = (byte)model.Order;
        destination[1] = (byte)((wasted << 4) | model.Shift);
        ReadOnlySpan<short> coefficients = model.Coefficients;
        var rest = WritePoints(coefficients[..model.Order], destination[HeaderBytes..]);
        for (var junction = 0; junction < LinearModel.Junctions; junction++)
        {
            rest = WritePoints(points.Slice(JunctionPlace(junction, model.Order), model.Order), rest);
        }

        for (var i = 0; i < ParameterBytes; i++)
        {
            rest[i] = (byte)(parameters[2 * i] | (parameters[(2 * i) + 1] << 4));
        }
    }

    private static Span<byte> WritePoints(ReadOnlySpan<short> values, Span<byte> destination)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt16LittleEndian(destination, value);
            destination = destination[sizeof(short)..];
        }

        return destination;
    }

    private static ReadOnlySpan<byte> ReadPoints(ReadOnlySpan<byte> encoded, Span<short> values)
    {
        foreach (ref var value in values)
        {
            value = BinaryPrimitives.ReadInt16LittleEndian(encoded);
            encoded = encoded[sizeof(short)..];
        }

        return encoded;
    }

    private static ReadOnlySpan<byte> ReadJunctions(ReadOnlySpan<byte> encoded, int order, int wasted, Span<short> points)
    {
        for (var junction = 0; junction < LinearModel.Junctions; junction++)
        {
            var known = points.Slice(JunctionPlace(junction, order), order);
            encoded = ReadPoints(encoded, known);
            foreach (ref var point in known)
            {
                point <<= wasted;
            }
        }

        return encoded;
    }

    // What the lanes look back on at their first steps; zeros before what is known.
    private static void FillHistory(ReadOnlySpan<short> points, int order, int wasted, Span<int> history)
    {
        history.Clear();
        for (var lane = 0; lane < Kernels.PredictionLanes; lane++)
        {
            var before = 0;
            for (var step = -order; step < 0; step++)
            {
                var point = points[Kernels.LanePlace(lane, step, order)] >> wasted;
                history[((Kernels.MaximumOrder + step) * Kernels.PredictionLanes) + lane] = (ushort)point | (before << 16);
                before = point;
            }
        }
    }

    // Returns the bytes that the low bits take.
    private static int ReadParameters(ReadOnlySpan<byte> encoded, int steps, Span<byte> parameters)
    {
        var lowBytes = 0;
        for (var group = 0; group < Groups; group++)
        {
            parameters[group] = (byte)((encoded[group >> 1] >> (4 * (group & 1))) & 15);
            lowBytes += Kernels.LowBytes(parameters[group], RiceWriter.GroupLength(group, steps));
        }

        return lowBytes;
    }

    private static int JunctionPlace(int junction, int order) => Kernels.LanePlace(junction, -1, order);
}
