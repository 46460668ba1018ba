using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>An AWE32 parameter in the terms of the specification.</summary>
/// <param name="Generator">The generator that it overrides.</param>
/// <param name="Value">In the generator's unit.</param>
/// <param name="IsLive">Whether sounding notes follow, or later ones alone.</param>
internal readonly record struct AweValue(GeneratorType Generator, float Value, bool IsLive);

/// <summary>
/// The effect parameters of the AWE32 (NRPN MSB 127, LSB 0-26) in units of the specification, after Creative's developer's information as
/// FluidSynth's tests corrected it. Times are of the conversions' own units: 4 ms and 1 ms steps.
/// </summary>
internal static class AweParameters
{
    /// <summary>The parameter that tunes the channel and is no generator: cents.</summary>
    public const int InitialPitch = 16;

    private const int LongestDelay = 5900;
    private const int LongestTime = 5940;
    private const int LongestHold = 8191;
    private const float CentsOfDepth = 9.375f;
    private const float CentsOfFilterDepth = 56.25f;
    private const float CentibelsOfTremolo = 1.875f;

    /// <summary>
    /// Parameters of 0-127, whose value is CC38 alone: songs of the time never send CC6 with them and play right on the card.
    /// </summary>
    public static bool IsOfLsbAlone(int number) => number is 1 or 3 or 8 or 14 or 20 or 21 or 22;

    /// <summary>What a parameter becomes; false when there is none of this number.</summary>
    /// <param name="number">NRPN LSB.</param>
    /// <param name="data">CC6 * 128 + CC38 - 8192.</param>
    /// <param name="lsb">CC38.</param>
    /// <param name="value">What voices are told.</param>
    public static bool TryConvert(int number, int data, int lsb, out AweValue value)
    {
        value = number switch
        {
            0 => Time(GeneratorType.DelayModLfo, data, LongestDelay, 0.004f),
            1 => new(GeneratorType.FrequencyModLfo, AbsoluteCents(0.084f * lsb), true),
            2 => Time(GeneratorType.DelayVibLfo, data, LongestDelay, 0.004f),
            3 => new(GeneratorType.FrequencyVibLfo, AbsoluteCents(0.084f * lsb), true),
            4 => Time(GeneratorType.DelayModEnv, data, LongestDelay, 0.004f),
            5 => Time(GeneratorType.AttackModEnv, data, LongestTime, 0.001f),
            6 => Time(GeneratorType.HoldModEnv, data, LongestHold, 0.001f),
            7 => Time(GeneratorType.DecayModEnv, data, LongestTime, 0.004f),
            8 => new(GeneratorType.SustainModEnv, lsb * 1000f / 127f, false),
            9 => Time(GeneratorType.ReleaseModEnv, data, LongestTime, 0.004f),
            10 => Time(GeneratorType.DelayVolEnv, data, LongestDelay, 0.004f),
            11 => Time(GeneratorType.AttackVolEnv, data, LongestTime, 0.001f),
            12 => Time(GeneratorType.HoldVolEnv, data, LongestHold, 0.001f),
            13 => Time(GeneratorType.DecayVolEnv, data, LongestTime, 0.004f),
            14 => new(GeneratorType.SustainVolEnv, 7.5f * lsb, false),
            15 => Time(GeneratorType.ReleaseVolEnv, data, LongestTime, 0.004f),
            17 => new(GeneratorType.ModLfoToPitch, CentsOfDepth * Math.Clamp(data, -127, 127), true),
            18 => new(GeneratorType.VibLfoToPitch, CentsOfDepth * Math.Clamp(data, -127, 127), true),
            19 => new(GeneratorType.ModEnvToPitch, CentsOfDepth * Math.Clamp(data, -127, 127), false),
            20 => new(GeneratorType.ModLfoToVolume, CentibelsOfTremolo * (lsb < 64 ? lsb : lsb - 128), true), // from 64 on the inverse phase
            21 => new(GeneratorType.InitialFilterCutoff, 4500f + (59f * lsb), true),
            22 => new(GeneratorType.InitialFilterQ, 220f * lsb / 127f, true),
            23 => new(GeneratorType.ModLfoToFilterCutoff, CentsOfFilterDepth * Math.Clamp(data, -64, 63), true),
            24 => new(GeneratorType.ModEnvToFilterCutoff, CentsOfFilterDepth * Math.Clamp(data, -127, 127), false),
            25 => new(GeneratorType.ChorusSend, Math.Clamp(data, 0, 255) * 1000f / 255f, false),
            26 => new(GeneratorType.ReverbSend, Math.Clamp(data, 0, 255) * 1000f / 255f, false),
            _ => default,
        };
        return number is >= 0 and <= 26 and not InitialPitch;
    }

    private static AweValue Time(GeneratorType generator, int data, int longest, float secondsOfStep)
    {
        var seconds = secondsOfStep * Math.Clamp(data, 0, longest);
        return new(generator, seconds > 0f ? 1200f * MathF.Log2(seconds) : -12000f, false);
    }

    // 8.176 Hz is 0. The slowest that a generator can say stands for an oscillator that is stopped.
    private static float AbsoluteCents(float hertz) => hertz > 0f ? 1200f * MathF.Log2(hertz / 8.176f) : -16000f;
}
