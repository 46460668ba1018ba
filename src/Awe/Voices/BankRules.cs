namespace Awe.Voices;

/// <summary>
/// What bank select means under each standard: whether the channel plays drums, and the wBank of its presets. Which preset stands in for one
/// that no bank has is the <see cref="PresetMap"/>'s business.
/// </summary>
internal static class BankRules
{
    /// <summary>wBank of percussion presets.</summary>
    public const int Drums = 128;

    private const int XgEffectVoices = 64;
    private const int XgEffectKits = 126;
    private const int XgDrumKits = 127;
    private const int Gm2Drums = 120;
    private const int Gm2Melody = 121;

    /// <summary>Whether a channel plays drums after a program change.</summary>
    /// <param name="mode">The standard.</param>
    /// <param name="msb">CC0.</param>
    /// <param name="isRhythmPart">Whether channel number or a message made it a rhythm part: in XG no bank select takes that back.</param>
    /// <param name="wasDrums">What it played before.</param>
    public static bool IsDrums(SystemMode mode, int msb, bool isRhythmPart, bool wasDrums) => mode switch
    {
        SystemMode.Xg => isRhythmPart || msb is Gm2Drums or XgEffectKits or XgDrumKits,
        SystemMode.Gm2 when msb is Gm2Drums or Gm2Melody => msb == Gm2Drums,
        _ => wasDrums,
    };

    /// <summary>The wBank that the presets of a channel are looked for in first.</summary>
    /// <param name="mode">The standard.</param>
    /// <param name="msb">CC0.</param>
    /// <param name="lsb">CC32.</param>
    /// <param name="isDrums">Whether it plays drums.</param>
    public static int BankOf(SystemMode mode, int msb, int lsb, bool isDrums) => mode switch
    {
        SystemMode.Gs => msb + (isDrums ? Drums : 0), // a bank of the user's own has its kits from 129 on
        SystemMode.Xg when msb == (isDrums ? XgEffectKits : XgEffectVoices) => msb, // banks made for XG have its sound effects there
        _ when isDrums => Drums,
        SystemMode.Xg or SystemMode.Gm2 => lsb,
        SystemMode.Mma => (msb << 7) | lsb,
        _ => 0,
    };
}
