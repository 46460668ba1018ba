namespace Awe.Voices;

/// <summary>How a voice finds the values between two sample points.</summary>
public enum Interpolation
{
    /// <summary>A straight line between two points: cheap and grainy.</summary>
    Linear,

    /// <summary>A cubic through four points.</summary>
    Cubic,

    /// <summary>
    /// A windowed sinc of eight points and, where a sample is pitched up, of as many more as it takes to leave out what would alias.
    /// </summary>
    Sinc,
}
