namespace Awe.Playback;

/// <summary>A preset by its numbers.</summary>
/// <param name="Bank">MIDI bank, its bank's offset included; 128 for drum kits.</param>
/// <param name="Program">0-127.</param>
public readonly record struct ProgramNumber(int Bank, int Program);
