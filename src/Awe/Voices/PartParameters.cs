namespace Awe.Voices;

/// <summary>What part and drum parameters of GS and XG have in common, once their addresses are understood.</summary>
internal static class PartParameters
{
    private const int ReceiveOff = 0x10;
    private const int MostKeys = 24;

    /// <summary>A master tuning of four nibbles: 1024 in the middle, a tenth of a cent a step.</summary>
    public static float TenthsOfCents(ReadOnlySpan<byte> nibbles)
    {
        var value = 0;
        foreach (var nibble in nibbles[..4])
        {
            value = (value << 4) | (nibble & 0x0F);
        }

        return (Math.Clamp(value, 24, 2024) - 1024) / 10f;
    }

    /// <summary>A key shift: 64 in the middle, two octaves at most.</summary>
    public static int KeysFrom(byte value) => Math.Clamp(value - 64, -MostKeys, MostKeys);

    /// <summary>Pan of a part: 0 is another place for each note.</summary>
    public static ControlEffect SetPan(Channel channel, byte value) =>
        value == 0 ? channel.SetRandomPan() : channel.ControlChange(Controllers.Pan, value);

    /// <summary>Which channel of its port a part listens to. What it plays ends, since nobody could end it later.</summary>
    public static void SetReceiveChannel(IParts parts, int number, byte value)
    {
        var channel = value >= ReceiveOff ? Channel.NoChannel : (number & ~15) + value;
        if (channel != parts[number].ReceiveChannel)
        {
            parts.Carry(number, new(ControlEffectKind.AllNotesOff));
            parts[number].ReceiveChannel = channel;
        }
    }

    /// <summary>A parameter of a drum; the parts that play its map follow at once where they can.</summary>
    public static void SetDrum(IParts parts, int map, int key, DrumParameter parameter, byte value)
    {
        if (map >= DrumSetups.Maps || key > 127)
        {
            return;
        }

        var effect = parts.System.Drums.Set(map, key, parameter, value);
        for (var number = 0; number < parts.Count && effect != ControlEffect.Nothing; number++)
        {
            if (parts[number].DrumMap == map)
            {
                parts.Carry(number, effect);
            }
        }
    }
}
