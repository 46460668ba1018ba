namespace Awe.Midi;

/// <summary>A message as its track holds it: the channel is still the wire's nibble.</summary>
/// <param name="Tick">Position from the start of the song.</param>
/// <param name="Port">The number that meta 21 named, or <see cref="NoPort"/>.</param>
/// <param name="Message">The message.</param>
internal readonly record struct TrackEvent(long Tick, short Port, MidiMessage Message)
{
    public const short NoPort = -1;
}
