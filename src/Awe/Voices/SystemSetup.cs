namespace Awe.Voices;

/// <summary>
/// Obeys system exclusive messages: takes apart what <see cref="SystemMessages"/> recognised and hands it to the parts. One thread, that of
/// the parts; allocates nothing.
/// </summary>
internal static class SystemSetup
{
    private const int Volume = 1;
    private const int Balance = 2;
    private const int FineTune = 3;
    private const int CoarseTune = 4;

    /// <summary>Obeys a message.</summary>
    /// <param name="message">Recognised by <see cref="SystemMessages"/>.</param>
    /// <param name="parts">Those that it sets up.</param>
    /// <param name="firstPart">Part of the first channel of the port that the message came by, a multiple of 16.</param>
    public static void Obey(in SystemMessage message, IParts parts, int firstPart)
    {
        switch (message.Kind)
        {
            case SystemMessageKind.Reset:
                parts.Reset(message.Mode);
                break;
            case SystemMessageKind.DeviceControl:
                Control(message.Address, (message.Data[1] << 7) | message.Data[0], parts);
                break;
            case SystemMessageKind.GsData:
                for (var i = 0; i < message.Data.Length; i++)
                {
                    GsSetup.Set(parts, firstPart, message.Address, i, message.Data);
                }

                break;
            case SystemMessageKind.XgData:
                for (var i = 0; i < message.Data.Length; i++)
                {
                    XgSetup.Set(parts, firstPart, message.Address, i, message.Data);
                }

                break;
            case SystemMessageKind.Tuning:
                TuningMessages.Obey(message, parts, firstPart);
                break;
            default:
                break;
        }
    }

    /// <summary>All parts have another tuning, and what sounds follows.</summary>
    public static void Retune(IParts parts)
    {
        for (var number = 0; number < parts.Count; number++)
        {
            parts.Carry(number, new(ControlEffectKind.TuningChanged));
        }
    }

    // Universal real-time device control; 14 bits.
    private static void Control(int kind, int value, IParts parts)
    {
        switch (kind)
        {
            case Volume:
                parts.System.Volume = value / 16383f;
                break;
            case Balance:
                parts.System.Balance = Math.Clamp((value - 8192) / 8191f, -1f, 1f);
                break;
            case FineTune:
                parts.System.FineCents = (value - 8192) * 100f / 8192f;
                Retune(parts);
                break;
            case CoarseTune:
                parts.System.CoarseSemitones = (value >> 7) - 64;
                Retune(parts);
                break;
            default:
                break;
        }
    }
}
