namespace Awe.Playback;

/// <summary>Where a <see cref="Player"/> is: what the rendering thread tells.</summary>
/// <param name="SeekNumber">The last seek that has been carried out.</param>
/// <param name="Before">Which place was when, up to the frame where <paramref name="Clock"/> begins: a little of it may still be to come.</param>
/// <param name="Clock">Which place is when.</param>
/// <param name="JumpsLeft">How often the loop will still be jumped back.</param>
/// <param name="EndSeconds">Where the music ends.</param>
internal readonly record struct PlayerStatus(int SeekNumber, SongClock Before, SongClock Clock, int JumpsLeft, double EndSeconds)
{
    public double PlaceAt(long frame) => frame >= Clock.Frame ? Clock.PlaceAt(frame) : Before.PlaceAt(Math.Max(frame, Before.Frame));
}
