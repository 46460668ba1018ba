using Awe.SoundFonts;

namespace Awe.Voices;

/// <summary>Whether and how velocity closes the filter by default: the versions of the specification differ, and so do players.</summary>
internal enum VelocityToFilter
{
    /// <summary>Not at all, as most players do.</summary>
    Off,

    /// <summary>Section 8.4.2 of 2.01: only below velocity 64.</summary>
    Version201,

    /// <summary>Section 8.4.2 of 2.04: over the whole range.</summary>
    Version204,
}

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
    /// The defaults of a bank: its own list where it has one (possibly empty), else the standard ones. Allocates; ask when a bank is loaded.
    /// </summary>
    public static Modulator[] Of(SoundFont font, VelocityToFilter velocityToFilter) =>
        font.DefaultModulators is { } own ? [.. own] : For(velocityToFilter).ToArray();

    /// <summary>
    /// Whether a record speaks of velocity to filter, in whichever version's form: banks cancel the default by either, and each must match.
    /// </summary>
    public static bool IsVelocityToFilter(ushort source, ushort destination, ushort amountSource) =>
        source == 0x0102 && destination == CutoffDestination && (byte)amountSource is ModulatorSource.None or ModulatorSource.Velocity;
}
