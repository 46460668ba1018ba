namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>The optimum: the page whose next use is furthest in the future leaves. It is asked for the pages of the future's own trace.</summary>
internal sealed class Belady(int capacity, int pages, Future future) : IPolicy
{
    private readonly LeastWorth _resident = new(pages);
    private int _index;

    public bool Access(int page)
    {
        var hit = _resident.Contains(page);
        if (!hit && _resident.Count == capacity)
        {
            _resident.TakeLeast();
        }

        _resident.Set(page, -future.NextAfter(_index++));
        return hit;
    }
}
