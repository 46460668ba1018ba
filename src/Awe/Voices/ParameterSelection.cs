namespace Awe.Voices;

/// <summary>Which kind of parameter was selected last; data entry goes to it alone.</summary>
internal enum ParameterKind
{
    Rpn,
    Nrpn,
}

/// <summary>Registered parameter numbers, MSB * 128 + LSB.</summary>
internal static class RegisteredParameters
{
    public const int WheelRange = 0;
    public const int FineTune = 1;
    public const int CoarseTune = 2;
    public const int ModulationDepth = 5;
}

/// <summary>Part parameters of GS and XG that are sent as NRPN and mean the same as a controller.</summary>
internal static class GsParameters
{
    /// <summary>The controller that an NRPN (MSB * 128 + LSB) stands for, or -1.</summary>
    public static int ControllerOf(int parameter) => parameter switch
    {
        (1 << 7) | 8 => Controllers.VibratoRate,
        (1 << 7) | 9 => Controllers.VibratoDepth,
        (1 << 7) | 10 => Controllers.VibratoDelay,
        (1 << 7) | 32 => Controllers.Brightness,
        (1 << 7) | 33 => Controllers.Resonance,
        (1 << 7) | 99 => Controllers.AttackTime,
        (1 << 7) | 100 => Controllers.DecayTime,
        (1 << 7) | 102 => Controllers.ReleaseTime,
        _ => -1,
    };
}

/// <summary>
/// The RPN or NRPN that data entry goes to, and the data so far. Each kind keeps its own number: a half that is not sent stays.
/// </summary>
internal struct ParameterSelection
{
    private const int NullNumber = 0x3FFF;

    private int _rpn;
    private int _nrpn;

    public ParameterKind Kind { get; private set; }

    public byte DataMsb { get; set; }

    public byte DataLsb { get; set; }

    public static ParameterSelection Null => new() { _rpn = NullNumber, _nrpn = NullNumber };

    /// <summary>MSB * 128 + LSB of the selected number.</summary>
    public readonly int Number => Kind == ParameterKind.Nrpn ? _nrpn : _rpn;

    public readonly bool IsNull => Number == NullNumber;

    /// <summary>Takes one half of a number. Data starts again at 0, so that either half of it may come first.</summary>
    public void Select(ParameterKind kind, bool isMsb, int value)
    {
        Kind = kind;
        ref var number = ref kind == ParameterKind.Nrpn ? ref _nrpn : ref _rpn;
        number = isMsb ? (value << 7) | (number & 0x7F) : (number & 0x3F80) | value;
        DataMsb = DataLsb = 0;
    }
}
