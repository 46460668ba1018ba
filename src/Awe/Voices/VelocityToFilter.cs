namespace Awe.Voices;

/// <summary>Whether and how velocity closes the filter by default: the versions of the specification differ, and so do players.</summary>
public enum VelocityToFilter
{
    /// <summary>Not at all, as most players do.</summary>
    Off,

    /// <summary>As in version 2.01 of the specification: an octave darker below velocity 64, two octaves at the softest.</summary>
    Version201,

    /// <summary>As in version 2.04: two octaves over the whole range.</summary>
    Version204,
}
