using System.Runtime.CompilerServices;

namespace Awe.Voices;

/// <content>Registered and other parameters: selection, data entry, and what they mean.</content>
internal sealed partial class Channel
{
    private const int DataCentre = 8192;

    // An MSB of data that never came is the middle: songs for the AWE32 that leave it out mean small positive values.
    private const int AbsentMsb = 64;

    private ParameterSelection _parameter;
    private GeneratorAdjustments _adjustments;

    /// <summary>What NRPN made of generators.</summary>
    public ref readonly GeneratorAdjustments Adjustments
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _adjustments;
    }

    /// <summary>The wheel bends this far at its ends.</summary>
    public ControlEffect SetWheelRange(int cents)
    {
        WheelRangeCents = cents;
        return ControlEffect.Moved(ModulatorSource.PitchWheelSensitivity);
    }

    /// <summary>The modulation wheel's vibrato at its end, in 128ths of a semitone.</summary>
    public ControlEffect SetModulationDepth(int value)
    {
        _modulationDepth = value;
        return ControlEffect.Moved(ModulatorSource.Controller(Controllers.Modulation));
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
        _parameter.EnterMsb(value);
        return ApplyData(isMsb: true);
    }

    private ControlEffect EnterLsb(int value)
    {
        _controllers[Controllers.DataLsb] = (byte)value;
        _parameter.EnterLsb(value);
        return ApplyData(isMsb: false);
    }

    private ControlEffect ApplyData(bool isMsb) => _parameter switch
    {
        { IsNull: true } => ControlEffect.Nothing,
        { Kind: ParameterKind.Nrpn } => ApplyUnregistered(_parameter.Number >> 7, _parameter.Number & 0x7F, isMsb),
        _ => ApplyRegistered(),
    };

    private ControlEffect ApplyRegistered()
    {
        // Some songs select a parameter again for its LSB: an MSB that has not come since is the one that the parameter has.
        var msb = _parameter.HasMsb ? _parameter.DataMsb : PresentMsb;
        var data = (msb << 7) | _parameter.DataLsb;
        return _parameter.Number switch
        {
            RegisteredParameters.WheelRange => SetWheelRange((msb * 100) + _parameter.DataLsb),
            RegisteredParameters.FineTune => SetFineTune(data),
            RegisteredParameters.CoarseTune => SetCoarseTune(msb - 64),
            RegisteredParameters.TuningProgram => ChooseTuning(_tuningBank, msb),
            RegisteredParameters.TuningBank => ChooseTuning(msb, _tuningProgram),
            RegisteredParameters.ModulationDepth => SetModulationDepth(data),
            _ => ControlEffect.Nothing,
        };
    }

    private int PresentMsb => _parameter.Number switch
    {
        RegisteredParameters.WheelRange => WheelRangeCents / 100,
        RegisteredParameters.FineTune => _fineTune >> 7,
        RegisteredParameters.CoarseTune => _coarseTuneSemitones + 64,
        RegisteredParameters.TuningProgram => _tuningProgram,
        RegisteredParameters.TuningBank => _tuningBank,
        RegisteredParameters.ModulationDepth => _modulationDepth >> 7,
        _ => 0,
    };

    // Of most the MSB is the value; the LSB means something to the AWE32 alone, and for generators it has come before.
    private ControlEffect ApplyUnregistered(int msb, int lsb, bool isMsb) => msb switch
    {
        ParameterSets.Awe => ApplyAwe(lsb, isMsb),
        _ when !isMsb => ControlEffect.Nothing,
        ParameterSets.SoundFont => OffsetGenerator(),
        ParameterSets.Part when GsParameters.ControllerOf(lsb) is >= 0 and var controller => StoreSource(controller, _parameter.DataMsb),
        >= ParameterSets.FirstDrum and <= ParameterSets.LastDrum when DrumMap >= 0 =>
            _system.Drums.Set(DrumMap, lsb, GsParameters.DrumParameterOf(msb), _parameter.DataMsb),
        _ => ControlEffect.Nothing,
    };

    private ControlEffect ApplyAwe(int number, bool isMsb)
    {
        if (isMsb && AweParameters.IsOfLsbAlone(number))
        {
            return ControlEffect.Nothing;
        }

        var data = ((_parameter.HasMsb ? _parameter.DataMsb : AbsentMsb) << 7 | _parameter.DataLsb) - DataCentre;
        if (number == AweParameters.InitialPitch)
        {
            return SetInitialPitch(data);
        }

        return AweParameters.TryConvert(number, data, _parameter.DataLsb, out var value)
            ? ControlEffect.Changed(_adjustments.SetOverride((int)value.Generator, value.Value, value.IsLive))
            : ControlEffect.Nothing;
    }

    private ControlEffect OffsetGenerator() => Sf2Parameters.TryOffset(_parameter.Generator, _parameter.Data - DataCentre, out var offset)
        ? ControlEffect.Changed(_adjustments.SetOffset(_parameter.Generator, offset))
        : ControlEffect.Nothing;

    // Data increment and decrement move a registered parameter by the unit of its LSB, or of its MSB where the LSB says nothing: a cent of
    // wheel range, but a semitone of coarse tuning.
    private ControlEffect Step(int direction) => _parameter.Kind == ParameterKind.Nrpn || _parameter.IsNull
        ? ControlEffect.Nothing
        : _parameter.Number switch
        {
            RegisteredParameters.WheelRange => SetWheelRange(Math.Max(0, WheelRangeCents + direction)),
            RegisteredParameters.FineTune => SetFineTune(Math.Clamp(_fineTune + direction, 0, 16383)),
            RegisteredParameters.CoarseTune => SetCoarseTune(Math.Clamp(_coarseTuneSemitones + direction, -64, 63)),
            RegisteredParameters.TuningProgram => ChooseTuning(_tuningBank, Math.Clamp(_tuningProgram + direction, 0, 127)),
            RegisteredParameters.TuningBank => ChooseTuning(Math.Clamp(_tuningBank + direction, 0, 127), _tuningProgram),
            RegisteredParameters.ModulationDepth => SetModulationDepth(Math.Clamp(_modulationDepth + direction, 0, 16383)),
            _ => ControlEffect.Nothing,
        };
}
