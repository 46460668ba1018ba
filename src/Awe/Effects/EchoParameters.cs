namespace Awe.Effects;

/// <summary>Three echoes that repeat. The defaults are one in the middle a third of a second later.</summary>
internal readonly record struct EchoParameters()
{
    /// <summary>When the echo in the middle comes.</summary>
    public double CentreSeconds { get; init; } = 0.34;

    /// <summary>When the echo on the left comes.</summary>
    public double LeftSeconds { get; init; } = 0.34;

    /// <summary>When the echo on the right comes.</summary>
    public double RightSeconds { get; init; } = 0.34;

    /// <summary>The time between repetitions.</summary>
    public double LoopSeconds { get; init; } = 0.34;

    /// <summary>Gain of the middle echo on each side, linear.</summary>
    public double CentreLevel { get; init; } = 1;

    /// <summary>Gain of the left echo, linear.</summary>
    public double LeftLevel { get; init; }

    /// <summary>Gain of the right echo, linear.</summary>
    public double RightLevel { get; init; }

    /// <summary>Gain of each repetition over the one before, -0.95..0.95.</summary>
    public double Feedback { get; init; } = 0.25;

    /// <summary>Where the sound that enters begins to lose its treble, 6 dB an octave; infinite for not at all.</summary>
    public double LowPassHz { get; init; } = double.PositiveInfinity;

    /// <summary>Gain of the whole return, linear.</summary>
    public double Level { get; init; } = 0.5;
}
