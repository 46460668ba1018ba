namespace Awe.Midi;

/// <summary>A message and when it sounds.</summary>
/// <param name="Tick">Position in the file's own ticks.</param>
/// <param name="Seconds">Position in seconds from the start of the song, the tempo map applied.</param>
/// <param name="Message">The message.</param>
public readonly record struct TimedMessage(long Tick, double Seconds, MidiMessage Message)
{
    /// <summary>The frame at <paramref name="rate"/> frames a second at which the message sounds.</summary>
    public long FrameAt(int rate) => (long)Math.Round(Seconds * rate, MidpointRounding.AwayFromZero);
}
