namespace Awe.SoundFonts;

/// <summary>One region of an instrument: which notes it plays with which wave.</summary>
internal readonly record struct DlsRegion
{
    public required byte KeyLow { get; init; }

    public required byte KeyHigh { get; init; }

    public required byte VelocityLow { get; init; }

    public required byte VelocityHigh { get; init; }

    /// <summary>Notes of one group end each other; 0 is none.</summary>
    public required int KeyGroup { get; init; }

    /// <summary>Number of the wave.</summary>
    public uint Wave { get; init; }

    /// <summary>Tuning, gain and loop in place of the wave's own, or null.</summary>
    public DlsWaveSample? Sample { get; init; }

    /// <summary>Articulation in place of the instrument's, or null.</summary>
    public DlsArticulation? Articulation { get; init; }
}
