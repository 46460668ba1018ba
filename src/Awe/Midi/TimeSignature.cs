namespace Awe.Midi;

/// <summary>A time signature and where it begins; a bar begins with it.</summary>
/// <param name="Tick">The first tick.</param>
/// <param name="Seconds">The time of that tick from the start of the song.</param>
/// <param name="Beats">Beats of a bar, 1-255.</param>
/// <param name="BeatUnit">What a beat is: 4 is a quarter, 8 an eighth; 1-64.</param>
public readonly record struct TimeSignature(long Tick, double Seconds, int Beats, int BeatUnit);
