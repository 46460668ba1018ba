namespace Awe.Midi;

/// <summary>A text in a MIDI file and when it is due.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Track">Which track holds it, from 0.</param>
/// <param name="Tick">Position in the file's own ticks.</param>
/// <param name="Seconds">Position in seconds from the start of the song.</param>
/// <param name="Text">The text, never empty; it may hold line breaks.</param>
public readonly record struct TimedText(MidiTextKind Kind, int Track, long Tick, double Seconds, string Text);
