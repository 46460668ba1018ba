namespace Awe.Voices;

/// <summary>Which standard's rules choose banks and drum channels; a reset message of that standard switches to it.</summary>
internal enum SystemMode
{
    /// <summary>General MIDI level 1: bank select is ignored.</summary>
    Gm,

    /// <summary>Roland GS: CC0 is the bank. The state at power-on.</summary>
    Gs,

    /// <summary>Yamaha XG: CC0 chooses melody or drums, CC32 is the bank.</summary>
    Xg,

    /// <summary>General MIDI level 2: CC0 120 drums, 121 melody, CC32 is the bank.</summary>
    Gm2,

    /// <summary>The plain MIDI rule: CC0 and CC32 are one 14-bit bank.</summary>
    Mma,
}
