namespace Awe.SoundFonts;

/// <summary>The connections that every DLS instrument has unless its articulation says otherwise, as the default modulators of the bank.</summary>
internal static class DlsDefaults
{
    private const ushort Attenuation = (ushort)GeneratorType.InitialAttenuation;

    /// <summary>There is no vibrato among them, neither by the wheel nor by pressure: that is the bank's to say.</summary>
    public static readonly Modulator[] Modulators =
    [
        new(0x0502, Attenuation, 960, 0, 0), // velocity
        new(0x0587, Attenuation, 960, 0, 0), // volume
        new(0x058B, Attenuation, 960, 0, 0), // expression
        new(0x028A, (ushort)GeneratorType.Pan, 508, 0, 0), // reaches all the way on the right too, where the controller ends at 63 of 64
        new(0x00DB, (ushort)GeneratorType.ReverbSend, 1000, 0, 0),
        new(0x00DD, (ushort)GeneratorType.ChorusSend, 1000, 0, 0),
        new(0x020E, (ushort)GeneratorType.FineTune, WheelCents, 0x0010, 0),
    ];

    /// <summary>5 Hz in absolute cents, of both oscillators.</summary>
    public const short LfoFrequency = -851;

    /// <summary>10 ms in timecents.</summary>
    public const short LfoDelay = -7973;

    // Of 12800 in DLS, where a range of 128 semitones is the whole; in SoundFont 2 a range of 127 is.
    private const short WheelCents = 12700;
}
