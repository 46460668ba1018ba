namespace Awe.Playback;

/// <summary>Where a song is played from.</summary>
/// <param name="FromFrame">The place from which on notes sound: that of the last seek, or later.</param>
/// <param name="SongFrame">The place in the song, in frames from its beginning.</param>
/// <param name="StartFrame">The synthesizer's frame at which the song's frame 0 is, or would have been.</param>
/// <param name="EndFrame">The song's frame at which the music ends.</param>
internal readonly record struct ScoutAim(long FromFrame, long SongFrame, long StartFrame, long EndFrame);
