namespace Awe.Midi;

/// <summary>What follows a status byte on the wire.</summary>
internal static class StatusByte
{
    public const byte SysEx = 0xF0;
    public const byte EndOfSysEx = 0xF7;
    public const byte Meta = 0xFF;

    public static bool IsStatus(byte value) => value >= 0x80;

    public static bool IsChannel(byte value) => value is >= 0x80 and < 0xF0;

    /// <summary>Data bytes of a channel message, or of a system message other than SysEx.</summary>
    public static int DataBytes(byte status) => status switch
    {
        < 0xC0 => 2,
        < 0xE0 => 1,
        < 0xF0 => 2,
        0xF1 or 0xF3 => 1,
        0xF2 => 2,
        _ => 0,
    };
}
