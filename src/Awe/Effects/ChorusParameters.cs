namespace Awe.Effects;

/// <summary>How an ensemble moves. The defaults sway each voice by about nine cents.</summary>
/// <param name="RateHz">How often a voice drifts to and fro in a second, 0.01-10.</param>
/// <param name="DepthSeconds">How far its delay moves to either side, less than <paramref name="DelaySeconds"/>.</param>
/// <param name="DelaySeconds">Its delay in the middle, 0.002-0.1.</param>
/// <param name="Width">0 mono, 1 with the left and the right voices apart.</param>
/// <param name="Level">Each side's RMS level, for a lasting broad-band sound of RMS 1 in the send.</param>
internal sealed record ChorusParameters(
    double RateHz = 0.4,
    double DepthSeconds = 0.002,
    double DelaySeconds = 0.014,
    double Width = 1,
    double Level = 0.7);
