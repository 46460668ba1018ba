namespace Awe.Playback;

/// <summary>How a number of a PCM stream is written; all are little-endian.</summary>
public enum SampleFormat
{
    /// <summary>16-bit integers.</summary>
    S16,

    /// <summary>24-bit integers, three bytes each.</summary>
    S24,

    /// <summary>32-bit floating point, 1 at full scale; nothing is clipped.</summary>
    F32,
}
