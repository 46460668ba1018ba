namespace Awe.Primitives;

/// <summary>
/// The inner loops of rendering. Each begins as a scalar method that says what it means; a vector twin stands beside it where it pays, and
/// tests hold the two together at every length.
/// </summary>
internal static partial class Kernels
{
    /// <summary>Points that interpolation reads before the one a position lies on.</summary>
    public const int TapsBefore = 1;

    /// <summary>Points that interpolation reads after the one a position lies on.</summary>
    public const int TapsAfter = 2;

    /// <summary>16-bit points to +-1.</summary>
    private const float PointScale = 1f / 32768f;

    /// <summary>Makes the tables now; the constructor of what renders calls it, so that the audio thread never does.</summary>
    public static void Prepare() => GC.KeepAlive(s_cubicTaps);
}
