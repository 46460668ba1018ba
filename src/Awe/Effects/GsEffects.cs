namespace Awe.Effects;

/// <summary>
/// The effect registers of Roland GS, address 40 01 30-5A. A macro fills the registers of its effect; each of them can be set on its own afterwards.
/// </summary>
/// <remarks>
/// Rates, depths and feedback of the chorus follow the laws that General MIDI 2 wrote down for the same eight types. Roland gives no law for the
/// reverb time: here each character has General MIDI 2's time for its kind of room at the value its macro sets, and the others follow
/// by that standard's exponential.
/// </remarks>
internal sealed class GsEffects
{
    /// <summary>The upper two bytes of the address.</summary>
    public const int Block = 0x4001;

    private const int First = 0x30;
    private const int Macro = 0x30;
    private const int Character = 0x31;
    private const int ReverbLowPass = 0x32;
    private const int ReverbLevel = 0x33;
    private const int ReverbTime = 0x34;
    private const int EchoFeedback = 0x35;
    private const int Predelay = 0x37;
    private const int ChorusMacro = 0x38;
    private const int ChorusLowPass = 0x39;
    private const int ChorusLevel = 0x3A;
    private const int ChorusFeedback = 0x3B;
    private const int ChorusDelay = 0x3C;
    private const int ChorusRate = 0x3D;
    private const int ChorusDepth = 0x3E;
    private const int ChorusToReverb = 0x3F;
    private const int ChorusToDelay = 0x40;
    private const int DelayMacro = 0x50;
    private const int DelayLowPass = 0x51;
    private const int DelayTime = 0x52;
    private const int DelayRatioLeft = 0x53;
    private const int DelayRatioRight = 0x54;
    private const int DelayLevelCentre = 0x55;
    private const int DelayLevelLeft = 0x56;
    private const int DelayLevelRight = 0x57;
    private const int DelayLevel = 0x58;
    private const int DelayFeedback = 0x59;
    private const int DelayToReverb = 0x5A;

    private const int DelayCharacter = 6;
    private const int PanningDelayCharacter = 7;

    // By macro: pre-low-pass, time, feedback. The character is the macro's number, the level 64, the predelay 0.
    private static readonly byte[] s_reverbMacros =
    [
        3, 80, 0,
        4, 56, 0,
        0, 64, 0,
        4, 72, 0,
        0, 64, 0,
        0, 88, 0,
        0, 32, 40,
        0, 64, 32,
    ];

    // By macro: feedback, delay, rate, depth. Pre-low-pass and sends are 0, the level 64.
    private static readonly byte[] s_chorusMacros =
    [
        0, 112, 3, 5,
        5, 80, 9, 19,
        8, 80, 3, 19,
        16, 64, 9, 16,
        64, 127, 2, 24,
        112, 127, 1, 5,
        0, 127, 0, 127,
        80, 127, 0, 127,
    ];

    // By macro: time, ratios left and right, levels centre, left and right, feedback, to the reverb. Pre-low-pass is 0, the level 64.
    private static readonly byte[] s_delayMacros =
    [
        97, 1, 1, 127, 0, 0, 80, 0,
        106, 1, 1, 127, 0, 0, 80, 0,
        115, 1, 1, 127, 0, 0, 72, 0,
        83, 1, 1, 127, 0, 0, 72, 0,
        105, 12, 24, 0, 125, 60, 74, 0,
        109, 12, 24, 0, 125, 60, 71, 0,
        115, 12, 24, 0, 120, 64, 73, 0,
        93, 12, 24, 0, 120, 64, 72, 0,
        109, 12, 24, 0, 114, 60, 61, 36,
        110, 21, 32, 97, 127, 67, 40, 0,
    ];

    private readonly byte[] _registers = new byte[DelayToReverb - First + 1];

    public GsEffects() => Reset();

    /// <summary>The registers at power-on: hall 2, chorus 3, delay 1.</summary>
    public void Reset()
    {
        UseReverbMacro(4);
        UseChorusMacro(2);
        UseDelayMacro(0);
    }

    /// <summary>Writes values to registers in a row and says what has come of it.</summary>
    public void Write(int first, ReadOnlySpan<byte> values, EffectSettings settings)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Write(first + i, values[i]);
            settings.IsDelayOn |= first + i is >= DelayMacro and <= DelayToReverb;
        }

        Apply(settings);
    }

    /// <summary>Says what the registers mean.</summary>
    public void Apply(EffectSettings settings)
    {
        settings.Reverb = Room();
        settings.IsReverbEcho = this[Character] >= DelayCharacter;
        settings.ReverbEcho = RoomEcho();
        settings.Chorus = Chorus();
        settings.ChorusToReverb = Send(ChorusToReverb);
        settings.ChorusToDelay = Send(ChorusToDelay);
        settings.Delay = Delay();
        settings.DelayToReverb = Send(DelayToReverb);
    }

    private byte this[int register]
    {
        get => _registers[register - First];
        set => _registers[register - First] = value;
    }

    private void Write(int register, byte value)
    {
        switch (register)
        {
            case Macro when value < 8:
                UseReverbMacro(value);
                break;
            case ChorusMacro when value < 8:
                UseChorusMacro(value);
                break;
            case DelayMacro when value < 10:
                UseDelayMacro(value);
                break;
            case Character when value >= 8:
                break;
            case > Macro and <= DelayToReverb and not (ChorusMacro or DelayMacro):
                this[register] = value;
                break;
            default:
                break;
        }
    }

    private void UseReverbMacro(byte macro)
    {
        var row = s_reverbMacros.AsSpan(3 * macro, 3);
        this[Macro] = this[Character] = macro;
        (this[ReverbLowPass], this[ReverbTime], this[EchoFeedback]) = (row[0], row[1], row[2]);
        (this[ReverbLevel], this[Predelay]) = (64, 0);
    }

    private void UseChorusMacro(byte macro)
    {
        var row = s_chorusMacros.AsSpan(4 * macro, 4);
        this[ChorusMacro] = macro;
        (this[ChorusFeedback], this[ChorusDelay], this[ChorusRate], this[ChorusDepth]) = (row[0], row[1], row[2], row[3]);
        (this[ChorusLowPass], this[ChorusLevel], this[ChorusToReverb], this[ChorusToDelay]) = (0, 64, 0, 0);
    }

    private void UseDelayMacro(byte macro)
    {
        var row = s_delayMacros.AsSpan(8 * macro, 8);
        this[DelayMacro] = macro;
        row[..6].CopyTo(_registers.AsSpan(DelayTime - First));
        (this[DelayLowPass], this[DelayLevel], this[DelayFeedback], this[DelayToReverb]) = (0, 64, row[6], row[7]);
    }

    private ReverbParameters Room()
    {
        var room = Rooms.OfGs(this[Character]);
        var usual = s_reverbMacros[(3 * this[Character]) + 1];
        return room with
        {
            TimeSeconds = room.TimeSeconds * Rooms.TimeRatio(this[ReverbTime] - usual),
            PredelaySeconds = room.PredelaySeconds + (this[Predelay] / 1000.0),
            LowPassHz = LowPassHz(ReverbLowPass),
            Level = room.Level * this[ReverbLevel] / 64,
        };
    }

    // The two characters that are no rooms: echoes in the middle, or left and right in turn. 32 is the 117 ms of the first, 64 twice that.
    private EchoParameters RoomEcho()
    {
        var seconds = this[ReverbTime] * 0.00365;
        var isPanning = this[Character] == PanningDelayCharacter;
        var first = isPanning ? seconds / 2 : seconds;
        return new EchoParameters
        {
            CentreSeconds = first,
            LeftSeconds = first,
            RightSeconds = seconds,
            LoopSeconds = seconds,
            CentreLevel = isPanning ? 0 : 1,
            LeftLevel = isPanning ? 1 : 0,
            RightLevel = isPanning ? 0.6 : 0,
            Feedback = this[EchoFeedback] / 100.0,
            LowPassHz = LowPassHz(ReverbLowPass),
            Level = 2.0 * this[ReverbLevel] / 64,
        };
    }

    private ChorusParameters Chorus() => Ensembles.Of(
        this[ChorusMacro], this[ChorusRate], this[ChorusDepth], this[ChorusFeedback]) with
    {
        DelaySeconds = this[ChorusDelay] * Ensembles.SecondsPerDelayStep,
        LowPassHz = LowPassHz(ChorusLowPass),
        Level = new ChorusParameters().Level * this[ChorusLevel] / 64,
    };

    private EchoParameters Delay()
    {
        var centre = DelaySeconds(this[DelayTime]);
        return new EchoParameters
        {
            CentreSeconds = centre,
            LeftSeconds = Ratio(DelayRatioLeft) * centre,
            RightSeconds = Ratio(DelayRatioRight) * centre,
            LoopSeconds = centre,
            CentreLevel = this[DelayLevelCentre] / 127.0,
            LeftLevel = this[DelayLevelLeft] / 127.0,
            RightLevel = this[DelayLevelRight] / 127.0,
            Feedback = (this[DelayFeedback] - 64) / 64.0,
            LowPassHz = LowPassHz(DelayLowPass),
            Level = EffectSettings.DelayLevel * this[DelayLevel] / 64,
        };
    }

    private double Send(int register) => EffectSettings.FullSend * this[register] / 127;

    // 120 is five times the middle.
    private double Ratio(int register) => Math.Clamp(this[register], (byte)1, (byte)120) / 24.0;

    // 0 is open; from there to 7 the corner comes down to 2.5 kHz.
    private double LowPassHz(int register) =>
        this[register] == 0 ? double.PositiveInfinity : 12_500 * Math.Pow(0.8, Math.Min(this[register], (byte)7));

    /// <summary>Roland's scale of delay times: 0.1 ms to 1 s, in steps that grow with the value.</summary>
    private static double DelaySeconds(int value) => Math.Clamp(value, 1, 115) switch
    {
        <= 0x14 and var v => 0.0001 * v,
        <= 0x23 and var v => 0.002 + (0.0002 * (v - 0x14)),
        <= 0x2D and var v => 0.005 + (0.0005 * (v - 0x23)),
        <= 0x37 and var v => 0.010 + (0.001 * (v - 0x2D)),
        <= 0x46 and var v => 0.020 + (0.002 * (v - 0x37)),
        <= 0x50 and var v => 0.050 + (0.005 * (v - 0x46)),
        <= 0x5A and var v => 0.100 + (0.010 * (v - 0x50)),
        <= 0x69 and var v => 0.200 + (0.020 * (v - 0x5A)),
        var v => 0.500 + (0.050 * (v - 0x69)),
    };
}
