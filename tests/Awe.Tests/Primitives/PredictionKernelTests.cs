using Awe.Primitives;

namespace Awe.Tests.Primitives;

/// <summary>
/// The codec's kernels: what the machine runs against the scalar method, bit for bit, at many lengths, with points and weights of any size.
/// </summary>
public sealed class PredictionKernelTests
{
    private const int Lanes = Kernels.PredictionLanes;
    private const int History = Kernels.MaximumOrder * Lanes;
    private readonly Random _random = new(1);

    [Fact]
    public void Restoring_is_the_same_with_vectors_at_any_length_and_shift()
    {
        for (var steps = 0; steps < 40; steps++)
        {
            for (var shift = 0; shift < 16; shift++)
            {
                var (expected, weights) = (HistoryAnd(steps), Points(Kernels.MaximumOrder));
                var (rows, narrow) = (expected.ToArray(), expected.ToArray());

                Kernels.RestoreScalar(expected, weights, shift);
                Kernels.Restore(rows, weights, shift);
                Kernels.RestoreNarrow(narrow, weights, shift);

                Assert.Equal(expected, rows);
                Assert.Equal(expected, narrow);
            }
        }
    }

    [Fact]
    public void Predicting_is_the_same_with_vectors_at_any_length_and_shift()
    {
        for (var length = 0; length < 40; length++)
        {
            for (var shift = 0; shift < 16; shift++)
            {
                var (points, weights) = (Points(Kernels.MaximumOrder + length), Points(Kernels.MaximumOrder));
                var (expected, residuals) = (new ushort[length], new ushort[length]);

                Kernels.PredictScalar(points, weights, shift, expected);
                Kernels.Predict(points, weights, shift, residuals);

                Assert.Equal(expected, residuals);
            }
        }
    }

    [Fact]
    public void A_lane_is_restored_from_what_prediction_left()
    {
        var (points, weights) = (Points(Kernels.MaximumOrder + 100), Points(Kernels.MaximumOrder));
        var residuals = new ushort[100];
        Kernels.Predict(points, weights, 13, residuals);
        var rows = new int[points.Length * Lanes];
        for (var step = 0; step < points.Length; step++)
        {
            var residual = step < Kernels.MaximumOrder ? 0 : residuals[step - Kernels.MaximumOrder];
            var before = step == 0 ? 0 : points[step - 1];
            rows[(step * Lanes) + 3] = step < Kernels.MaximumOrder ? (ushort)points[step] | (before << 16) : (residual >> 1) ^ -(residual & 1);
        }

        Kernels.Restore(rows, weights, 13);

        Assert.Equal(points, Enumerable.Range(0, points.Length).Select(step => (short)rows[(step * Lanes) + 3]));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(511)]
    [InlineData(508)]
    [InlineData(505)]
    public void Residuals_are_joined_the_same_with_vectors(int steps)
    {
        var groups = Lanes * ((steps + Kernels.RiceGroup - 1) / Kernels.RiceGroup);
        for (var round = 0; round < 64; round++)
        {
            var parameters = Enumerable.Range(0, groups).Select(_ => (byte)(round < 16 ? round : _random.Next(16))).ToArray();
            var lows = Bytes((steps * Lanes * 2) + Kernels.RiceSlack);
            var quotients = Bytes((steps * Lanes) + Kernels.RiceSlack);
            var (expected, rows) = (new int[512 * Lanes], new int[512 * Lanes]);

            Kernels.JoinResidualsScalar(lows, parameters, quotients, steps, expected);
            Kernels.JoinResiduals(lows, parameters, quotients, steps, rows);

            Assert.Equal(expected[..(steps * Lanes)], rows[..(steps * Lanes)]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void Lanes_are_placed_the_same_with_vectors(int order)
    {
        for (var shift = 0; shift < 16; shift++)
        {
            var rows = HistoryAnd(Kernels.LaneSteps(order));
            Kernels.Restore(rows, Points(Kernels.MaximumOrder), 5);
            var known = Points(Kernels.LaneBlock);
            var (expected, points) = (known.ToArray(), known.ToArray());

            Kernels.PlaceLanesScalar(rows.AsSpan(History), order, shift, expected);
            Kernels.PlaceLanes(rows.AsSpan(History), order, shift, points);

            Assert.Equal(expected, points);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(8)]
    public void Lanes_and_known_points_cover_a_block_once(int order)
    {
        var places =
            from lane in Enumerable.Range(0, Lanes)
            from step in Enumerable.Range(lane < 4 ? -order : 0, Kernels.LaneSteps(order) + (lane < 4 ? order : 0))
            select Kernels.LanePlace(lane, step, order);

        Assert.Equal(Enumerable.Range(0, Kernels.LaneBlock), places.Order());
    }

    [Fact]
    public void Quotients_of_any_size_are_read_back()
    {
        for (var count = 0; count < 70; count++)
        {
            var expected = Enumerable.Range(0, count).Select(_ => (byte)_random.Next(_random.Next(4) == 0 ? Kernels.MaximumQuotient + 1 : 5)).ToArray();
            var quotients = new byte[count + Kernels.RiceSlack];

            Assert.True(Kernels.ExpandQuotients(Unary(expected), quotients));
            Assert.Equal(expected, quotients[..count]);
            Assert.False(Kernels.ExpandQuotients(Unary([.. expected, 0]), quotients));
            Assert.True(count == 0 || !Kernels.ExpandQuotients(Unary(expected[1..]), quotients));
        }
    }

    [Fact]
    public void A_quotient_that_no_byte_holds_is_refused()
    {
        Assert.False(Kernels.ExpandQuotients(new byte[40], new byte[Kernels.RiceSlack]));
        Assert.False(Kernels.ExpandQuotients([.. new byte[32], 1], new byte[1 + Kernels.RiceSlack]));
    }

    [Fact]
    public void An_autocorrelation_sums_products_at_each_lag()
    {
        var x = Enumerable.Range(0, 64 + 16).Select(i => i < 64 ? _random.Next(-100, 101) : 0f).ToArray();
        var sums = new double[9];

        Kernels.Autocorrelate(x, sums);

        for (var lag = 0; lag < sums.Length; lag++)
        {
            Assert.Equal(Enumerable.Range(0, 64).Sum(i => (double)x[i] * x[i + lag]), sums[lag]);
        }
    }

    // The full range, its ends more often than chance would have it.
    private short[] Points(int count) => Enumerable.Range(0, count).Select(_ => _random.Next(8) switch
    {
        0 => short.MinValue,
        1 => short.MaxValue,
        _ => (short)_random.Next(short.MinValue, short.MaxValue + 1),
    }).ToArray();

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    // Known points with the points before them in the upper halves, then residuals.
    private int[] HistoryAnd(int steps)
    {
        var rows = Points(History + (steps * Lanes)).Select(point => (int)point).ToArray();
        for (var i = History - 1; i >= 0; i--)
        {
            rows[i] = (ushort)rows[i] | (i < Lanes ? 0 : rows[i - Lanes] << 16);
        }

        return rows;
    }

    private static byte[] Unary(byte[] quotients)
    {
        var bits = quotients.SelectMany(quotient => Enumerable.Repeat(0, quotient).Append(1)).ToArray();
        var bytes = new byte[(bits.Length + 7) / 8];
        for (var i = 0; i < bits.Length; i++)
        {
            bytes[i / 8] |= (byte)(bits[i] << (i % 8));
        }

        return bytes;
    }
}
