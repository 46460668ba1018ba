namespace Awe.SoundFonts;

/// <summary>What plays for a sample of the card's ROM.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Points">All of it.</param>
/// <param name="Rate">Hz at which the bank's zones are to play it at the key where they play the ROM's sample at its own rate.</param>
/// <param name="LoopStart">First point of the loop.</param>
/// <param name="LoopEnd">The point after the loop; equal to <paramref name="LoopStart"/> where there is none.</param>
internal sealed record RomAnswer(string Name, short[] Points, int Rate, int LoopStart, int LoopEnd);
