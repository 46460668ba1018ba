namespace Awe.Voices;

/// <summary>
/// Parameters of Roland GS by their addresses: the system's (40 00), the parts' (40 1n, and 50 1n for a second block of sixteen), their
/// controllers' (40 2n), the drums' (41).
/// </summary>
internal static class GsSetup
{
    private const int System = 0x400000;
    private const int Block = 0x40;
    private const int SecondBlock = 0x50;
    private const int DrumBlock = 0x41;
    private const int SecondDrumBlock = 0x51;
    private const int PartsOfBlock = 16;

    /// <summary>Sets one byte of a message; those of two and more bytes are set with their first.</summary>
    /// <param name="parts">Those that it sets up.</param>
    /// <param name="firstPart">The first of the port that the message came by.</param>
    /// <param name="address">That of the first byte.</param>
    /// <param name="index">Which byte.</param>
    /// <param name="data">All bytes.</param>
    public static void Set(IParts parts, int firstPart, int address, int index, ReadOnlySpan<byte> data)
    {
        address = Advance(address, index);
        var (high, middle, low) = (address >> 16, address >> 8 & 0xFF, address & 0xFF);
        var values = data[index..];
        var first = firstPart + (high is SecondBlock or SecondDrumBlock ? PartsOfBlock : 0);
        var number = first + ChannelOfPart(middle & 0x0F);
        switch (high)
        {
            case Block or SecondBlock when middle is >= 0x10 and <= 0x1F && number < parts.Count:
                SetPart(parts, number, low, values);
                break;
            case Block or SecondBlock when middle is >= 0x20 and <= 0x2F && number < parts.Count:
                SetControl(parts, number, low, values[0]);
                break;
            case Block when middle == 0:
                SetSystem(parts, address - System, values);
                break;
            case DrumBlock or SecondDrumBlock:
                PartParameters.SetDrum(parts, middle >> 4, low, DrumParameterOf(middle & 0x0F), values[0]);
                break;
            default:
                break;
        }
    }

    // The bytes of an address have seven bits each.
    private static int Advance(int address, int bytes)
    {
        var place = ((address >> 16 & 0x7F) << 14 | (address >> 8 & 0x7F) << 7 | (address & 0x7F)) + bytes;
        return (place >> 14 & 0x7F) << 16 | (place >> 7 & 0x7F) << 8 | (place & 0x7F);
    }

    // Part 0 is channel 10, the others fill the remaining channels in order.
    private static int ChannelOfPart(int part) => part switch
    {
        0 => 9,
        <= 9 => part - 1,
        _ => part,
    };

    private static void SetSystem(IParts parts, int low, ReadOnlySpan<byte> values)
    {
        var system = parts.System;
        switch (low)
        {
            case 0x00 when values.Length >= 4:
                system.FineCents = PartParameters.TenthsOfCents(values);
                SystemSetup.Retune(parts);
                break;
            case 0x04:
                system.Volume = values[0] / 127f;
                break;
            case 0x05:
                system.KeyShift = PartParameters.KeysFrom(values[0]);
                break;
            case 0x06:
                system.Balance = Math.Clamp((values[0] - 64) / 63f, -1f, 1f);
                break;
            default:
                break;
        }
    }

    private static void SetPart(IParts parts, int number, int low, ReadOnlySpan<byte> values)
    {
        var channel = parts[number];
        var value = values[0];
        switch (low)
        {
            case 0x00:
                channel.ControlChange(Controllers.BankMsb, value);
                break;
            case 0x01:
                channel.ProgramChange(value);
                break;
            case 0x02:
                PartParameters.SetReceiveChannel(parts, number, value);
                break;
            case >= 0x03 and <= 0x12:
                channel.Switches.Set(low - 0x03, value != 0);
                break;
            case 0x13:
                parts.Carry(number, value == 0 ? channel.ControlChange(Controllers.MonoOn, 1) : channel.ControlChange(Controllers.PolyOn, 0));
                break;
            case 0x15 when value <= 2:
                parts.Carry(number, channel.UseForRhythm(value != 0, Math.Max(0, value - 1)));
                break;
            case 0x16:
                channel.KeyShift = PartParameters.KeysFrom(value);
                break;
            case 0x1A:
                channel.VelocityDepth = value;
                break;
            case 0x1B:
                channel.VelocityOffset = value;
                break;
            case 0x1C:
                parts.Carry(number, PartParameters.SetPan(channel, value));
                break;
            case 0x1D:
                channel.SetLowestKey(value);
                break;
            case 0x1E:
                channel.SetHighestKey(value);
                break;
            case 0x2A when values.Length >= 2:
                parts.Carry(number, channel.SetFineTune((value << 7) | values[1]));
                break;
            case >= 0x40 and <= 0x4B:
                channel.TuneTone(low - 0x40, value - 64);
                parts.Carry(number, new(ControlEffectKind.TuningChanged));
                break;
            default:
                if (ControllerOf(low) is >= 0 and var controller)
                {
                    parts.Carry(number, channel.ControlChange(controller, value));
                }

                break;
        }
    }

    // Part parameters that are another way to move a controller.
    private static int ControllerOf(int low) => low switch
    {
        0x19 => Controllers.Volume,
        0x21 => Controllers.ChorusDepth,
        0x22 => Controllers.ReverbDepth,
        0x2C => Controllers.DelayDepth,
        0x30 => Controllers.VibratoRate,
        0x31 => Controllers.VibratoDepth,
        0x32 => Controllers.Brightness,
        0x33 => Controllers.Resonance,
        0x34 => Controllers.AttackTime,
        0x35 => Controllers.DecayTime,
        0x36 => Controllers.ReleaseTime,
        0x37 => Controllers.VibratoDelay,
        _ => -1,
    };

    // Of what controllers may be assigned to, the two that have a place here: vibrato by the modulation wheel (600 cents at 127) and the
    // range of the pitch wheel.
    private static void SetControl(IParts parts, int number, int low, byte value)
    {
        switch (low)
        {
            case 0x04:
                parts.Carry(number, parts[number].SetModulationDepth(value * 6 * 128 / 127));
                break;
            case 0x10:
                parts.Carry(number, parts[number].SetWheelRange(100 * Math.Clamp(value - 64, 0, 24)));
                break;
            default:
                break;
        }
    }

    private static DrumParameter DrumParameterOf(int parameter) => parameter switch
    {
        1 => DrumParameter.PlayedKey,
        2 => DrumParameter.Level,
        3 => DrumParameter.Group,
        4 => DrumParameter.Pan,
        5 => DrumParameter.Reverb,
        6 => DrumParameter.Chorus,
        7 => DrumParameter.NoteOff,
        8 => DrumParameter.NoteOn,
        9 => DrumParameter.Delay,
        _ => DrumParameter.None,
    };
}
