namespace Awe.SoundFonts;

/// <summary>
/// Amounts of a SoundFont 1 bank in the units of SoundFont 2. A SoundFont 1 bank speaks in register values of the EMU8000, milliseconds and
/// steps of 0 to 127. Divisions drop what is left over, as the card's own converters do; loudness follows its Windows driver.
/// </summary>
internal static class SoundFont1Units
{
    /// <summary>Steps of 0-127 from which on an envelope sustains at its full level.</summary>
    private const int FullSustain = 96;

    private const int OpenCutoff = 127;

    /// <summary>What the amount of one generator means by itself. Tuning and key scaling hang on others (<see cref="SoundFont1Tuning"/>).</summary>
    public static short Convert(GeneratorType type, short amount) => Saturate(type switch
    {
        GeneratorType.ModLfoToPitch or GeneratorType.VibLfoToPitch or GeneratorType.ModEnvToPitch => ((1200 * amount / 64) + 1) / 2,
        GeneratorType.InitialFilterCutoff => Step(amount) is var step and < OpenCutoff ? (59 * step) + 4366 : 14400,
        GeneratorType.InitialFilterQ => Step(amount) * 3 / 2,
        GeneratorType.ModLfoToFilterCutoff => 3600 * amount / 64,
        GeneratorType.ModEnvToFilterCutoff => 7200 * amount / 64,
        GeneratorType.ModLfoToVolume => 120 * amount / 64,
        GeneratorType.ChorusSend or GeneratorType.ReverbSend => Math.Clamp((int)amount, 0, 255) * 1000 / 256,
        GeneratorType.Pan => (Step(amount) * 1000 / 127) - 500,
        GeneratorType.FrequencyModLfo => Frequency(Step(amount), stopped: -725),
        GeneratorType.FrequencyVibLfo => Frequency(Step(amount), stopped: -15600),
        GeneratorType.SustainModEnv => Step(amount) is var step and < FullSustain ? 1000 * (FullSustain - step) / FullSustain : 0,
        GeneratorType.SustainVolEnv => Step(amount) is var step and < FullSustain ? (2000 - (21 * step)) / 2 : 0,
        GeneratorType.InitialAttenuation => 15 * (127 - Step(amount)) / 2,
        _ when IsTime(type) => Timecents((ushort)amount),
        _ => amount,
    });

    /// <summary>Milliseconds as timecents; none are one.</summary>
    public static int Timecents(int milliseconds) => (int)(1200 * Math.Log2(Math.Max(1, milliseconds) / 1000.0));

    public static short Saturate(int amount) => (short)Math.Clamp(amount, short.MinValue, short.MaxValue);

    private static bool IsTime(GeneratorType type) => type
        is GeneratorType.DelayModLfo or GeneratorType.DelayVibLfo
        or (>= GeneratorType.DelayModEnv and <= GeneratorType.DecayModEnv) or GeneratorType.ReleaseModEnv
        or (>= GeneratorType.DelayVolEnv and <= GeneratorType.DecayVolEnv) or GeneratorType.ReleaseVolEnv;

    // Steps of 0.084 Hz.
    private static int Frequency(int step, int stopped) => step == 0 ? stopped : (int)((1200 * Math.Log2(step)) - 7925);

    private static int Step(short amount) => Math.Clamp((int)amount, 0, 127);
}
