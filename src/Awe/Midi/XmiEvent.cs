namespace Awe.Midi;

/// <summary>A message of an XMI song.</summary>
/// <param name="Tick">When.</param>
/// <param name="IsDue">Whether it is the end of a note that began earlier: of all at one tick these come first.</param>
/// <param name="Message">The message.</param>
internal readonly record struct XmiEvent(long Tick, bool IsDue, MidiMessage Message);
