namespace Awe.Effects;

/// <summary>How an ensemble moves. The defaults sway each voice by up to sixteen cents.</summary>
internal readonly record struct ChorusParameters()
{
    /// <summary>Upper bound of <see cref="DelaySeconds"/>; memory is made for it.</summary>
    public const double LongestDelaySeconds = 0.06;

    /// <summary>How often a voice drifts to and fro in a second, 0-10; at 0 each stands where it is.</summary>
    public double RateHz { get; init; } = 0.366;

    /// <summary>How far its delay moves to either side, less than <see cref="DelaySeconds"/>.</summary>
    public double DepthSeconds { get; init; } = 0.003125;

    /// <summary>Its delay in the middle.</summary>
    public double DelaySeconds { get; init; } = 0.0176;

    /// <summary>How much of the first voice enters again, -0.9..0.9.</summary>
    public double Feedback { get; init; } = 0.061;

    /// <summary>1 for the hollow sound of one moving reflection, up to 3 for an ensemble.</summary>
    public int VoicesPerSide { get; init; } = Chorus.MostVoicesPerSide;

    /// <summary>Where the sound that enters begins to lose its treble, 6 dB an octave; infinite for not at all.</summary>
    public double LowPassHz { get; init; } = double.PositiveInfinity;

    /// <summary>0 mono, 1 with the left and the right voices apart.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Each side's RMS level, for a lasting broad-band sound of RMS 1 in the send.</summary>
    public double Level { get; init; } = 3.5;
}
