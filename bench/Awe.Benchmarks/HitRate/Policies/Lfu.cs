namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>
/// The page with the fewest uses leaves, of equals the one used longer ago. Perfect: uses of pages that have left are remembered for
/// ever. Aged: they are forgotten, and a use counts on from the worth of the page that left last, so that old fame fades.
/// </summary>
internal sealed class Lfu(int capacity, int pages, bool isAged) : IPolicy
{
    private readonly LeastWorth _resident = new(pages);
    private readonly long[] _uses = new long[pages];
    private long _age;

    public bool Access(int page)
    {
        var hit = _resident.Contains(page);
        if (!hit && _resident.Count == capacity)
        {
            Forget(_resident.TakeLeast());
        }

        _uses[page]++;
        _resident.Set(page, _uses[page] + _age);
        return hit;
    }

    private void Forget((int Page, long Worth) left)
    {
        if (isAged)
        {
            _uses[left.Page] = 0;
            _age = left.Worth;
        }
    }
}
