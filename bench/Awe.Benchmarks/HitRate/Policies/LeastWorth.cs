namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>Resident pages by a worth that is given anew at each use; of equals the one used longer ago is worth less.</summary>
internal sealed class LeastWorth(int pages)
{
    private readonly PriorityQueue<(int Page, long Stamp), (long Worth, long Stamp)> _queue = new();
    private readonly long[] _stamps = new long[pages]; // 0: not resident; entries of the queue with another stamp are out of date
    private long _stamp;

    public int Count { get; private set; }

    public bool Contains(int page) => _stamps[page] != 0;

    public void Set(int page, long worth)
    {
        Count += Contains(page) ? 0 : 1;
        _stamps[page] = ++_stamp;
        _queue.Enqueue((page, _stamp), (worth, _stamp));
    }

    public (int Page, long Worth) TakeLeast()
    {
        while (true)
        {
            _queue.TryDequeue(out var entry, out var priority);
            if (_stamps[entry.Page] == entry.Stamp)
            {
                _stamps[entry.Page] = 0;
                Count--;
                return (entry.Page, priority.Worth);
            }
        }
    }
}
