namespace Awe.Midi;

/// <summary>What is sung at one moment.</summary>
/// <param name="Tick">Position in the file's own ticks.</param>
/// <param name="Seconds">Position in seconds from the start of the song.</param>
/// <param name="Text">A syllable or a word, its spaces kept: the texts of a line, one after another, are the line.</param>
public readonly record struct LyricSyllable(long Tick, double Seconds, string Text);
