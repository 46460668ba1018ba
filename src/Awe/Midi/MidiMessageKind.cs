namespace Awe.Midi;

/// <summary>What a <see cref="MidiMessage"/> says; the value is the status nibble of the wire.</summary>
public enum MidiMessageKind : byte
{
    /// <summary>Key released. Data1 key, Data2 release velocity.</summary>
    NoteOff = 0x8,

    /// <summary>Key struck. Data1 key, Data2 velocity 1-127 (velocity 0 has become <see cref="NoteOff"/>).</summary>
    NoteOn = 0x9,

    /// <summary>Pressure on one key. Data1 key, Data2 pressure.</summary>
    PolyPressure = 0xA,

    /// <summary>Controller. Data1 number, Data2 value.</summary>
    ControlChange = 0xB,

    /// <summary>Program. Data1 program.</summary>
    ProgramChange = 0xC,

    /// <summary>Pressure on the whole channel. Data1 pressure.</summary>
    ChannelPressure = 0xD,

    /// <summary>Pitch wheel. Data1 low 7 bits, Data2 high 7 bits; 8192 is the centre.</summary>
    PitchWheel = 0xE,

    /// <summary>System exclusive. <see cref="MidiMessage.SysExIndex"/> names the bytes in the file's own list.</summary>
    SysEx = 0xF,
}
