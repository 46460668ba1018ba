using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>Generators as parameters (NRPN MSB 120, specification 9.6): by which step a unit of data moves each.</summary>
internal static class Sf2Parameters
{
    private const ulong Frequencies = 1UL << (int)GeneratorType.FrequencyModLfo | 1UL << (int)GeneratorType.FrequencyVibLfo;

    // Cents and timecents have ranges beyond 8192 units.
    private const ulong Doubled =
        GeneratorGroups.PitchDepths
        | 1UL << (int)GeneratorType.InitialFilterCutoff | 1UL << (int)GeneratorType.ModLfoToFilterCutoff | 1UL << (int)GeneratorType.ModEnvToFilterCutoff
        | 1UL << (int)GeneratorType.DelayModLfo | 1UL << (int)GeneratorType.DelayVibLfo
        | 0xFUL << (int)GeneratorType.DelayModEnv | 1UL << (int)GeneratorType.ReleaseModEnv
        | 0xFUL << (int)GeneratorType.DelayVolEnv | 1UL << (int)GeneratorType.ReleaseVolEnv;

    /// <summary>What data adds to a generator, in its unit; false for a generator that is none, or not moved in real time.</summary>
    /// <param name="generator">Its number.</param>
    /// <param name="data">CC6 * 128 + CC38 - 8192.</param>
    /// <param name="offset">What is added.</param>
    public static bool TryOffset(int generator, int data, out float offset)
    {
        var scale = !GeneratorRules.IsRealTime(generator) ? 0
            : (Frequencies >> generator & 1) != 0 ? 4
            : (Doubled >> generator & 1) != 0 ? 2
            : 1;
        offset = scale * data;
        return scale != 0;
    }
}
