using Awe.Storage;

namespace Awe.Voices;

/// <summary>The part of a sample that one voice plays, in points from the sample's origin in the store, sane whatever the bank says.</summary>
/// <param name="Start">First point.</param>
/// <param name="End">The point after the last.</param>
/// <param name="LoopStart">First point of the loop.</param>
/// <param name="LoopEnd">The point after the loop; it is never played, <paramref name="LoopStart"/> follows.</param>
/// <param name="IsLooped">Whether the loop is played at all.</param>
internal readonly record struct SampleSpan(int Start, int End, int LoopStart, int LoopEnd, bool IsLooped)
{
    // A cursor counts points in 32 bits and looks a block ahead.
    private const int MostPoints = int.MaxValue - (2 * SampleCursor.ScratchPoints);

    /// <summary>
    /// Brings absolute points (header plus offsets) into the stored range: reversed loops are turned round, a loop of fewer than two points
    /// is none, a loop may pass the sample's end as long as its points exist.
    /// </summary>
    public static SampleSpan Clamp(in StoredSample sample, long start, long end, long loopStart, long loopEnd, bool wantsLoop)
    {
        var s = Into(sample, start);
        var e = Into(sample, end);
        var a = Into(sample, Math.Min(loopStart, loopEnd));
        var b = Into(sample, Math.Max(loopStart, loopEnd));
        return new SampleSpan(Math.Min(s, e), Math.Max(s, e), a, b, wantsLoop && b - a >= 2);
    }

    private static int Into(in StoredSample sample, long point) =>
        (int)Math.Clamp(point - sample.Origin, 0, Math.Min(sample.Points, MostPoints));
}
