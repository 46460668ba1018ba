namespace Awe.Effects;

/// <summary>The choruses that Roland GS and General MIDI 2 share, and the laws of their values.</summary>
internal static class Ensembles
{
    /// <summary>Fifth of the types: a flanger, which like the short delays after it lives on one reflection a side.</summary>
    public const int Flanger = 5;

    /// <summary>A step of Roland's delay register: its 64, 80, 112 and 127 are then 14, 17.6, 24.6 and 28 ms.</summary>
    public const double SecondsPerDelayStep = 0.00022;

    // The delay registers of the types in GS; General MIDI 2 leaves them to the type.
    private static readonly byte[] s_delays = [112, 80, 80, 64, 127, 127, 127, 127];

    /// <param name="type">0-3 choruses, 4 feedback chorus, 5 flanger, 6 and 7 the short delays that only GS has.</param>
    /// <param name="rate">Steps of 0.122 Hz.</param>
    /// <param name="depth">Steps of a 3.2nd of a millisecond from one end to the other, the first at 0.</param>
    /// <param name="feedback">Steps of 0.763 %.</param>
    public static ChorusParameters Of(int type, int rate, int depth, int feedback) => new()
    {
        RateHz = 0.122 * rate,
        DepthSeconds = (depth + 1) / 6400.0,
        Feedback = 0.00763 * feedback,
        DelaySeconds = SecondsPerDelayStep * s_delays[Math.Min(type, s_delays.Length - 1)],
        VoicesPerSide = type >= Flanger ? 1 : Chorus.MostVoicesPerSide,
    };
}
