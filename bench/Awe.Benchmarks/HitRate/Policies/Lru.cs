namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>The page that was not used for the longest time leaves.</summary>
internal sealed class Lru(int capacity, int pages) : IPolicy
{
    private readonly PageList _resident = new(pages);

    public bool Access(int page)
    {
        var hit = _resident.Contains(page);
        if (hit)
        {
            _resident.Remove(page);
        }
        else if (_resident.Count == capacity)
        {
            _resident.TakeOldest();
        }

        _resident.Add(page);
        return hit;
    }
}
