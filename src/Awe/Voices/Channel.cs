using System.Runtime.CompilerServices;

namespace Awe.Voices;

/// <summary>
/// What one part of the synthesizer remembers: controllers, wheel, pressures, tuning, program, and how messages set it up. It keeps no notes
/// and calls nobody: each message returns what its owner has to do with the voices. Made before sound starts; used by one thread (the audio
/// thread, or the scout's); never allocates afterwards.
/// </summary>
internal sealed partial class Channel
{
    /// <summary>Depth of the modulation wheel until RPN 5 changes it.</summary>
    public const float DefaultModulationDepthCents = 50f;

    /// <summary>Memory of one, its arrays and what lies beside them.</summary>
    public const int Bytes = (2 * 128) + (Tones * sizeof(float)) + (2 * GeneratorRules.Count * sizeof(float)) + 256;

    private const int WheelCentre = 8192;

    private readonly byte[] _controllers = new byte[128];
    private readonly byte[] _keyPressures = new byte[128];
    private readonly int _number;
    private readonly SystemState _system;
    private int _modulationDepth;

    /// <param name="number">0-based: 9 (of every 16) is the drum channel.</param>
    /// <param name="mode">Bank rules to start with.</param>
    /// <param name="system">What the channel shares with others; null: nothing.</param>
    public Channel(int number, SystemMode mode = SystemMode.Gs, SystemState? system = null)
    {
        _number = number;
        _system = system ?? new SystemState();
        Reset(mode);
    }

    /// <summary>What all channels share.</summary>
    public SystemState System => _system;

    /// <summary>Whose rules hold.</summary>
    public SystemMode Mode { get; private set; }

    /// <summary>Pitch wheel, 0-16383, 8192 in the middle.</summary>
    public int Wheel { get; private set; }

    /// <summary>What the wheel bends at its ends (RPN 0), in cents.</summary>
    public int WheelRangeCents { get; private set; }

    /// <summary>Channel pressure, 0-127.</summary>
    public int Pressure { get; private set; }

    /// <summary>Vibrato of the modulation wheel at its end (RPN 5); drums have the usual one.</summary>
    public float ModulationDepthCents => IsDrums ? DefaultModulationDepthCents : _modulationDepth * 100f / 128f;

    /// <summary>Whether released keys go on sounding: sustain (64), or hold 2 (69), which is treated alike.</summary>
    public bool IsSustained => _controllers[Controllers.Sustain] >= 64 || _controllers[Controllers.Hold2] >= 64;

    /// <summary>Whether the keys captured when it went down go on sounding.</summary>
    public bool IsSostenutoDown => _controllers[Controllers.Sostenuto] >= 64;

    /// <summary>Whether one note sounds at a time (CC126), not many (CC127).</summary>
    public bool IsMono { get; private set; }

    /// <summary>Whether a note that follows before the last one's key is up is slurred to it.</summary>
    public bool IsLegato => _controllers[Controllers.Legato] >= 64;

    /// <summary>Whether the soft pedal is down.</summary>
    public bool IsSoft => _controllers[Controllers.Soft] >= 64;

    /// <summary>Whether each note glides from the one before.</summary>
    public bool IsPortamentoOn => _controllers[Controllers.PortamentoSwitch] >= 64;

    private bool IsTenth => _number % 16 == 9;

    /// <summary>Last value of a controller, 0-127.</summary>
    public int Controller(int number) => _controllers[number];

    /// <summary>
    /// A controller's position in 128ths, with the fraction of its LSB where 14 bits are kept (modulation, volume, pan, expression).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Position(int number) => Controllers.HasFineControl(number)
        ? _controllers[number] + (_controllers[number + Controllers.FineOffset] / 128f)
        : _controllers[number];

    public int PolyPressure(int key) => _keyPressures[key];

    /// <summary>The state at power-on, and after a system reset (GM, GS, XG).</summary>
    public void Reset(SystemMode mode)
    {
        Mode = mode;
        Array.Clear(_controllers);
        Array.Clear(_keyPressures);
        _controllers[Controllers.Volume] = 100;
        _controllers[Controllers.Balance] = 64;
        _controllers[Controllers.Pan] = 64;
        _controllers[Controllers.ReverbDepth] = InitialReverbDepth(mode);
        _controllers.AsSpan(Controllers.FirstSound, Controllers.SoundCount).Fill(64);
        ResetLive();
        WheelRangeCents = 200;
        _modulationDepth = 64;
        IsMono = false;
        ResetTuning();
        ResetPart();
        ResetProgram();
    }

    public ControlEffect PitchWheel(int value)
    {
        Wheel = value;
        return ControlEffect.Moved(ModulatorSource.PitchWheel);
    }

    public ControlEffect ChannelPressure(int value)
    {
        Pressure = value;
        return ControlEffect.Moved(ModulatorSource.ChannelPressure);
    }

    public ControlEffect PolyPressure(int key, int value)
    {
        _keyPressures[key] = (byte)value;
        return ControlEffect.Moved(ModulatorSource.PolyPressure);
    }

    /// <summary>A control change message; number and value 0-127.</summary>
    public ControlEffect ControlChange(int number, int value) => number switch
    {
        Controllers.BankMsb or Controllers.BankLsb => Store(number, value),
        Controllers.DataMsb => EnterMsb(value),
        Controllers.DataLsb => EnterLsb(value),
        Controllers.DataIncrement => Step(1),
        Controllers.DataDecrement => Step(-1),
        >= Controllers.NrpnLsb and <= Controllers.RpnMsb => Select(number, value),
        Controllers.Pan => MovePan(value),
        Controllers.Sustain or Controllers.Hold2 => MovePedal(number, value),
        Controllers.Sostenuto => MoveSostenuto(value),
        >= Controllers.FirstFine and <= Controllers.LastFine => StoreFine(number, value),
        Controllers.AllSoundOff => new(ControlEffectKind.AllSoundOff),
        Controllers.ResetAll => ResetControllers(),
        Controllers.LocalControl => ControlEffect.Nothing,
        Controllers.MonoOn or Controllers.PolyOn => SetMono(number == Controllers.MonoOn),
        >= Controllers.AllNotesOff => new(ControlEffectKind.AllNotesOff), // the mode messages 124 and 125 imply it
        _ => StoreSource(number, value),
    };

    private ControlEffect SetMono(bool isMono)
    {
        IsMono = isMono;
        return new(ControlEffectKind.AllNotesOff);
    }

    // GS, XG and GM level 2 start with a reverb send of 40 and songs for them count on it. GM level 1 knows no effects: a song that wants
    // them there asks for them.
    private static byte InitialReverbDepth(SystemMode mode) => mode == SystemMode.Gm ? (byte)0 : (byte)40;
}
