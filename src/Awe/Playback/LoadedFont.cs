using Awe.SoundFonts;

namespace Awe.Playback;

/// <summary>A bank for a <see cref="Synthesizer"/>.</summary>
/// <param name="Font">The bank.</param>
/// <param name="BankOffset">Added to the bank numbers of its presets: 1 makes it the AWE32's user bank.</param>
public readonly record struct LoadedFont(SoundFont Font, int BankOffset = 0);
