using Awe.Midi;

namespace Awe.Playback;

/// <summary>A stretch of a song that is played several times.</summary>
/// <param name="StartSeconds">Where a repetition begins, in seconds from the start of the song at its own tempo.</param>
/// <param name="EndSeconds">
/// Where the stretch ends: what the song has there comes after the last repetition. At least <see cref="ShortestSeconds"/> after the start.
/// </param>
/// <param name="Plays">How often it is played in all; 0 is without end.</param>
public readonly record struct LoopSpan(double StartSeconds, double EndSeconds, int Plays = 0)
{
    /// <summary>The shortest stretch that can be repeated.</summary>
    public const double ShortestSeconds = 0.01;

    /// <summary>The loop that a song itself marks, as often as it says.</summary>
    public static LoopSpan Of(SongLoop loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        return new LoopSpan(loop.StartSeconds, loop.EndSeconds, loop.Passes ?? 0);
    }
}
