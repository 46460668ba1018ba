namespace Awe.Effects;

/// <summary>
/// A slow oscillation in [-1, 1] for moving delays: a sine drawn with two parabolas. The phase is a 32-bit integer
/// that wraps by itself, so it neither drifts nor depends on the block size.
/// </summary>
internal struct SlowOscillator(double frequencyHz, double startTurns, int rate)
{
    private const double PhasePerTurn = 4294967296.0;

    private readonly uint _start = (uint)(long)(startTurns * PhasePerTurn);
    private readonly uint _step = (uint)(frequencyHz / rate * PhasePerTurn);
    private uint _phase = (uint)(long)(startTurns * PhasePerTurn);

    public void Restart() => _phase = _start;

    /// <summary>Goes on by so many frames unheard.</summary>
    public void Skip(int frames) => _phase += _step * (uint)frames;

    public float Next()
    {
        var x = (int)_phase * (1f / 2147483648f);
        _phase += _step;
        return 4f * x * (1f - MathF.Abs(x));
    }
}
