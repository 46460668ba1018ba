namespace Awe.Voices;

/// <summary>
/// Recognises the system exclusive messages that set up the whole engine. Pure: it looks at bytes and says what they are.
/// Device numbers are not compared, any player is addressed.
/// </summary>
internal static class SystemMessages
{
    /// <summary>
    /// Nothing that is obeyed is longer, in bytes: a dump of a tuning has 408, a change of all its keys 519, a packet of GS 267. So that the
    /// longest message of a song takes no longer than that either.
    /// </summary>
    public const int Longest = 1024;

    private const byte Start = 0xF0;
    private const byte End = 0xF7;
    private const byte UniversalNonRealTime = 0x7E;
    private const byte UniversalRealTime = 0x7F;
    private const byte Roland = 0x41;
    private const byte Yamaha = 0x43;
    private const byte GsModel = 0x42;
    private const byte XgModel = 0x4C;
    private const byte DataSet = 0x12;

    /// <summary>Reads a message, with or without its leading F0 and closing F7. One with a status byte inside, or longer than <see cref="Longest"/>, is none.</summary>
    public static SystemMessage Parse(ReadOnlySpan<byte> message)
    {
        if (message.Length > Longest)
        {
            return default;
        }

        var body = Unframe(message);
        return body.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 ? default : body switch
        {
            [UniversalNonRealTime, _, 0x09, var kind] => GeneralMidi(kind),
            [UniversalRealTime, _, 0x04, >= 0x01 and <= 0x04 and var kind, _, _] => Data(SystemMessageKind.DeviceControl, kind, body[4..]),
            [UniversalRealTime, _, 0x04, 0x05, 0x01, 0x01, 0x01, 0x01, var slot, .. var pairs] => Data(SystemMessageKind.GlobalParameters, slot, pairs),
            [UniversalNonRealTime or UniversalRealTime, _, 0x08, var kind, ..] =>
                Data(SystemMessageKind.Tuning, kind, body[4..], body[0] == UniversalRealTime),
            [Roland, _, GsModel, DataSet, .. var data] => Gs(data),
            [Yamaha, >= 0x10 and <= 0x1F, XgModel, 0x00, 0x00, 0x7E or 0x7F, 0x00] => Reset(SystemMode.Xg),
            [Yamaha, >= 0x10 and <= 0x1F, XgModel, var high, var middle, var low, _, ..] =>
                Data(SystemMessageKind.XgData, AddressOf(high, middle, low), body[6..]),
            _ => default,
        };
    }

    private static ReadOnlySpan<byte> Unframe(ReadOnlySpan<byte> message)
    {
        var body = message is [Start, ..] ? message[1..] : message;
        return body is [.., End] ? body[..^1] : body;
    }

    // Switching GM off leaves the engine in the state it started in.
    private static SystemMessage GeneralMidi(byte kind) => kind switch
    {
        0x01 => Reset(SystemMode.Gm),
        0x02 => Reset(SystemMode.Gs),
        0x03 => Reset(SystemMode.Gm2),
        _ => default,
    };

    /// <param name="data">Three bytes of address, one or more of data, the checksum.</param>
    private static SystemMessage Gs(ReadOnlySpan<byte> data)
    {
        var isSound = data.Length >= 5 && Checksum(data[..^1]) == data[^1];
        return data switch
        {
            // A song that asks for GS means it, whatever the checksum; that is reported.
            [0x40, 0x00, 0x7F, 0x00, _] => Reset(SystemMode.Gs, hasWrongChecksum: !isSound),
            _ when !isSound => default,
            [0x00, 0x00, 0x7F, _, _] => Reset(SystemMode.Gs),
            [0x40, 0x00, 0x7F, 0x7F, _] => Reset(SystemMode.Gm),
            [var high, var middle, var low, .. var values, _] => Data(SystemMessageKind.GsData, AddressOf(high, middle, low), values),
            _ => default,
        };
    }

    private static int AddressOf(byte high, byte middle, byte low) => (high << 16) | (middle << 8) | low;

    private static SystemMessage Reset(SystemMode mode, bool hasWrongChecksum = false) =>
        new() { Kind = SystemMessageKind.Reset, Mode = mode, HasWrongChecksum = hasWrongChecksum };

    private static SystemMessage Data(SystemMessageKind kind, int address, ReadOnlySpan<byte> data, bool isRealTime = false) =>
        new() { Kind = kind, Address = address, Data = data, IsRealTime = isRealTime };

    /// <summary>Roland's checksum: address, data and checksum add up to a multiple of 128.</summary>
    private static int Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        foreach (var value in bytes)
        {
            sum += value;
        }

        return -sum & 0x7F;
    }
}
