namespace Awe.Midi;

/// <summary>A tempo and where it begins.</summary>
/// <param name="Tick">The first tick at this tempo.</param>
/// <param name="Seconds">The time of that tick from the start of the song.</param>
/// <param name="MicrosecondsPerQuarter">1-16777215; 500000 is 120 quarters a minute.</param>
public readonly record struct TempoChange(long Tick, double Seconds, int MicrosecondsPerQuarter)
{
    /// <summary>Quarters a minute.</summary>
    public double QuartersPerMinute => 60e6 / MicrosecondsPerQuarter;
}
