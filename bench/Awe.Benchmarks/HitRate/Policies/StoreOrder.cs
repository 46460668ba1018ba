using Awe.Storage;

namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>
/// The store's own <see cref="EvictionOrder"/>. With a horizon it is told, as by a score, of the next use of each page that comes within
/// so many of the next uses of any.
/// </summary>
internal sealed class StoreOrder : IPolicy, IVictimRule, IDisposable
{
    private readonly EvictionOrder _order;
    private readonly int[] _frameOf; // 0: not resident
    private readonly int[] _pageOf;
    private readonly int[] _nextOf;
    private readonly Future? _future;
    private readonly long _horizon;
    private int _made;
    private int _now;

    public StoreOrder(int capacity, int pages, Future? future = null, long horizon = 0)
    {
        _order = new EvictionOrder(capacity);
        _frameOf = new int[pages];
        _nextOf = new int[pages];
        _pageOf = new int[capacity + 1];
        _future = future;
        _horizon = horizon;
    }

    public bool Access(int page)
    {
        _nextOf[page] = _future?.NextAfter(_now) ?? Future.Never;
        var hit = _frameOf[page] != 0;
        if (hit)
        {
            _order.CountUse(_frameOf[page]);
        }
        else
        {
            Load(page);
        }

        _now++;
        return hit;
    }

    public long NextUse(int frame, long page) =>
        _nextOf[page] is var next && next != Future.Never && next - _now <= _horizon ? next : IVictimRule.Unknown;

    public void Dispose() => _order.Dispose();

    private void Load(int page)
    {
        var frame = _made < _pageOf.Length - 1 ? ++_made : TakeVictim();
        (_frameOf[page], _pageOf[frame]) = (frame, page);
        _order.Add(frame, page);
    }

    private int TakeVictim()
    {
        if (!_order.TryTakeVictim(this, out var frame))
        {
            throw new InvalidOperationException("No page leaves, although none is kept.");
        }

        _frameOf[_pageOf[frame]] = 0;
        return frame;
    }
}
