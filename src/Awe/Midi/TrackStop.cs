namespace Awe.Midi;

/// <summary>Why the reading of a track stopped.</summary>
internal enum TrackStop
{
    /// <summary>Its end-of-track event.</summary>
    EndOfTrack,

    /// <summary>The bytes ended, after a whole event or inside one.</summary>
    OutOfBytes,
}
