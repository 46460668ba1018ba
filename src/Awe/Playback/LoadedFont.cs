using Awe.SoundFonts;

namespace Awe.Playback;

/// <summary>A bank for a <see cref="Synthesizer"/>.</summary>
/// <param name="Font">The bank.</param>
/// <param name="BankOffset">Added to the bank numbers of its presets: 1 makes it the AWE32's user bank.</param>
public readonly record struct LoadedFont(SoundFont Font, int BankOffset = 0)
{
    /// <summary>
    /// Whether drum kits (bank 128 in the file) stay in their bank whatever the offset: a bank that a song brings along means its kits for
    /// the drum channel.
    /// </summary>
    public bool KitsStay { get; init; }
}
