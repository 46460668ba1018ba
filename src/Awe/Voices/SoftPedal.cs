namespace Awe.Voices;

/// <summary>
/// What the soft pedal (CC67) does to the notes of its channel as long as it is down. The specification says "softer" and no numbers.
/// </summary>
internal static class SoftPedal
{
    /// <summary>Three decibels.</summary>
    public const float Gain = 0.70794578f;

    private const float OctaveCents = 1200f;
    private const float LeastCutoffCents = 1500f;

    /// <summary>A cutoff an octave lower, within the range that cutoffs have.</summary>
    public static float Soften(float cutoffCents) => MathF.Max(LeastCutoffCents, cutoffCents - OctaveCents);
}
