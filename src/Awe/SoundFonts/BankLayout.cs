using System.Buffers.Binary;

namespace Awe.SoundFonts;

/// <summary>How the chunks of a bank are written: with sizes of 32 bits (RIFF, RF64) or of 64 bits throughout (RIFS).</summary>
/// <param name="SizeFieldBytes">Bytes of a size: 4 or 8.</param>
/// <param name="FrameEnd">End of the frame by its own size, which may be wrong and is never trusted.</param>
internal readonly record struct BankLayout(int SizeFieldBytes, long FrameEnd)
{
    /// <summary>Stands for a size that the field cannot say: writers of more than 4 GiB put all ones there.</summary>
    public const long UnknownSize = -1;

    /// <summary>The longest header, for buffers.</summary>
    public const int MostHeaderBytes = 12;

    /// <summary>Whether it is a bank of Downloadable Sounds, whose chunks are others.</summary>
    public bool IsDls { get; init; }

    /// <summary>Id and size.</summary>
    public int HeaderBytes => 4 + SizeFieldBytes;

    /// <summary>Id, size and type; the first chunk of a list or of the frame comes behind.</summary>
    public int ListHeaderBytes => HeaderBytes + 4;

    /// <summary>The size in a header, or <see cref="UnknownSize"/>.</summary>
    public long ReadSize(ReadOnlySpan<byte> header)
    {
        if (SizeFieldBytes == 8)
        {
            return ToSize(BinaryPrimitives.ReadUInt64LittleEndian(header[4..]));
        }

        var size = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        return size == uint.MaxValue ? UnknownSize : size;
    }

    /// <summary>A size of 64 bits as the file has it; what no file can have is unknown.</summary>
    public static long ToSize(ulong size) => size <= long.MaxValue ? (long)size : UnknownSize;
}
