namespace Awe.Voices;

/// <summary>What a system exclusive message asks for.</summary>
internal enum SystemMessageKind
{
    /// <summary>Nothing this engine obeys.</summary>
    None,

    /// <summary>Reset every channel to <see cref="SystemMessage.Mode"/>.</summary>
    Reset,

    /// <summary>Set the volume of everything to <see cref="SystemMessage.Gain"/>.</summary>
    MasterVolume,

    /// <summary>Make <see cref="SystemMessage.Channel"/> a rhythm part, or by <see cref="SystemMessage.IsDrums"/> a melodic one.</summary>
    UseForRhythm,
}

/// <summary>A system exclusive message, understood.</summary>
internal readonly record struct SystemMessage(SystemMessageKind Kind)
{
    /// <summary>Of a reset: the standard whose rules hold from now on.</summary>
    public SystemMode Mode { get; init; }

    /// <summary>Of a master volume: linear gain 0..1.</summary>
    public float Gain { get; init; }

    /// <summary>Of a part message: the 0-based channel, 16-31 for the second block of parts.</summary>
    public int Channel { get; init; }

    /// <summary>Of a rhythm part message.</summary>
    public bool IsDrums { get; init; }

    /// <summary>Whether the message was obeyed although its checksum is wrong.</summary>
    public bool HasWrongChecksum { get; init; }
}
