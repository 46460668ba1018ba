namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>
/// How often pages were used of late, roughly: four rows of counters up to 15, of which a page has one in each and the least is its count;
/// all are halved after ten uses for each page of capacity.
/// </summary>
internal sealed class FrequencySketch
{
    private const int Rows = 4;
    private const int Most = 15;
    private readonly byte[] _counts;
    private readonly int _width;
    private readonly int _period;
    private int _uses;

    public FrequencySketch(int capacity)
    {
        _width = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 4 * capacity));
        _counts = new byte[Rows * _width];
        _period = 10 * capacity;
    }

    public void Use(int page)
    {
        for (var row = 0; row < Rows; row++)
        {
            ref var count = ref _counts[Place(page, row)];
            count += (byte)(count < Most ? 1 : 0);
        }

        if (++_uses >= _period)
        {
            Halve();
        }
    }

    public int Of(int page)
    {
        var least = Most;
        for (var row = 0; row < Rows; row++)
        {
            least = Math.Min(least, _counts[Place(page, row)]);
        }

        return least;
    }

    private void Halve()
    {
        _uses /= 2;
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] >>= 1;
        }
    }

    private int Place(int page, int row)
    {
        var mixed = (page + 1L) * (row * 2 + 1) * unchecked((long)0x9E3779B97F4A7C15);
        return (row * _width) + (int)((ulong)mixed >> 40 & (ulong)(_width - 1));
    }
}
