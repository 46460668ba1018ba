namespace Awe.Voices;

/// <content>Registered and other parameters: selection, data entry, and what the registered ones mean.</content>
internal sealed partial class Channel
{
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
