using System.Buffers.Binary;
using Awe.Codecs;

namespace Awe.Storage;

/// <summary>
/// A PCM page as the warm tier keeps it: the record of its points; before it, for a page of 24-bit points, that record's length in two bytes,
/// and behind it the record of the low bytes. Any thread.
/// </summary>
internal static class PageRecord
{
    /// <summary>No record of a page is longer.</summary>
    public const int MaximumBytes = sizeof(ushort) + PageCodec.MaximumBytes + PlaneCodec.MaximumBytes;

    /// <summary>Encodes a page; <paramref name="lowBytes"/> is empty for 16-bit points. Returns the length.</summary>
    public static int Encode(ReadOnlySpan<short> points, ReadOnlySpan<byte> lowBytes, Span<byte> record)
    {
        if (lowBytes.IsEmpty)
        {
            return PageCodec.Encode(points, record);
        }

        var length = PageCodec.Encode(points, record[sizeof(ushort)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(record, (ushort)length);
        length += sizeof(ushort);
        return length + PlaneCodec.Encode(lowBytes, record[length..]);
    }

    /// <summary>Decodes what <see cref="Encode"/> made, with the same planes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> record, Span<short> points, Span<byte> lowBytes)
    {
        if (lowBytes.IsEmpty)
        {
            return PageCodec.TryDecode(record, points);
        }

        var length = sizeof(ushort) + BinaryPrimitives.ReadUInt16LittleEndian(record);
        return PageCodec.TryDecode(record[sizeof(ushort)..length], points) && PlaneCodec.TryDecode(record[length..], lowBytes);
    }
}
