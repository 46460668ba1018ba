using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.Codecs;

/// <summary>
/// Pages of 4096 points and the bytes they are kept in, without loss. The room's README defines every byte. Any thread; nothing is
/// allocated, and the stack lends about 50 KiB.
/// </summary>
internal static class PageCodec
{
    /// <summary>Points of a page.</summary>
    public const int Points = Kernels.LaneBlock;

    /// <summary>No page takes more bytes than its points and one.</summary>
    public const int MaximumBytes = RawBytes;

    private const int ConstantBytes = 1 + sizeof(short);
    private const int RawBytes = 1 + (Points * sizeof(short));

    private enum Kind : byte
    {
        Constant = 0,
        Raw = 1,
        Predicted = 2,
    }

    /// <summary>Encodes a page into at most <see cref="MaximumBytes"/> and returns how many bytes it took.</summary>
    /// <exception cref="ArgumentException">Not a whole page, or a destination shorter than <see cref="MaximumBytes"/>.</exception>
    public static int Encode(ReadOnlySpan<short> points, Span<byte> destination)
    {
        RequirePage(points.Length);
        if (destination.Length < MaximumBytes)
        {
            throw new ArgumentException($"A page may need {MaximumBytes} bytes; the destination has {destination.Length}.", nameof(destination));
        }

        if (!points.ContainsAnyExcept(points[0]))
        {
            destination[0] = (byte)Kind.Constant;
            BinaryPrimitives.WriteInt16LittleEndian(destination[1..], points[0]);
            return ConstantBytes;
        }

        destination[0] = (byte)Kind.Predicted;
        return PredictedPage.TryEncode(points, destination[1..RawBytes], out var bytes) ? 1 + bytes : EncodeRaw(points, destination);
    }

    /// <summary>
    /// Decodes what <see cref="Encode"/> made: false when the bytes are no page, and then <paramref name="points"/> holds anything.
    /// Whatever the bytes, nothing outside of the two spans is touched.
    /// </summary>
    /// <exception cref="ArgumentException">The destination is not a whole page.</exception>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, Span<short> points)
    {
        RequirePage(points.Length);
        if (encoded.IsEmpty)
        {
            return false;
        }

        switch ((Kind)encoded[0])
        {
            case Kind.Constant when encoded.Length == ConstantBytes:
                points.Fill(BinaryPrimitives.ReadInt16LittleEndian(encoded[1..]));
                return true;
            case Kind.Raw when encoded.Length == RawBytes:
                DecodeRaw(encoded[1..], points);
                return true;
            case Kind.Predicted:
                return PredictedPage.TryDecode(encoded[1..], points);
            default:
                return false;
        }
    }

    private static int EncodeRaw(ReadOnlySpan<short> points, Span<byte> destination)
    {
        destination[0] = (byte)Kind.Raw;
        for (var i = 0; i < points.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(destination[(1 + (i * sizeof(short)))..], points[i]);
        }

        return RawBytes;
    }

    private static void DecodeRaw(ReadOnlySpan<byte> encoded, Span<short> points)
    {
        encoded.CopyTo(Spans.AsBytes(points));
        Spans.FromLittleEndian(points);
    }

    private static void RequirePage(int points)
    {
        if (points != Points)
        {
            throw new ArgumentException($"A page has {Points} points; there are {points}.", nameof(points));
        }
    }
}
