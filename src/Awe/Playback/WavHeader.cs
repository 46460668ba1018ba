using System.Buffers.Binary;

namespace Awe.Playback;

/// <summary>
/// The bytes before the PCM of a WAVE file. Between RIFF and fmt lies a JUNK chunk of just the size of a ds64 chunk; when the file outgrows the
/// 32-bit sizes the two names change and the true sizes go there (EBU Tech 3306, section 3.4). The length never changes.
/// </summary>
internal sealed class WavHeader
{
    /// <summary>Stands for "not known": of a stream that is never rewound, and of a file that is not finished.</summary>
    private const uint UnknownSize = 0xFFFFFFFF;

    private const int SizesBytes = 28;
    private const ushort FormatPcm = 1;
    private const ushort FormatIeeeFloat = 3;

    private readonly int _rate;
    private readonly SampleFormat _format;

    public WavHeader(int rate, SampleFormat format)
    {
        _rate = rate;
        _format = format;
        Bytes = new byte[12 + 8 + SizesBytes + (IsFloat ? 8 + 18 + 8 + 4 : 8 + 16) + 8];
    }

    /// <summary>The header as <see cref="Build"/> last made it.</summary>
    public byte[] Bytes { get; }

    private bool IsFloat => _format == SampleFormat.F32;

    /// <summary>Fills <see cref="Bytes"/> for so many frames of PCM, or for a number not known (-1).</summary>
    public void Build(long frames)
    {
        var dataBytes = frames * PcmPacker.BytesPerFrame(_format);
        var riffBytes = Bytes.Length - 8 + dataBytes;
        var isKnown = frames >= 0;
        var isLong = isKnown && riffBytes >= UnknownSize;
        var isShort = isKnown && !isLong;

        var rest = Bytes.AsSpan();
        Put(ref rest, isLong ? "RF64"u8 : "RIFF"u8);
        Put(ref rest, isShort ? (uint)riffBytes : UnknownSize);
        Put(ref rest, "WAVE"u8);
        PutSizes(ref rest, isLong, riffBytes, dataBytes, frames);
        PutFormat(ref rest);
        if (IsFloat)
        {
            Put(ref rest, "fact"u8);
            Put(ref rest, 4u);
            Put(ref rest, isShort ? (uint)frames : UnknownSize);
        }

        Put(ref rest, "data"u8);
        Put(ref rest, isShort ? (uint)dataBytes : UnknownSize);
    }

    private static void PutSizes(ref Span<byte> rest, bool isLong, long riffBytes, long dataBytes, long frames)
    {
        Put(ref rest, isLong ? "ds64"u8 : "JUNK"u8);
        Put(ref rest, (uint)SizesBytes);
        var sizes = rest[..SizesBytes];
        sizes.Clear();
        if (isLong)
        {
            // riffSize, dataSize, sampleCount; the table of further chunks stays empty.
            BinaryPrimitives.WriteInt64LittleEndian(sizes, riffBytes);
            BinaryPrimitives.WriteInt64LittleEndian(sizes[8..], dataBytes);
            BinaryPrimitives.WriteInt64LittleEndian(sizes[16..], frames);
        }

        rest = rest[SizesBytes..];
    }

    private void PutFormat(ref Span<byte> rest)
    {
        var bytesPerFrame = PcmPacker.BytesPerFrame(_format);
        Put(ref rest, "fmt "u8);
        Put(ref rest, IsFloat ? 18u : 16u);
        Put(ref rest, IsFloat ? FormatIeeeFloat : FormatPcm);
        Put(ref rest, (ushort)2);
        Put(ref rest, (uint)_rate);
        Put(ref rest, (uint)(_rate * bytesPerFrame));
        Put(ref rest, (ushort)bytesPerFrame);
        Put(ref rest, (ushort)(8 * PcmPacker.BytesPerPoint(_format)));
        if (IsFloat)
        {
            Put(ref rest, (ushort)0);
        }
    }

    private static void Put(ref Span<byte> rest, ReadOnlySpan<byte> name)
    {
        name.CopyTo(rest);
        rest = rest[name.Length..];
    }

    private static void Put(ref Span<byte> rest, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(rest, value);
        rest = rest[4..];
    }

    private static void Put(ref Span<byte> rest, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(rest, value);
        rest = rest[2..];
    }
}
