using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>Turns waves of 8 bits, of A-law and of two channels into 16-bit points of one channel.</summary>
internal static class DlsWaveDecoder
{
    private const int BlockBytes = 16 * 1024;
    private const int PointBytes = sizeof(short);

    /// <summary>Writes all points of a wave; where the file ends before, the rest stays as it is.</summary>
    /// <param name="source">The bank.</param>
    /// <param name="wave">A wave that can be read.</param>
    /// <param name="points">Room for its points, little-endian.</param>
    public static void Expand(IByteSource source, DlsWave wave, Span<byte> points)
    {
        var block = new byte[BlockBytes - (BlockBytes % wave.FrameBytes)];
        for (var done = 0L; done < wave.Points;)
        {
            var frames = (int)Math.Min(block.Length / wave.FrameBytes, wave.Points - done);
            var came = source.ReadFully(wave.DataOffset + (done * wave.FrameBytes), block.AsSpan(0, frames * wave.FrameBytes)) / wave.FrameBytes;
            for (var i = 0; i < came; i++)
            {
                BinaryPrimitives.WriteInt16LittleEndian(points[((int)(done + i) * PointBytes)..], Mix(wave, block.AsSpan(i * wave.FrameBytes, wave.FrameBytes)));
            }

            if (came < frames)
            {
                return;
            }

            done += frames;
        }
    }

    private static short Mix(DlsWave wave, ReadOnlySpan<byte> frame)
    {
        var bytes = wave.Bits / 8;
        var sum = 0;
        for (var channel = 0; channel < wave.Channels; channel++)
        {
            sum += Point(wave, frame[(channel * bytes)..]);
        }

        return (short)(sum / wave.Channels);
    }

    private static short Point(DlsWave wave, ReadOnlySpan<byte> bytes) =>
        wave.IsALaw ? ALaw(bytes[0])
        : wave.Bits == 8 ? (short)((bytes[0] - 0x80) << 8) // the middle is 128
        : BinaryPrimitives.ReadInt16LittleEndian(bytes);

    /// <summary>A byte of A-law (G.711): sign, three bits of exponent, four of mantissa, every other bit inverted.</summary>
    private static short ALaw(byte code)
    {
        var bits = code ^ 0x55;
        var (exponent, mantissa) = ((bits >> 4) & 7, bits & 0xF);
        var size = exponent == 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
        return (short)((bits & 0x80) != 0 ? size : -size);
    }
}
