namespace Awe.Voices;

/// <summary>What the modulators of one voice can listen to: its note, fixed at the start, and its channel, live.</summary>
/// <param name="Channel">The channel that plays the note.</param>
/// <param name="PlayedKey">The key that was struck; poly pressure arrives for it.</param>
/// <param name="Key">The key that sounds, after generator 46.</param>
/// <param name="Velocity">The velocity that counts, after generator 47.</param>
internal readonly record struct ModulatorInputs(Channel Channel, int PlayedKey, int Key, int Velocity)
{
    /// <summary>Where a source stands now, in 128ths of its range.</summary>
    public float PositionOf(ModulatorSource source) => source.IsController
        ? Channel.Position(source.Index)
        : source.Index switch
        {
            ModulatorSource.Velocity => Velocity,
            ModulatorSource.Key => Key,
            ModulatorSource.PolyPressure => Channel.PolyPressure(PlayedKey),
            ModulatorSource.ChannelPressure => Channel.Pressure,
            ModulatorSource.PitchWheel => Channel.Wheel / 128f,

            // In 127ths of semitones: the default amount of 12700 cents then bends exactly by the range, where 128ths fall 0.8 % short.
            ModulatorSource.PitchWheelSensitivity => Channel.WheelRangeCents / 100f * (128f / 127f),
            _ => 0f,
        };
}
