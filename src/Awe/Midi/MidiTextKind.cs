namespace Awe.Midi;

/// <summary>What a text in a MIDI file is for; the value is the meta event's type.</summary>
public enum MidiTextKind : byte
{
    /// <summary>Any text; in a karaoke file (.kar) the syllables.</summary>
    Text = 0x01,

    /// <summary>Copyright notice.</summary>
    Copyright = 0x02,

    /// <summary>Name of the track; of the first track: name of the song.</summary>
    TrackName = 0x03,

    /// <summary>Instrument of the track.</summary>
    InstrumentName = 0x04,

    /// <summary>A syllable to sing.</summary>
    Lyric = 0x05,

    /// <summary>Rehearsal letter, section name, loop marker.</summary>
    Marker = 0x06,

    /// <summary>Something that happens on the screen or stage.</summary>
    CuePoint = 0x07,

    /// <summary>Name of the program in use.</summary>
    ProgramName = 0x08,

    /// <summary>Name of the device or port that the track is meant for.</summary>
    DeviceName = 0x09,
}
