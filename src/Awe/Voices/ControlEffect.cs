namespace Awe.Voices;

/// <summary>What the owner of the voices has to do after a message to a <see cref="Channel"/>.</summary>
internal enum ControlEffectKind
{
    /// <summary>Nothing beyond <see cref="ControlEffect.Source"/>.</summary>
    None,

    /// <summary>Release the notes that only the sustain pedal held.</summary>
    SustainReleased,

    /// <summary>Capture the keys that are held now.</summary>
    SostenutoPressed,

    /// <summary>Release the captured notes whose keys are up, unless sustain holds them.</summary>
    SostenutoReleased,

    /// <summary>Treat every held key as released; pedals still hold.</summary>
    AllNotesOff,

    /// <summary>Silence every voice now, whatever the pedals say.</summary>
    AllSoundOff,

    /// <summary>Evaluate all modulators again, and release what pedals held.</summary>
    ResetControllers,

    /// <summary>Ask for the tuning of every voice's key again (<see cref="Channel.TuningCentsOf"/>).</summary>
    TuningChanged,
}

/// <summary>The answer of a <see cref="Channel"/> to a message.</summary>
/// <param name="Kind">What to do with the voices.</param>
/// <param name="Source">
/// The modulator source that moved (an id of <see cref="ModulatorSource"/>), to be passed to the modulators of the channel's voices;
/// <see cref="ModulatorSource.None"/> when none did. For poly pressure only voices of that key listen.
/// </param>
/// <param name="Generators">Generators that the channel's voices have to read again though no source moved, bit n for generator n.</param>
internal readonly record struct ControlEffect(ControlEffectKind Kind, byte Source = ModulatorSource.None, ulong Generators = 0)
{
    public static ControlEffect Nothing => default;

    public static ControlEffect Moved(byte source) => new(ControlEffectKind.None, source);

    public static ControlEffect Changed(ulong generators) => new(ControlEffectKind.None, ModulatorSource.None, generators);
}
