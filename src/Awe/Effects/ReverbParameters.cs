namespace Awe.Effects;

/// <summary>How a room sounds. The defaults are a hall of medium size.</summary>
internal readonly record struct ReverbParameters()
{
    /// <summary>Bounds of <see cref="Size"/>; memory is made for the longest paths.</summary>
    public const double SmallestSize = 0.25;

    /// <inheritdoc cref="SmallestSize"/>
    public const double LargestSize = 1.25;

    /// <summary>Upper bound of <see cref="PredelaySeconds"/>.</summary>
    public const double LongestPredelaySeconds = 0.2;

    /// <summary>Time in which the reverberation falls by 60 dB, 0.1-30, at low and middle frequencies.</summary>
    public double TimeSeconds { get; init; } = 1.8;

    /// <summary>Frequency at which that time is halved; higher frequencies die sooner still.</summary>
    public double DampingHz { get; init; } = 4500;

    /// <summary>Silence before the first echoes, on top of the shortest path through the room.</summary>
    public double PredelaySeconds { get; init; } = 0.012;

    /// <summary>Length of the paths through the room; 1 is a hall.</summary>
    public double Size { get; init; } = 1;

    /// <summary>Where the sound that enters begins to lose its treble, 6 dB an octave; infinite for not at all.</summary>
    public double LowPassHz { get; init; } = double.PositiveInfinity;

    /// <summary>0 mono, 1 as wide as the room is.</summary>
    public double Width { get; init; } = 1;

    /// <summary>
    /// Each side's RMS level, for a lasting broad-band sound of RMS 1 in the send. With the default songs are about as wet as FluidSynth's defaults make
    /// them, the sum of the sides counting as much as the sides; white noise, of which damping takes more here, is 3 dB less so.
    /// </summary>
    public double Level { get; init; } = 0.45;

    /// <summary>The time that is meant, within its bounds.</summary>
    public double BoundedTimeSeconds => Math.Clamp(TimeSeconds, 0.1, 30);

    /// <summary>The size that is meant, within its bounds.</summary>
    public double BoundedSize => Math.Clamp(Size, SmallestSize, LargestSize);

    /// <summary>The wait that is meant, within its bounds.</summary>
    public double BoundedPredelaySeconds => Math.Clamp(PredelaySeconds, 0, LongestPredelaySeconds);

    /// <summary>Whether a reverb can go from one to the other while it sounds: the paths of the room are the same.</summary>
    public bool HasPathsOf(in ReverbParameters other) =>
        BoundedSize.Equals(other.BoundedSize) && BoundedPredelaySeconds.Equals(other.BoundedPredelaySeconds);
}
