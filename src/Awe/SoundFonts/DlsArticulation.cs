namespace Awe.SoundFonts;

/// <summary>An articulation in the words of SoundFont 2.</summary>
internal sealed record DlsArticulation
{
    /// <summary>What holds where no connection says anything.</summary>
    public static DlsArticulation Default { get; } = new DlsArticulator().ToArticulation();

    /// <summary>All generators but those that a wave sample has a part in: tuning and attenuation.</summary>
    public required Generator[] Generators { get; init; }

    /// <summary>Modulators; some of them switch a default off.</summary>
    public required Modulator[] Modulators { get; init; }

    public required double PitchCents { get; init; }

    public required double GainCentibels { get; init; }
}
