using Awe.SoundFonts;

namespace Awe.BuiltIn;

/// <summary>
/// Which key a ROM sample sounds like when it is played at 44.1 kHz. Its loop tells, where it holds one period of the sound; else the bank's zones do,
/// which tune it to the keyboard.
/// </summary>
internal static class RomPitch
{
    private const double RomRateHz = 44100;

    // The shortest loops of the ROM are single periods; from some 160 points on they may hold several.
    private const int ShortestPeriod = 16;
    private const int LongestPeriod = 160;

    // A zone may play its sample an octave away, or a little out of tune. A loop that is not one period would be off by a fifth or a third.
    private const double TrustedSemitones = 1;

    /// <summary>The key, with fractions; what no zone says anything about sounds at its key 60.</summary>
    public static double Of(RomNeed need)
    {
        if (need.LoopPoints is >= ShortestPeriod and <= LongestPeriod)
        {
            var key = 69 + (12 * Math.Log2(RomRateHz / need.LoopPoints / 440));
            if (need.UnityKeys.Count == 0 || need.UnityKeys.Any(unity => Math.Abs(Math.IEEERemainder(key - unity, 12)) <= TrustedSemitones))
            {
                return key;
            }
        }

        return need.UnityKeys.Count > 0 ? need.UnityKeys[0] : 60;
    }
}
