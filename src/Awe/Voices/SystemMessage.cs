namespace Awe.Voices;

/// <summary>What a system exclusive message asks for.</summary>
internal enum SystemMessageKind
{
    /// <summary>Nothing this engine obeys.</summary>
    None,

    /// <summary>Reset every channel to <see cref="SystemMessage.Mode"/>.</summary>
    Reset,

    /// <summary>Universal device control: <see cref="SystemMessage.Address"/> says which, <see cref="SystemMessage.Data"/> is LSB and MSB.</summary>
    DeviceControl,

    /// <summary>Set parameters of GS, from <see cref="SystemMessage.Address"/> on.</summary>
    GsData,

    /// <summary>Set parameters of XG, from <see cref="SystemMessage.Address"/> on.</summary>
    XgData,

    /// <summary>
    /// Universal global parameter control (General MIDI 2): <see cref="SystemMessage.Address"/> is the slot, 1 reverb, 2 chorus;
    /// <see cref="SystemMessage.Data"/> is parameters and values in turn.
    /// </summary>
    GlobalParameters,

    /// <summary>MIDI Tuning Standard: <see cref="SystemMessage.Address"/> is its second sub-ID.</summary>
    Tuning,
}

/// <summary>A system exclusive message, recognised. What it carries stays where it was: nothing is copied.</summary>
internal readonly ref struct SystemMessage
{
    public SystemMessageKind Kind { get; init; }

    /// <summary>Of a reset: the standard whose rules hold from now on.</summary>
    public SystemMode Mode { get; init; }

    /// <summary>Of a message with data: where it goes, as three bytes of 8 bits.</summary>
    public int Address { get; init; }

    /// <summary>Of a message with data: seven bits a byte.</summary>
    public ReadOnlySpan<byte> Data { get; init; }

    /// <summary>Whether notes that sound follow: the real-time form of a tuning.</summary>
    public bool IsRealTime { get; init; }

    /// <summary>Whether the message was obeyed although its checksum is wrong.</summary>
    public bool HasWrongChecksum { get; init; }
}
