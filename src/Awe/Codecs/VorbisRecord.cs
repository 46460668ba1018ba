using System.Buffers.Binary;

namespace Awe.Codecs;

/// <summary>
/// What a page of a Vorbis stream is kept as: the packets that its points need, without their Ogg framing. The room's README defines every
/// byte.
/// </summary>
internal static class VorbisRecord
{
    /// <summary>Bytes before the first packet.</summary>
    public const int HeadBytes = 4;

    /// <summary>Bytes before each packet: its length.</summary>
    public const int LengthBytes = 2;

    /// <summary>
    /// No record is longer; a stream that would need it is refused. It is eight times what the points take, and several times what packets at
    /// an encoder's highest quality do.
    /// </summary>
    public const int MaximumBytes = 64 * 1024;

    /// <param name="record">Where the record begins.</param>
    /// <param name="skip">Points decoded before the page's first.</param>
    /// <param name="points">Points of the page.</param>
    public static void WriteHead(Span<byte> record, int skip, int points)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(record, (ushort)skip);
        BinaryPrimitives.WriteUInt16LittleEndian(record[2..], (ushort)points);
    }

    public static void WriteLength(Span<byte> place, int packetBytes) => BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)packetBytes);

    /// <summary>Takes the head off; false when there is none or it says more than a page has.</summary>
    public static bool TryReadHead(ref ReadOnlySpan<byte> record, out int skip, out int points)
    {
        if (record.Length < HeadBytes)
        {
            (skip, points) = (0, 0);
            return false;
        }

        skip = BinaryPrimitives.ReadUInt16LittleEndian(record);
        points = BinaryPrimitives.ReadUInt16LittleEndian(record[2..]);
        record = record[HeadBytes..];
        return points <= PageCodec.Points && skip <= VorbisScratch.MaximumBlock / 2;
    }

    /// <summary>Takes the next packet off; false when there is no whole one.</summary>
    public static bool TryReadPacket(ref ReadOnlySpan<byte> record, out ReadOnlySpan<byte> packet)
    {
        packet = default;
        if (record.Length < LengthBytes)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(record);
        if (record.Length - LengthBytes < length)
        {
            return false;
        }

        packet = record.Slice(LengthBytes, length);
        record = record[(LengthBytes + length)..];
        return true;
    }
}
