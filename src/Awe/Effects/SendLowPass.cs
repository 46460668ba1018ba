namespace Awe.Effects;

/// <summary>
/// A one-pole low-pass that may stand open. A change of its frequency makes no click: the pole moves, what has been heard so far stays.
/// </summary>
internal struct SendLowPass
{
    private float _coefficient;
    private float _low;

    /// <summary>Infinity, or half the rate and more, opens it.</summary>
    public void Set(double cutoffHz, int rate) =>
        _coefficient = cutoffHz < rate / 2.0 ? (float)(1 - Math.Exp(-2 * Math.PI * cutoffHz / rate)) : 1f;

    public void Clear() => _low = 0;

    public void Process(Span<float> block)
    {
        if (_coefficient < 1f)
        {
            var low = _low;
            for (var i = 0; i < block.Length; i++)
            {
                block[i] = low += _coefficient * (block[i] - low);
            }

            _low = low;
        }
        else if (!block.IsEmpty)
        {
            _low = block[^1];
        }
    }
}
