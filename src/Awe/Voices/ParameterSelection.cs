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
    public const int TuningProgram = 3;
    public const int TuningBank = 4;
    public const int ModulationDepth = 5;
}

/// <summary>MSBs of parameters that are not registered, by who defined them.</summary>
internal static class ParameterSets
{
    /// <summary>GS and XG: LSBs are part parameters.</summary>
    public const int Part = 1;

    /// <summary>GS and XG: MSBs from here on are drum parameters, LSBs keys.</summary>
    public const int FirstDrum = 24;

    /// <inheritdoc cref="FirstDrum"/>
    public const int LastDrum = 31;

    /// <summary>SoundFont 2.01: LSBs are generators.</summary>
    public const int SoundFont = 120;

    /// <summary>AWE32: LSBs are effects.</summary>
    public const int Awe = 127;
}

/// <summary>Part and drum parameters of GS and XG that are sent as NRPN.</summary>
internal static class GsParameters
{
    /// <summary>The controller that an LSB of <see cref="ParameterSets.Part"/> stands for, or -1.</summary>
    public static int ControllerOf(int lsb) => lsb switch
    {
        8 => Controllers.VibratoRate,
        9 => Controllers.VibratoDepth,
        10 => Controllers.VibratoDelay,
        32 => Controllers.Brightness,
        33 => Controllers.Resonance,
        99 => Controllers.AttackTime,
        100 => Controllers.DecayTime,
        102 => Controllers.ReleaseTime,
        _ => -1,
    };

    /// <summary>The drum parameter that an MSB stands for.</summary>
    public static DrumParameter DrumParameterOf(int msb) => msb switch
    {
        24 => DrumParameter.CoarsePitch,
        25 => DrumParameter.FinePitch,
        26 => DrumParameter.Level,
        28 => DrumParameter.Pan,
        29 => DrumParameter.Reverb,
        30 => DrumParameter.Chorus,
        31 => DrumParameter.Delay,
        _ => DrumParameter.None,
    };
}

/// <summary>
/// The RPN or NRPN that data entry goes to, and the data so far. Each kind keeps its own number: a half that is not sent stays.
/// </summary>
internal struct ParameterSelection
{
    /// <summary>No generator is selected, or its number is not whole.</summary>
    public const int NoGenerator = -1;

    private const int NullNumber = 0x3FFF;
    private const int FirstPrefix = 100;

    private int _rpn;
    private int _nrpn;
    private int _prefix; // hundreds and thousands that go before the generator's last two digits

    public ParameterKind Kind { get; private set; }

    public byte DataMsb { get; private set; }

    public byte DataLsb { get; private set; }

    /// <summary>Whether an MSB has come since the selection.</summary>
    public bool HasMsb { get; private set; }

    /// <summary>14 bits of data; what has not come is 0.</summary>
    public readonly int Data => (DataMsb << 7) | DataLsb;

    public static ParameterSelection Null => new() { _rpn = NullNumber, _nrpn = NullNumber, Generator = NoGenerator };

    /// <summary>MSB * 128 + LSB of the selected number.</summary>
    public readonly int Number => Kind == ParameterKind.Nrpn ? _nrpn : _rpn;

    public readonly bool IsNull => Number == NullNumber;

    /// <summary>The generator that NRPN of <see cref="ParameterSets.SoundFont"/> selected, or <see cref="NoGenerator"/>.</summary>
    public int Generator { get; private set; }

    /// <summary>Takes one half of a number. Data starts again at 0, so that either half of it may come first.</summary>
    public void Select(ParameterKind kind, bool isMsb, int value)
    {
        Kind = kind;
        ref var number = ref kind == ParameterKind.Nrpn ? ref _nrpn : ref _rpn;
        number = isMsb ? (value << 7) | (number & 0x7F) : (number & 0x3F80) | value;
        DataMsb = DataLsb = 0;
        HasMsb = false;
        if (kind == ParameterKind.Nrpn)
        {
            SelectGenerator(isMsb, _nrpn & 0x7F);
        }
    }

    public void EnterMsb(int value)
    {
        DataMsb = (byte)value;
        HasMsb = true;
    }

    public void EnterLsb(int value) => DataLsb = (byte)value;

    // Generator numbers of three and more digits are sent as several LSBs (specification 9.6): 100, 101 and 102 add a hundred, a thousand
    // and ten thousand, and the LSB below 100 that follows makes the number whole. One more begins anew.
    private void SelectGenerator(bool isMsb, int lsb)
    {
        if (isMsb)
        {
            _prefix = 0;
        }

        if (lsb < FirstPrefix)
        {
            Generator = _prefix + lsb;
            _prefix = 0;
            return;
        }

        Generator = NoGenerator;
        _prefix += isMsb ? 0 : lsb switch { 100 => 100, 101 => 1000, 102 => 10_000, _ => 0 };
    }
}
