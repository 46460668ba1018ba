namespace Awe.SoundFonts;

/// <summary>Which words of SoundFont 2 stand for the sources and destinations of DLS.</summary>
internal static class DlsParameters
{
    // The range of a volume envelope, in centibels for each of a thousand steps of its level.
    private const double CentibelsPerStep = 0.96;

    /// <summary>The generator for a destination, or null where there is none. Constant gain and pitch go other ways.</summary>
    public static GeneratorType? GeneratorOf(ushort destination) => destination switch
    {
        DlsDestination.Gain => GeneratorType.InitialAttenuation,
        DlsDestination.Pitch => GeneratorType.FineTune,
        DlsDestination.Pan => GeneratorType.Pan,
        DlsDestination.Chorus => GeneratorType.ChorusSend,
        DlsDestination.Reverb => GeneratorType.ReverbSend,
        DlsDestination.LfoFrequency => GeneratorType.FrequencyModLfo,
        DlsDestination.LfoDelay => GeneratorType.DelayModLfo,
        DlsDestination.VibratoFrequency => GeneratorType.FrequencyVibLfo,
        DlsDestination.VibratoDelay => GeneratorType.DelayVibLfo,
        DlsDestination.VolumeAttack => GeneratorType.AttackVolEnv,
        DlsDestination.VolumeDecay => GeneratorType.DecayVolEnv,
        DlsDestination.VolumeRelease => GeneratorType.ReleaseVolEnv,
        DlsDestination.VolumeSustain => GeneratorType.SustainVolEnv,
        DlsDestination.VolumeDelay => GeneratorType.DelayVolEnv,
        DlsDestination.VolumeHold => GeneratorType.HoldVolEnv,
        DlsDestination.ModulationAttack => GeneratorType.AttackModEnv,
        DlsDestination.ModulationDecay => GeneratorType.DecayModEnv,
        DlsDestination.ModulationRelease => GeneratorType.ReleaseModEnv,
        DlsDestination.ModulationSustain => GeneratorType.SustainModEnv,
        DlsDestination.ModulationDelay => GeneratorType.DelayModEnv,
        DlsDestination.ModulationHold => GeneratorType.HoldModEnv,
        DlsDestination.Cutoff => GeneratorType.InitialFilterCutoff,
        DlsDestination.Resonance => GeneratorType.InitialFilterQ,
        _ => null,
    };

    /// <summary>What a unit of the destination is in units of its generator. Gains and levels are attenuations there.</summary>
    public static double PerUnit(ushort destination) => destination switch
    {
        DlsDestination.Gain or DlsDestination.ModulationSustain => -1,
        DlsDestination.VolumeSustain => -CentibelsPerStep,
        _ => 1,
    };

    /// <summary>The source word of a modulator, or null for what cannot be one.</summary>
    /// <param name="source">The source of a connection.</param>
    /// <param name="transform">Its six bits of <see cref="DlsTransform"/>.</param>
    public static ushort? SourceWord(ushort source, int transform)
    {
        int? id = source switch
        {
            DlsSource.None => 0,
            DlsSource.Velocity => 2,
            DlsSource.Key => 3,
            DlsSource.KeyPressure => 10,
            DlsSource.ChannelPressure => 13,
            DlsSource.Wheel => 14,
            DlsSource.WheelRange => 16,
            >= 0x80 and <= 0xFF => source,
            _ => null,
        };
        var hasCurve = (transform & 0xF) <= 3;
        return id switch
        {
            0 => 0,
            { } index when hasCurve => (ushort)(index | DlsTransform.ToSourceWord(transform)),
            _ => null,
        };
    }
}
