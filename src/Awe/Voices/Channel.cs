using System.Runtime.CompilerServices;

namespace Awe.Voices;

/// <summary>
/// What one MIDI channel remembers: controllers, wheel, pressures, tuning, program. It keeps no notes and calls nobody: each message
/// returns what its owner has to do with the voices. Made before sound starts; used by the audio thread alone; never allocates.
/// </summary>
internal sealed partial class Channel
{
    /// <summary>Depth of the modulation wheel until RPN 5 changes it.</summary>
    public const float DefaultModulationDepthCents = 50f;

    /// <summary>wBank of percussion presets.</summary>
    public const int DrumBank = 128;

    private const int WheelCentre = 8192;

    private readonly byte[] _controllers = new byte[128];
    private readonly byte[] _keyPressures = new byte[128];
    private readonly bool _isTenth;
    private ParameterSelection _parameter;
    private bool _isRhythmPart; // drums whatever the bank says: channel 10, or so set by a message
    private int _fineTune;
    private int _coarseTuneSemitones;
    private int _modulationDepth;

    /// <param name="number">0-based: 9 (of every 16) is the drum channel.</param>
    /// <param name="mode">Bank rules to start with.</param>
    public Channel(int number, SystemMode mode = SystemMode.Gs)
    {
        _isTenth = number % 16 == 9;
        Reset(mode);
    }

    /// <summary>Whose bank rules hold.</summary>
    public SystemMode Mode { get; private set; }

    /// <summary>Bank of the current preset, as <see cref="PresetMap"/> wants it; bank select waits for the next program change.</summary>
    public int Bank { get; private set; }

    /// <summary>Program of the current preset, 0-127.</summary>
    public int Program { get; private set; }

    public bool IsDrums { get; private set; }

    /// <summary>Pitch wheel, 0-16383, 8192 in the middle.</summary>
    public int Wheel { get; private set; }

    /// <summary>What the wheel bends at its ends (RPN 0), in cents.</summary>
    public int WheelRangeCents { get; private set; }

    /// <summary>Channel pressure, 0-127.</summary>
    public int Pressure { get; private set; }

    /// <summary>Vibrato of the modulation wheel at its end (RPN 5).</summary>
    public float ModulationDepthCents => _modulationDepth * 100f / 128f;

    /// <summary>Fine and coarse tuning (RPN 1, 2) together.</summary>
    public float TuningCents => ((_fineTune - 8192) * 100f / 8192f) + (100f * _coarseTuneSemitones);

    /// <summary>Whether released keys go on sounding: sustain (64), or hold 2 (69), which is treated alike.</summary>
    public bool IsSustained => _controllers[Controllers.Sustain] >= 64 || _controllers[Controllers.Hold2] >= 64;

    /// <summary>Whether the keys captured when it went down go on sounding.</summary>
    public bool IsSostenutoDown => _controllers[Controllers.Sostenuto] >= 64;

    /// <summary>Whether data entry goes to an NRPN.</summary>
    public bool IsNrpnSelected => _parameter.Kind == ParameterKind.Nrpn;

    /// <summary>Selected RPN or NRPN: MSB * 128 + LSB; 16383 is none.</summary>
    public int ParameterNumber => _parameter.Number;

    /// <summary>Data entered since the selection, 14 bits.</summary>
    public int ParameterData => (_parameter.DataMsb << 7) | _parameter.DataLsb;

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
        IsDrums = _isRhythmPart = _isTenth;
        Array.Clear(_controllers);
        Array.Clear(_keyPressures);
        _controllers[Controllers.Volume] = 100;
        _controllers[Controllers.Balance] = 64;
        _controllers[Controllers.Pan] = 64;
        _controllers.AsSpan(Controllers.FirstSound, Controllers.SoundCount).Fill(64);
        ResetLive();
        WheelRangeCents = 200;
        _fineTune = 8192;
        _coarseTuneSemitones = 0;
        _modulationDepth = 64;
        ProgramChange(0);
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
        Controllers.Sustain or Controllers.Hold2 => MovePedal(number, value),
        Controllers.Sostenuto => MoveSostenuto(value),
        >= Controllers.FirstFine and <= Controllers.LastFine => StoreFine(number, value),
        Controllers.AllSoundOff => new(ControlEffectKind.AllSoundOff),
        Controllers.ResetAll => ResetControllers(),
        Controllers.LocalControl => ControlEffect.Nothing,
        >= Controllers.AllNotesOff => new(ControlEffectKind.AllNotesOff), // the mode messages 124-127 imply it
        _ => StoreSource(number, value),
    };
}
