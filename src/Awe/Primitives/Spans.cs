using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Awe.Primitives;

/// <summary>Views of one memory as another type.</summary>
internal static class Spans
{
    /// <summary>The bytes of <paramref name="points"/>, in the machine's order.</summary>
    public static Span<byte> AsBytes(Span<short> points) => MemoryMarshal.AsBytes(points);

    /// <summary>Turns points just read from a file (little endian) into the machine's order: nothing to do almost everywhere.</summary>
    public static void FromLittleEndian(Span<short> points)
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(points, points);
        }
    }
}
