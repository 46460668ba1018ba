namespace Awe.Midi;

/// <summary>Types of meta events that are not text.</summary>
internal static class MetaType
{
    public const byte LastText = (byte)MidiTextKind.DeviceName;
    public const byte Port = 0x21;
    public const byte EndOfTrack = 0x2F;
    public const byte Tempo = 0x51;
    public const byte TimeSignature = 0x58;
}
