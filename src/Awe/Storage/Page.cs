namespace Awe.Storage;

/// <summary>
/// The unit of residency: 4096 consecutive points of one sample, the last page of a sample filled up with zeros. A page of 24-bit points has
/// a second plane with their low bytes.
/// </summary>
internal static class Page
{
    public const int Shift = 12;
    public const int Frames = 1 << Shift;
    public const int Mask = Frames - 1;
    public const int Bytes = Frames * sizeof(short);

    /// <summary>Bytes of the second plane.</summary>
    public const int PlaneBytes = Frames;

    /// <summary>Pages that hold this many points.</summary>
    public static int CountFor(long points) => checked((int)((points + Mask) >> Shift));
}
