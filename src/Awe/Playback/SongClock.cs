namespace Awe.Playback;

/// <summary>
/// Which place of a song is at which frame of the synthesizer: a straight line from one point on. Places count frames of the song at its
/// own tempo. A change of tempo, a seek and a loop's jump each begin another line where the last one ends, so nothing adds up.
/// </summary>
/// <param name="Frame">The synthesizer's frame at which the line begins.</param>
/// <param name="Place">The place that is there.</param>
/// <param name="Speed">Places a frame: 1 is the song's own tempo, 0 stands still.</param>
internal readonly record struct SongClock(long Frame, double Place, double Speed)
{
    /// <summary>The place at a frame.</summary>
    public double PlaceAt(long frame) => Place + ((frame - Frame) * Speed);

    /// <summary>The frame nearest to a place; <see cref="long.MaxValue"/> when it never comes.</summary>
    public long FrameAt(double place) => Speed > 0 && double.IsFinite(place)
        ? Frame + (long)Math.Round((place - Place) / Speed, MidpointRounding.AwayFromZero)
        : long.MaxValue;

    /// <summary>The line that goes on from a frame at another speed.</summary>
    public SongClock From(long frame, double speed) => new(frame, PlaceAt(frame), speed);
}
