using System.Runtime.CompilerServices;

namespace Awe.BuiltIn;

/// <summary>
/// An estimate of how loud a waveform sounds: the level of its first half second after a weighting like that of ITU-R BS.1770
/// (less bass, a little more treble). It lets every sample fill its 16 bits while the zones play at equal loudness.
/// </summary>
internal static class Loudness
{
    private const double WindowSeconds = 0.4;

    /// <summary>dB below a full-scale square wave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfPoints(ReadOnlySpan<short> points, int rate)
    {
        var count = Math.Min(points.Length, (int)(WindowSeconds * rate));
        var bass = 1 - Math.Exp(-2 * Math.PI * 90 / rate);
        var treble = 1 - Math.Exp(-2 * Math.PI * 1500 / rate);
        double low = 0, middle = 0, energy = 0;
        foreach (var point in points[..count])
        {
            low += bass * (point - low);
            var audible = point - low;
            middle += treble * (audible - middle);
            var weighted = audible + (0.6 * (audible - middle));
            energy += weighted * weighted;
        }

        return 10 * Math.Log10((energy / Math.Max(count, 1) / (32768.0 * 32768.0)) + 1e-12);
    }
}
