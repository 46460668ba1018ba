namespace Awe.BuiltIn;

/// <summary>
/// One turn of a sine. A partial with a whole number of periods in a loop visits exact entries of it, so it repeats to the last bit.
/// </summary>
internal static class SineTable
{
    /// <summary>Entries of the turn, and the longest loop in points.</summary>
    public const int Length = 1 << 15;

    private static readonly float[] s_sine = Compute();

    public static ReadOnlySpan<float> Turn => s_sine;

    /// <summary>Sine of step/steps of a turn; steps divides <see cref="Length"/>.</summary>
    public static float Sine(int step, int steps) => s_sine[step * (Length / steps) & (Length - 1)];

    /// <summary>Cosine of step/steps of a turn; steps divides <see cref="Length"/>.</summary>
    public static float Cosine(int step, int steps) => s_sine[((step * (Length / steps)) + (Length / 4)) & (Length - 1)];

    private static float[] Compute()
    {
        var sine = new float[Length];
        for (var i = 0; i < Length; i++)
        {
            sine[i] = (float)Math.Sin(2 * Math.PI * i / Length);
        }

        return sine;
    }
}
