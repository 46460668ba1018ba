using Awe.Midi;

namespace Awe.Voices;

/// <summary>Which channel messages a part takes: sixteen switches, numbered as GS (40 1n 03 on) and XG (08 nn 30 on) number them alike.</summary>
internal struct ReceiveSwitches
{
    /// <summary>How many there are.</summary>
    public const int Count = 16;

    private const int Wheel = 0;
    private const int ChannelPressure = 1;
    private const int Program = 2;
    private const int Control = 3;
    private const int PolyPressure = 4;
    private const int Note = 5;
    private const int Rpn = 6;
    private const int Nrpn = 7;
    private const int Modulation = 8;
    private const int Volume = 9;
    private const int Pan = 10;
    private const int Expression = 11;
    private const int Sustain = 12;
    private const int Portamento = 13;
    private const int Sostenuto = 14;
    private const int Soft = 15;

    private ushort _on;

    /// <summary>A part that takes everything.</summary>
    public static ReceiveSwitches All => new() { _on = ushort.MaxValue };

    public void Set(int number, bool isOn) => _on = (ushort)(isOn ? _on | (1 << number) : _on & ~(1 << number));

    /// <summary>Whether a message is taken. Key-ups are, so that nothing hangs; so are the mode messages from 120 on.</summary>
    public readonly bool Take(in MidiMessage message) => _on == ushort.MaxValue || message.Kind switch
    {
        MidiMessageKind.NoteOn => IsOn(Note),
        MidiMessageKind.PitchWheel => IsOn(Wheel),
        MidiMessageKind.ChannelPressure => IsOn(ChannelPressure),
        MidiMessageKind.PolyPressure => IsOn(PolyPressure),
        MidiMessageKind.ProgramChange => IsOn(Program),
        MidiMessageKind.ControlChange => message.Data1 >= Controllers.AllSoundOff || (IsOn(Control) && TakeController(message.Data1)),
        _ => true,
    };

    private readonly bool TakeController(int number) => number switch
    {
        Controllers.Modulation => IsOn(Modulation),
        Controllers.Volume => IsOn(Volume),
        Controllers.Pan => IsOn(Pan),
        Controllers.Expression => IsOn(Expression),
        Controllers.Sustain => IsOn(Sustain),
        Controllers.PortamentoSwitch => IsOn(Portamento),
        Controllers.Sostenuto => IsOn(Sostenuto),
        Controllers.Soft => IsOn(Soft),
        Controllers.RpnLsb or Controllers.RpnMsb => IsOn(Rpn),
        Controllers.NrpnLsb or Controllers.NrpnMsb => IsOn(Nrpn),
        _ => true,
    };

    private readonly bool IsOn(int number) => (_on >> number & 1) != 0;
}
