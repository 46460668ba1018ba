using System.Runtime.CompilerServices;

namespace Awe.BuiltIn;

/// <summary>A computed sample, ready for the bank.</summary>
/// <param name="Points">The sample points, scaled so that the loudest uses the 16 bits.</param>
/// <param name="Rate">Hz; chosen so that the root key is in tune.</param>
/// <param name="RootKey">Key that plays the points at <paramref name="Rate"/>.</param>
/// <param name="LoopStart">First point of the loop; 0 with <paramref name="LoopEnd"/> 0 is a one-shot.</param>
/// <param name="LoopEnd">The point after the loop.</param>
/// <param name="LoudnessDb">How loud the points sound at full gain (<see cref="Loudness"/>).</param>
internal sealed record Tone(short[] Points, int Rate, int RootKey, int LoopStart, int LoopEnd, double LoudnessDb)
{
    // -1 dB: room for the overshoot of an interpolator between points.
    private const double PeakPoint = 29200;

    public bool IsLooped => LoopEnd > LoopStart;

    /// <summary>Scales and rounds a waveform.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Tone Of(ReadOnlySpan<float> wave, int rate, int rootKey, int loopStart = 0, int loopEnd = 0)
    {
        var peak = 1e-9f;
        foreach (var value in wave)
        {
            peak = Math.Max(peak, Math.Abs(value));
        }

        var scale = PeakPoint / peak;
        var points = new short[wave.Length];
        for (var i = 0; i < wave.Length; i++)
        {
            points[i] = (short)Math.Round(wave[i] * scale);
        }

        return new Tone(points, rate, rootKey, loopStart, loopEnd, Loudness.OfPoints(points, rate));
    }
}
