namespace Awe.Voices;

/// <content>Controllers: where their values go, what pedals do, and what CC121 puts back.</content>
internal sealed partial class Channel
{
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

    // A part whose notes came from random places is at rest again.
    private ControlEffect MovePan(int value)
    {
        _isPanRandom = false;
        return StoreSource(Controllers.Pan, value);
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
        return new(ControlEffectKind.ResetControllers, ModulatorSource.None, ResetLive());
    }

    // Returns the generators that voices have to read again.
    private ulong ResetLive()
    {
        _controllers[Controllers.Expression] = 127;
        _parameter = ParameterSelection.Null;
        _initialPitchCents = 0;
        Wheel = WheelCentre;
        Pressure = 0;
        return _adjustments.Clear();
    }
}
