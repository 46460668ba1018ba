namespace Awe.Voices;

/// <summary>Parameters of Yamaha XG by their addresses: the system's (00 00), the parts' (08), the drums' (3n).</summary>
internal static class XgSetup
{
    private const int SystemBlock = 0x00;
    private const int PartBlock = 0x08;
    private const int FirstDrumBlock = 0x30;
    private const int LastDrumBlock = 0x33;
    private const int FirstSetupMode = 2; // of part modes: 0 is normal, 1 a kit as it is

    /// <summary>Sets one byte of a message; those of several bytes are set with their first.</summary>
    /// <param name="parts">Those that it sets up.</param>
    /// <param name="firstPart">The first of the port that the message came by.</param>
    /// <param name="address">That of the first byte.</param>
    /// <param name="index">Which byte.</param>
    /// <param name="data">All bytes.</param>
    public static void Set(IParts parts, int firstPart, int address, int index, ReadOnlySpan<byte> data)
    {
        var (high, middle, low) = (address >> 16, address >> 8 & 0xFF, (address & 0xFF) + index);
        var values = data[index..];
        var number = firstPart + middle;
        switch (high)
        {
            case SystemBlock when middle == 0:
                SetSystem(parts, low, values);
                break;
            case PartBlock when number < parts.Count:
                SetPart(parts, number, low, values[0]);
                break;
            case >= FirstDrumBlock and <= LastDrumBlock:
                PartParameters.SetDrum(parts, high - FirstDrumBlock, middle, DrumParameterOf(low), values[0]);
                break;
            default:
                break;
        }
    }

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
                system.Attenuation = 1f - (values[0] / 127f);
                break;
            case 0x06:
                system.KeyShift = PartParameters.KeysFrom(values[0]);
                break;
            case 0x7D when values[0] < DrumSetups.Maps:
                system.Drums.Reset(values[0]);
                break;
            default:
                break;
        }
    }

    private static void SetPart(IParts parts, int number, int low, byte value)
    {
        var channel = parts[number];
        switch (low)
        {
            case 0x03:
                channel.ProgramChange(value);
                break;
            case 0x04:
                PartParameters.SetReceiveChannel(parts, number, value);
                break;
            case 0x05:
                parts.Carry(number, value == 0 ? channel.ControlChange(Controllers.MonoOn, 1) : channel.ControlChange(Controllers.PolyOn, 0));
                break;
            case 0x07 when value < FirstSetupMode + DrumSetups.Maps:
                parts.Carry(number, channel.UseForRhythm(value != 0, value < FirstSetupMode ? Channel.NoDrumMap : value - FirstSetupMode));
                break;
            case 0x08:
                channel.KeyShift = PartParameters.KeysFrom(value);
                break;
            case 0x0C:
                channel.VelocityDepth = value;
                break;
            case 0x0D:
                channel.VelocityOffset = value;
                break;
            case 0x0E:
                parts.Carry(number, PartParameters.SetPan(channel, value));
                break;
            case 0x0F:
                channel.SetLowestKey(value);
                break;
            case 0x10:
                channel.SetHighestKey(value);
                break;
            case 0x23:
                parts.Carry(number, channel.SetWheelRange(100 * Math.Clamp(value - 64, 0, 24)));
                break;
            case >= 0x30 and < 0x30 + ReceiveSwitches.Count:
                channel.Switches.Set(low - 0x30, value != 0);
                break;
            case >= 0x41 and <= 0x4C:
                channel.TuneTone(low - 0x41, value - 64);
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
        0x01 => Controllers.BankMsb,
        0x02 => Controllers.BankLsb,
        0x0B => Controllers.Volume,
        0x12 => Controllers.ChorusDepth,
        0x13 => Controllers.ReverbDepth,
        0x14 => Controllers.DelayDepth,
        0x15 => Controllers.VibratoRate,
        0x16 => Controllers.VibratoDepth,
        0x17 => Controllers.VibratoDelay,
        0x18 => Controllers.Brightness,
        0x19 => Controllers.Resonance,
        0x1A => Controllers.AttackTime,
        0x1B => Controllers.DecayTime,
        0x1C => Controllers.ReleaseTime,
        0x67 => Controllers.PortamentoSwitch,
        0x68 => Controllers.PortamentoTime,
        _ => -1,
    };

    private static DrumParameter DrumParameterOf(int low) => low switch
    {
        0x00 => DrumParameter.CoarsePitch,
        0x01 => DrumParameter.FinePitch,
        0x02 => DrumParameter.Level,
        0x03 => DrumParameter.Group,
        0x04 => DrumParameter.Pan,
        0x05 => DrumParameter.Reverb,
        0x06 => DrumParameter.Chorus,
        0x07 => DrumParameter.Delay,
        0x09 => DrumParameter.NoteOff,
        0x0A => DrumParameter.NoteOn,
        _ => DrumParameter.None,
    };
}
