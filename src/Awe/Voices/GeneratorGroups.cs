using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>Generators by the part of a voice that they steer, bit n for generator n: what has to be read again when modulators moved.</summary>
internal static class GeneratorGroups
{
    public const ulong Pitch = 1UL << (int)GeneratorType.CoarseTune | 1UL << (int)GeneratorType.FineTune;

    public const ulong PitchDepths =
        1UL << (int)GeneratorType.ModLfoToPitch | 1UL << (int)GeneratorType.VibLfoToPitch | 1UL << (int)GeneratorType.ModEnvToPitch;

    public const ulong Filter =
        1UL << (int)GeneratorType.InitialFilterCutoff | 1UL << (int)GeneratorType.InitialFilterQ
        | 1UL << (int)GeneratorType.ModLfoToFilterCutoff | 1UL << (int)GeneratorType.ModEnvToFilterCutoff;

    public const ulong Loudness =
        1UL << (int)GeneratorType.InitialAttenuation | 1UL << (int)GeneratorType.ModLfoToVolume | 1UL << (int)GeneratorType.Pan
        | 1UL << (int)GeneratorRules.Balance
        | 1UL << (int)GeneratorType.ReverbSend | 1UL << (int)GeneratorType.ChorusSend;

    public const ulong Lfos = 0xFUL << (int)GeneratorType.DelayModLfo;

    public const ulong VolumeEnvelope =
        0x3FUL << (int)GeneratorType.DelayVolEnv | 3UL << (int)GeneratorType.KeyToVolEnvHold;

    public const ulong ModulationEnvelope =
        0x3FUL << (int)GeneratorType.DelayModEnv | 3UL << (int)GeneratorType.KeyToModEnvHold;
}
