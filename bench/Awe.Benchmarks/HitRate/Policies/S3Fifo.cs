namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>
/// New pages queue in a small part (10 %); those used twice there go on to the main queue, the others leave and are remembered for a
/// while: when one comes again, it goes to the main queue at once. At the main queue's end a page with uses (3 at most) loses one and
/// queues again.
/// </summary>
internal sealed class S3Fifo(int capacity, int pages) : IPolicy
{
    private const int MostUses = 3;
    private const int UsesForMain = 2;
    private readonly int _smallCapacity = Math.Max(1, capacity / 10);
    private readonly PageList _small = new(pages);
    private readonly PageList _main = new(pages);
    private readonly PageList _gone = new(pages);
    private readonly byte[] _uses = new byte[pages];

    public bool Access(int page)
    {
        if (_small.Contains(page) || _main.Contains(page))
        {
            _uses[page] = (byte)Math.Min(_uses[page] + 1, MostUses);
            return true;
        }

        while (_small.Count + _main.Count >= capacity)
        {
            Evict();
        }

        _uses[page] = 0;
        if (_gone.Contains(page))
        {
            _gone.Remove(page);
            _main.Add(page);
        }
        else
        {
            _small.Add(page);
        }

        return false;
    }

    private void Evict()
    {
        if (_small.Count >= _smallCapacity || _main.Count == 0)
        {
            EvictFromSmall();
        }
        else
        {
            EvictFromMain();
        }
    }

    private void EvictFromSmall()
    {
        var page = _small.TakeOldest();
        if (_uses[page] >= UsesForMain)
        {
            _uses[page] = 0;
            _main.Add(page);
            return;
        }

        _gone.Add(page);
        if (_gone.Count > capacity - _smallCapacity)
        {
            _gone.TakeOldest();
        }
    }

    private void EvictFromMain()
    {
        var page = _main.TakeOldest();
        if (_uses[page] > 0)
        {
            _uses[page]--;
            _main.Add(page);
        }
    }
}
