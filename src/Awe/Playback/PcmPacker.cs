using System.Buffers.Binary;

namespace Awe.Playback;

/// <summary>
/// Planar float to interleaved stereo PCM. Full scale is 2^15 or 2^23, so PCM that came from a bank unaltered returns to the same integers; rounded to the
/// nearest, saturated, without dither (silence stays silence, and equal sound gives equal bytes). NaN becomes 0 in the integer formats.
/// </summary>
internal static class PcmPacker
{
    public static int BytesPerFrame(SampleFormat format) => 2 * BytesPerPoint(format);

    public static int BytesPerPoint(SampleFormat format) => format switch
    {
        SampleFormat.S16 => 2,
        SampleFormat.S24 => 3,
        SampleFormat.F32 => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "expected S16, S24 or F32"),
    };

    /// <summary>Packs all of <paramref name="left"/> and <paramref name="right"/>; <paramref name="destination"/> is exactly as long as that takes.</summary>
    public static void Pack(SampleFormat format, ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<byte> destination)
    {
        switch (format)
        {
            case SampleFormat.S16:
                PackS16(left, right, destination);
                break;
            case SampleFormat.S24:
                PackS24(left, right, destination);
                break;
            default:
                PackF32(left, right, destination);
                break;
        }
    }

    private static void PackS16(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<byte> destination)
    {
        for (var i = 0; i < left.Length; i++)
        {
            var frame = destination.Slice(4 * i, 4);
            BinaryPrimitives.WriteInt16LittleEndian(frame, (short)Rounded(left[i], 32768f, 32767f));
            BinaryPrimitives.WriteInt16LittleEndian(frame[2..], (short)Rounded(right[i], 32768f, 32767f));
        }
    }

    private static void PackS24(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<byte> destination)
    {
        for (var i = 0; i < left.Length; i++)
        {
            var frame = destination.Slice(6 * i, 6);
            WriteInt24(frame, Rounded(left[i], 8388608f, 8388607f));
            WriteInt24(frame[3..], Rounded(right[i], 8388608f, 8388607f));
        }
    }

    private static void PackF32(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<byte> destination)
    {
        for (var i = 0; i < left.Length; i++)
        {
            var frame = destination.Slice(8 * i, 8);
            BinaryPrimitives.WriteSingleLittleEndian(frame, left[i]);
            BinaryPrimitives.WriteSingleLittleEndian(frame[4..], right[i]);
        }
    }

    /// <summary>A conversion of NaN to int gives 0 and the clamp lets NaN through, so no test for it is needed.</summary>
    private static int Rounded(float value, float fullScale, float largest) =>
        (int)MathF.Round(Math.Clamp(value * fullScale, -fullScale, largest));

    private static void WriteInt24(Span<byte> destination, int value)
    {
        destination[2] = (byte)(value >> 16);
        destination[1] = (byte)(value >> 8);
        destination[0] = (byte)value;
    }
}
