namespace Awe.Voices;

/// <summary>
/// When the controllers are obeyed that GS, XG and General MIDI 2 know and SoundFont 2 does not: balance (8), resonance, release, attack,
/// cutoff, decay (71-75), rate, depth and delay of vibrato (76-78), and the pressure of single keys.
/// </summary>
public enum SoundControllers
{
    /// <summary>On channels that follow one of these three standards; power-on is GS. Not after a reset to General MIDI 1.</summary>
    ByMode,

    /// <summary>Never: only where a bank itself listens to them.</summary>
    Off,

    /// <summary>Always.</summary>
    On,
}
