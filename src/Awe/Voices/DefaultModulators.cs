using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>
/// The modulators that every instrument has unless its zones say otherwise (specification 8.4). A bank's own list (DMOD) replaces them.
/// Made when the type is first touched: a synthesizer does that when it is constructed, off the audio thread.
/// </summary>
internal static class DefaultModulators
{
    private const ushort Initial = (ushort)GeneratorType.InitialAttenuation;

    private static readonly Modulator[] s_standard =
    [
        new(0x0502, Initial, 960, 0, 0), // velocity
        new(0x000D, (ushort)GeneratorType.VibLfoToPitch, 50, 0, 0), // channel pressure
        new(0x0081, (ushort)GeneratorType.VibLfoToPitch, 50, 0, 0), // modulation wheel
        new(0x0587, Initial, 960, 0, 0), // volume; 8.4.5 prints 0x0582, which is breath
        new(0x028A, (ushort)GeneratorType.Pan, 500, 0, 0), // pan; 8.4.6 prints 1000, every player and test bank takes 500
        new(0x058B, Initial, 960, 0, 0), // expression
        new(0x00DB, (ushort)GeneratorType.ReverbSend, 200, 0, 0),
        new(0x00DD, (ushort)GeneratorType.ChorusSend, 200, 0, 0),
        new(0x020E, (ushort)GeneratorType.FineTune, 12700, 0x0010, 0), // pitch wheel by its range; "initial pitch" in 8.4.10
    ];

    // What GS, XG and General MIDI 2 have beyond that. Controllers 71-78 rest at 64, where they change nothing. No standard says how far they
    // reach; here no end of a range silences a sound. Times go from an eighth to eight times of what the bank says (an attack to sixteen, as
    // most banks' are short), the cutoff down by four octaves, and resonance, which lowers the passband by half of it, by 7.5 dB.
    private static readonly Modulator[] s_soundControllers =
    [
        new(0x000A, (ushort)GeneratorType.VibLfoToPitch, 50, 0, 0), // pressure of the key
        new(0x0688, (ushort)GeneratorRules.Balance, 960, 0, 0), // the curve of volume: halfway to one side, the other is 12 dB down
        new(0x02C7, (ushort)GeneratorType.InitialFilterQ, 150, 0, 0),
        new(0x02C8, (ushort)GeneratorType.ReleaseVolEnv, 3600, 0, 0),
        new(0x02C9, (ushort)GeneratorType.AttackVolEnv, 4800, 0, 0),
        new(0x02CA, CutoffDestination, 4800, 0, 0),
        new(0x02CB, (ushort)GeneratorType.DecayVolEnv, 3600, 0, 0),
        new(0x02CC, (ushort)GeneratorType.FrequencyVibLfo, 1200, 0, 0),

        // Vibrato that a bank does not have cannot be made less: with its absolute value, the lower half of the controller adds up to nothing.
        new(0x02CD, (ushort)GeneratorType.VibLfoToPitch, 25, 0, 0),
        new(0x02CD, (ushort)GeneratorType.VibLfoToPitch, 25, 0, 2),
        new(0x02CE, (ushort)GeneratorType.DelayVibLfo, 3600, 0, 0),
    ];

    private static readonly Modulator[] s_version201 = [.. s_standard, new(0x0102, CutoffDestination, -2400, 0x0D02, 0)];
    private static readonly Modulator[] s_version204 = [.. s_standard, new(0x0102, CutoffDestination, -2400, 0, 0)];

    private const ushort CutoffDestination = (ushort)GeneratorType.InitialFilterCutoff;

    public static ReadOnlySpan<Modulator> For(VelocityToFilter velocityToFilter) => velocityToFilter switch
    {
        VelocityToFilter.Version201 => s_version201,
        VelocityToFilter.Version204 => s_version204,
        _ => s_standard,
    };

    /// <summary>
    /// The defaults of a bank. Its own list, possibly empty, takes the place of all others: a bank that says what its defaults are has none
    /// besides. Allocates; ask when a bank is loaded.
    /// </summary>
    public static Modulator[] Of(SoundFont font, VelocityToFilter velocityToFilter, bool hasSoundControllers) => font.DefaultModulators is { } own
        ? Array.ConvertAll([.. own], Sanitized)
        : [.. For(velocityToFilter), .. hasSoundControllers ? s_soundControllers : []];

    /// <summary>Whether the sound controllers are obeyed on a channel of this mode.</summary>
    public static bool HasSoundControllers(SoundControllers choice, SystemMode mode) => choice switch
    {
        SoundControllers.ByMode => mode is SystemMode.Gs or SystemMode.Xg or SystemMode.Gm2,
        var fixedChoice => fixedChoice == SoundControllers.On,
    };

    /// <summary>
    /// Whether a record speaks of velocity to filter, in whichever version's form: banks cancel the default by either, and each must match.
    /// </summary>
    public static bool IsVelocityToFilter(ushort source, ushort destination, ushort amountSource) =>
        source == 0x0102 && destination == CutoffDestination && (byte)amountSource is ModulatorSource.None or ModulatorSource.Velocity;

    // A file has no word for balance. Its records stay in their places, since links count by them.
    private static Modulator Sanitized(Modulator record) => record.Destination == (int)GeneratorRules.Balance ? default : record;
}
