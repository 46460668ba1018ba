using Awe.Codecs;

namespace Awe.Tests.Codecs;

/// <summary>The format as the room's README tells it, read one bit at a time: the decoder that the other one is held against.</summary>
internal static class PlainPageDecoder
{
    public static short[] Decode(byte[] encoded)
    {
        var points = new short[PageCodec.Points];
        switch (encoded[0])
        {
            case 0:
                Array.Fill(points, BitConverter.ToInt16(encoded, 1));
                break;
            case 1:
                Buffer.BlockCopy(encoded, 1, points, 0, 8192);
                break;
            default:
                DecodePredicted(encoded, points);
                break;
        }

        return points;
    }

    private static void DecodePredicted(byte[] encoded, short[] points)
    {
        int order = encoded[1], shift = encoded[2] & 15, wasted = encoded[2] >> 4;
        var steps = 512 - (order / 2);
        var at = 3;
        var weights = ReadPoints(order);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            ReadPoints(order).CopyTo(points, (1024 * quarter) + steps);
        }

        var parameters = Enumerable.Range(0, 32).Select(group => (encoded[at + (group / 2)] >> (group % 2 * 4)) & 15).ToArray();
        var lowBit = (at + 16) * 8;
        var lows = new int[8 * steps];
        for (var group = 0; group < 32; group++)
        {
            var first = group % 4 * 128;
            for (var step = first; step < Math.Min(first + 128, steps); step++)
            {
                lows[(group / 4 * steps) + step] = ReadBits(parameters[group]);
            }

            lowBit = (lowBit + 7) / 8 * 8;
        }

        for (var lane = 0; lane < 8; lane++)
        {
            // Backward lanes first, then forward ones.
            var direction = lane < 4 ? -1 : 1;
            var place = lane < 4 ? (1024 * lane) + steps - 1 : (1024 * (lane - 4)) + steps + order;
            for (var step = 0; step < steps; step++, place += direction)
            {
                var quotient = 0;
                while (ReadBits(1) == 0)
                {
                    quotient++;
                }

                var parameter = parameters[(lane * 4) + (step / 128)];
                var zigzag = (quotient << parameter) + lows[(lane * steps) + step];
                var residual = zigzag % 2 == 0 ? zigzag / 2 : -(zigzag + 1) / 2;
                var sum = shift == 0 ? 0L : 1L << (shift - 1);
                for (var back = 1; back <= order; back++)
                {
                    sum += weights[back - 1] * (long)points[place - (back * direction)];
                }

                points[place] = (short)((sum >> shift) + residual);
            }
        }

        Assert.Equal(encoded.Length, (lowBit + 7) / 8);
        for (var i = 0; i < points.Length; i++)
        {
            points[i] <<= wasted;
        }

        short[] ReadPoints(int count)
        {
            var values = Enumerable.Range(0, count).Select(i => BitConverter.ToInt16(encoded, at + (2 * i))).ToArray();
            at += 2 * count;
            return values;
        }

        int ReadBits(int count)
        {
            var value = 0;
            for (var i = 0; i < count; i++, lowBit++)
            {
                value |= ((encoded[lowBit / 8] >> (lowBit % 8)) & 1) << i;
            }

            return value;
        }
    }
}
