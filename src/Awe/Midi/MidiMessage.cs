namespace Awe.Midi;

/// <summary>One message for the engine, 8 bytes, no reference: it passes through rings of structs.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Channel">Port times 16 plus the wire's channel nibble, 0-255.</param>
/// <param name="Data1">First data byte, 0-127.</param>
/// <param name="Data2">Second data byte, 0-127.</param>
/// <param name="SysExIndex">For <see cref="MidiMessageKind.SysEx"/>: which of the file's SysEx texts; else 0.</param>
public readonly record struct MidiMessage(MidiMessageKind Kind, byte Channel, byte Data1, byte Data2, int SysExIndex = 0)
{
    /// <summary>The 14-bit value of a pitch wheel message, 0-16383.</summary>
    public int Wheel => (Data2 << 7) | Data1;

    /// <summary>Key struck; velocity 0 is a release, as on the wire.</summary>
    public static MidiMessage NoteOn(int channel, int key, int velocity) =>
        velocity == 0 ? NoteOff(channel, key) : new(MidiMessageKind.NoteOn, (byte)channel, (byte)key, (byte)velocity);

    /// <summary>Key released.</summary>
    public static MidiMessage NoteOff(int channel, int key) => new(MidiMessageKind.NoteOff, (byte)channel, (byte)key, 64);

    /// <summary>Controller.</summary>
    public static MidiMessage Control(int channel, int controller, int value) =>
        new(MidiMessageKind.ControlChange, (byte)channel, (byte)controller, (byte)value);

    /// <summary>Program.</summary>
    public static MidiMessage Program(int channel, int program) => new(MidiMessageKind.ProgramChange, (byte)channel, (byte)program, 0);

    /// <summary>Pitch wheel, 0-16383.</summary>
    public static MidiMessage PitchWheel(int channel, int value) =>
        new(MidiMessageKind.PitchWheel, (byte)channel, (byte)(value & 127), (byte)(value >> 7));
}
