namespace Awe.Effects;

/// <summary>Two one-pole high-passes in a row (12 dB an octave): no DC, and no boom, enters an effect.</summary>
internal struct SendHighPass(double cutoffHz, int rate)
{
    private readonly float _coefficient = (float)(1 - Math.Exp(-2 * Math.PI * cutoffHz / rate));
    private readonly float _pole = (float)Math.Exp(-2 * Math.PI * cutoffHz / rate);
    private float _low1;
    private float _low2;

    /// <summary>Frames until it has fallen by 120 dB; the two poles in one place take half as long again as one.</summary>
    public static int TailFrames(double cutoffHz, int rate) => (int)(1.5 * Math.Log(1e6) / (2 * Math.PI * cutoffHz) * rate);

    public void Clear() => _low1 = _low2 = 0;

    /// <summary>Filters <paramref name="input"/> to <paramref name="output"/>, adding <paramref name="offset"/> before and after.</summary>
    public void Process(ReadOnlySpan<float> input, float offset, Span<float> output)
    {
        var (low1, low2) = (_low1, _low2);
        for (var i = 0; i < input.Length; i++)
        {
            // Written so that a frame waits for the one before in one product and one sum only.
            var value = input[i] + offset;
            low1 = (_pole * low1) + (_coefficient * value);
            var once = value - low1;
            low2 = (_pole * low2) + (_coefficient * once);
            output[i] = once - low2 + offset;
        }

        (_low1, _low2) = (low1, low2);
    }

    /// <summary>Power gain at <paramref name="angle"/> radians a frame.</summary>
    public readonly double PowerGainAt(double angle)
    {
        // y = x - lowpass(x) has the zero at 1 and the pole at 1 - k, scaled by 1 - k.
        double pole = _pole;
        var once = pole * pole * (2 - (2 * Math.Cos(angle))) / (1 - (2 * pole * Math.Cos(angle)) + (pole * pole));
        return once * once;
    }
}
