namespace Awe.Voices;

/// <summary>
/// Recognises the system exclusive messages that set up the whole engine. Pure: it looks at bytes and says what they are.
/// Device numbers are not compared, any player is addressed.
/// </summary>
internal static class SystemMessages
{
    private const byte Start = 0xF0;
    private const byte End = 0xF7;
    private const byte UniversalNonRealTime = 0x7E;
    private const byte UniversalRealTime = 0x7F;
    private const byte Roland = 0x41;
    private const byte Yamaha = 0x43;
    private const byte GsModel = 0x42;
    private const byte XgModel = 0x4C;
    private const byte DataSet = 0x12;

    /// <summary>Reads a message, with or without its leading F0 and closing F7.</summary>
    public static SystemMessage Parse(ReadOnlySpan<byte> message)
    {
        var body = Unframe(message);
        return body switch
        {
            [UniversalNonRealTime, _, 0x09, var kind] => GeneralMidi(kind),
            [UniversalRealTime, _, 0x04, 0x01, var low, var high] => Volume(((high << 7) | low) / 16383f),
            [Roland, _, GsModel, DataSet, .. var data] => Gs(data),
            [Yamaha, _, XgModel, 0x00, 0x00, 0x7E or 0x7F, 0x00] => Reset(SystemMode.Xg),
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
            [0x40, 0x00, 0x7F, 0x00, _] => Reset(SystemMode.Gs) with { HasWrongChecksum = !isSound },
            _ when !isSound => default,
            [0x00, 0x00, 0x7F, _, _] => Reset(SystemMode.Gs),
            [0x40, 0x00, 0x7F, 0x7F, _] => Reset(SystemMode.Gm),
            [0x40, 0x00, 0x04, var level, _] => Volume(level / 127f),
            [0x40 or 0x50, >= 0x10 and <= 0x1F, 0x15, var map, _] => Rhythm(data[0], data[1] & 0x0F, map),
            _ => default,
        };
    }

    private static SystemMessage Rhythm(byte block, int part, byte map) => new(SystemMessageKind.UseForRhythm)
    {
        Channel = ChannelOfPart(part) + (block == 0x50 ? 16 : 0),
        IsDrums = map != 0,
    };

    // Part 0 is channel 10, the others fill the remaining channels in order.
    private static int ChannelOfPart(int part) => part switch
    {
        0 => 9,
        <= 9 => part - 1,
        _ => part,
    };

    private static SystemMessage Reset(SystemMode mode) => new(SystemMessageKind.Reset) { Mode = mode };

    private static SystemMessage Volume(float gain) => new(SystemMessageKind.MasterVolume) { Gain = gain };

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
