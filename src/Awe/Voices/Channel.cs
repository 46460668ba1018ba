using System.Runtime.CompilerServices;

namespace Awe.Voices;

/// <summary>
/// What one MIDI channel remembers: controllers, wheel, pressures, tuning, program. It keeps no notes and calls nobody: each message
/// returns what its owner has to do with the voices. Made before sound starts; used by the audio thread alone; never allocates.
/// </summary>
internal sealed class Channel
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

    /// <summary>Program; what came by CC0 and CC32 takes effect with it.</summary>
    public void ProgramChange(int program)
    {
        Program = program;
        var msb = _controllers[Controllers.BankMsb];
        var lsb = _controllers[Controllers.BankLsb];
        IsDrums = Mode switch
        {
            SystemMode.Xg => _isRhythmPart || msb is 120 or 126 or 127,
            SystemMode.Gm2 when msb is 120 or 121 => msb == 120,
            _ => IsDrums,
        };
        Bank = Mode switch
        {
            SystemMode.Gs => msb + (IsDrums ? DrumBank : 0),
            _ when IsDrums => DrumBank,
            SystemMode.Xg or SystemMode.Gm2 => lsb,
            SystemMode.Mma => (msb << 7) | lsb,
            _ => 0,
        };
    }

    /// <summary>GS "use for rhythm part": the part becomes drums or melody, with its first program and its controllers at rest.</summary>
    public ControlEffect UseForRhythm(bool isDrums)
    {
        var effect = ResetControllers();
        IsDrums = _isRhythmPart = isDrums;
        _controllers[Controllers.BankMsb] = _controllers[Controllers.BankLsb] = 0;
        ProgramChange(0);
        return effect;
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

    private ControlEffect Store(int number, int value)
    {
        _controllers[number] = (byte)value;
        return ControlEffect.Nothing;
    }

    private ControlEffect StoreSource(int number, int value)
    {
        _controllers[number] = (byte)value;
        if (Controllers.HasFineControl(number))
        {
            _controllers[number + Controllers.FineOffset] = 0;
        }

        return ControlEffect.Moved(ModulatorSource.Controller(number));
    }

    private ControlEffect StoreFine(int number, int value)
    {
        _controllers[number] = (byte)value;
        var coarse = number - Controllers.FineOffset;
        return Controllers.HasFineControl(coarse) ? ControlEffect.Moved(ModulatorSource.Controller(coarse)) : ControlEffect.Nothing;
    }

    private ControlEffect MovePedal(int number, int value)
    {
        var wasSustained = IsSustained;
        _controllers[number] = (byte)value;
        var kind = wasSustained && !IsSustained ? ControlEffectKind.SustainReleased : ControlEffectKind.None;
        return new(kind, ModulatorSource.Controller(number));
    }

    private ControlEffect MoveSostenuto(int value)
    {
        var wasDown = IsSostenutoDown;
        _controllers[Controllers.Sostenuto] = (byte)value;
        var kind = (wasDown, IsSostenutoDown) switch
        {
            (false, true) => ControlEffectKind.SostenutoPressed,
            (true, false) => ControlEffectKind.SostenutoReleased,
            _ => ControlEffectKind.None,
        };
        return new(kind, ModulatorSource.Controller(Controllers.Sostenuto));
    }

    /// <summary>CC121 after RP-015: what says how a note is played goes back, what says how the channel is set up stays.</summary>
    private ControlEffect ResetControllers()
    {
        for (var number = 0; number < Controllers.AllSoundOff; number++)
        {
            if (!Controllers.SurvivesReset(number))
            {
                _controllers[number] = 0;
            }
        }

        Array.Clear(_keyPressures);
        ResetLive();
        return new(ControlEffectKind.ResetControllers);
    }

    private void ResetLive()
    {
        _controllers[Controllers.Expression] = 127;
        _parameter = ParameterSelection.Null;
        Wheel = WheelCentre;
        Pressure = 0;
    }

    private ControlEffect Select(int number, int value)
    {
        _parameter.Select(
            number is Controllers.RpnLsb or Controllers.RpnMsb ? ParameterKind.Rpn : ParameterKind.Nrpn,
            number is Controllers.RpnMsb or Controllers.NrpnMsb,
            value);
        return ControlEffect.Nothing;
    }

    private ControlEffect EnterMsb(int value)
    {
        _controllers[Controllers.DataMsb] = (byte)value;
        _parameter.DataMsb = (byte)value;
        return ApplyData(isMsb: true);
    }

    private ControlEffect EnterLsb(int value)
    {
        _controllers[Controllers.DataLsb] = (byte)value;
        _parameter.DataLsb = (byte)value;
        return ApplyData(isMsb: false);
    }

    private ControlEffect ApplyData(bool isMsb)
    {
        if (_parameter.IsNull)
        {
            return ControlEffect.Nothing;
        }

        if (IsNrpnSelected)
        {
            var controller = isMsb ? GsParameters.ControllerOf(ParameterNumber) : -1;
            return controller >= 0 ? StoreSource(controller, _parameter.DataMsb) : new(ControlEffectKind.NrpnData);
        }

        return ParameterNumber switch
        {
            RegisteredParameters.WheelRange => SetWheelRange((_parameter.DataMsb * 100) + _parameter.DataLsb),
            RegisteredParameters.FineTune => SetFineTune(ParameterData),
            RegisteredParameters.CoarseTune => SetCoarseTune(_parameter.DataMsb - 64),
            RegisteredParameters.ModulationDepth => SetModulationDepth(ParameterData),
            _ => ControlEffect.Nothing,
        };
    }

    // Data increment and decrement move a parameter by the unit of its LSB: a cent of wheel range, but a semitone of coarse tuning.
    private ControlEffect Step(int direction) => _parameter.Kind == ParameterKind.Nrpn || _parameter.IsNull
        ? ControlEffect.Nothing
        : ParameterNumber switch
        {
            RegisteredParameters.WheelRange => SetWheelRange(Math.Max(0, WheelRangeCents + direction)),
            RegisteredParameters.FineTune => SetFineTune(Math.Clamp(_fineTune + direction, 0, 16383)),
            RegisteredParameters.CoarseTune => SetCoarseTune(Math.Clamp(_coarseTuneSemitones + direction, -64, 63)),
            RegisteredParameters.ModulationDepth => SetModulationDepth(Math.Clamp(_modulationDepth + direction, 0, 16383)),
            _ => ControlEffect.Nothing,
        };

    private ControlEffect SetWheelRange(int cents)
    {
        WheelRangeCents = cents;
        return ControlEffect.Moved(ModulatorSource.PitchWheelSensitivity);
    }

    private ControlEffect SetFineTune(int value)
    {
        _fineTune = value;
        return new(ControlEffectKind.TuningChanged);
    }

    private ControlEffect SetCoarseTune(int semitones)
    {
        if (IsDrums)
        {
            return ControlEffect.Nothing; // a kit keeps its drums where they are
        }

        _coarseTuneSemitones = semitones;
        return new(ControlEffectKind.TuningChanged);
    }

    private ControlEffect SetModulationDepth(int value)
    {
        if (IsDrums)
        {
            return ControlEffect.Nothing;
        }

        _modulationDepth = value;
        return ControlEffect.Moved(ModulatorSource.Controller(Controllers.Modulation));
    }
}
