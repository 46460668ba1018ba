namespace Awe.Midi;

/// <summary>The ways in which files mark a loop, in the order in which they are believed.</summary>
public enum LoopConvention
{
    /// <summary>Markers, cue points or texts "loopStart" and "loopEnd"; before a "loopEnd" also a marker or cue point "start".</summary>
    Markers,

    /// <summary>Controllers 116 and 117: XMI, EMIDI, Final Fantasy. The value of 116 counts the passes.</summary>
    Controllers116And117,

    /// <summary>Controllers 118 and 119: EMIDI, for all tracks. The value of 118 counts the passes.</summary>
    Controllers118And119,

    /// <summary>Controller 111, once, up to the end of the song: RPG Maker.</summary>
    Controller111,

    /// <summary>Controllers 2 and 4, once each, with the value 0: Touhou.</summary>
    Controllers2And4,
}
