namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>
/// A hand goes from the oldest page to the newest: a page that was used since the hand's last visit stays where it is, the first that was
/// not leaves. New pages join at the newest end, so what stayed long is behind them.
/// </summary>
internal sealed class Sieve(int capacity, int pages) : IPolicy
{
    private readonly PageList _resident = new(pages);
    private readonly bool[] _isUsed = new bool[pages];
    private int _hand = -1;

    public bool Access(int page)
    {
        if (_resident.Contains(page))
        {
            _isUsed[page] = true;
            return true;
        }

        if (_resident.Count == capacity)
        {
            Evict();
        }

        _isUsed[page] = false;
        _resident.Add(page);
        return false;
    }

    private void Evict()
    {
        var page = _hand < 0 ? _resident.Oldest : _hand;
        while (_isUsed[page])
        {
            _isUsed[page] = false;
            page = _resident.NewerThan(page) is var newer and >= 0 ? newer : _resident.Oldest;
        }

        _hand = _resident.NewerThan(page);
        _resident.Remove(page);
    }
}
