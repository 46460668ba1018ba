namespace Awe.Codecs;

/// <summary>
/// The second plane of a page of 24-bit points: the low bytes. They are noise wherever they are anything, so a plane is one value or it is kept as
/// it is. Any thread; nothing is allocated.
/// </summary>
internal static class PlaneCodec
{
    /// <summary>Bytes of a plane: one for each point of a page.</summary>
    public const int PlaneBytes = PageCodec.Points;

    /// <summary>No plane takes more bytes than it has and one.</summary>
    public const int MaximumBytes = 1 + PlaneBytes;

    private const int ConstantBytes = 2;
    private const byte Constant = 0;
    private const byte Raw = 1;

    /// <summary>Encodes a plane into at most <see cref="MaximumBytes"/> and returns how many bytes it took.</summary>
    /// <exception cref="ArgumentException">Not a whole plane, or a destination shorter than <see cref="MaximumBytes"/>.</exception>
    public static int Encode(ReadOnlySpan<byte> plane, Span<byte> destination)
    {
        RequirePlane(plane.Length);
        if (destination.Length < MaximumBytes)
        {
            throw new ArgumentException($"A plane may need {MaximumBytes} bytes; the destination has {destination.Length}.", nameof(destination));
        }

        if (!plane.ContainsAnyExcept(plane[0]))
        {
            destination[0] = Constant;
            destination[1] = plane[0];
            return ConstantBytes;
        }

        destination[0] = Raw;
        plane.CopyTo(destination[1..]);
        return MaximumBytes;
    }

    /// <summary>Decodes what <see cref="Encode"/> made: false when the bytes are no plane, and then nothing was written.</summary>
    /// <exception cref="ArgumentException">The destination is not a whole plane.</exception>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, Span<byte> plane)
    {
        RequirePlane(plane.Length);
        switch (encoded)
        {
            case [Constant, var value]:
                plane.Fill(value);
                return true;
            case [Raw, .. var bytes] when bytes.Length == PlaneBytes:
                bytes.CopyTo(plane);
                return true;
            default:
                return false;
        }
    }

    private static void RequirePlane(int bytes)
    {
        if (bytes != PlaneBytes)
        {
            throw new ArgumentException($"A plane has {PlaneBytes} bytes; there are {bytes}.", nameof(bytes));
        }
    }
}
