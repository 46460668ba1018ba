using Awe.Storage;

namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>
/// The store's own <see cref="EvictionOrder"/>. With a score it is told the next use of each page, when that lies within the horizon.
/// </summary>
internal sealed class StoreOrder : IPolicy, IVictimRule, IDisposable
{
    private readonly EvictionOrder _order;
    private readonly int[] _frameOf; // 0: not resident
    private readonly int[] _pageOf;
    private readonly int[] _nextOf;
    private readonly Future? _future;
    private readonly Func<int, int, bool>? _isWithinHorizon;
    private int _made;
    private int _now;

    /// <param name="capacity">Pages of the cache.</param>
    /// <param name="pages">Pages of the bank.</param>
    /// <param name="future">What the score is taken from; none: no score.</param>
    /// <param name="isWithinHorizon">Whether, at an index of the trace (first), the score already tells of another (second).</param>
    public StoreOrder(int capacity, int pages, Future? future = null, Func<int, int, bool>? isWithinHorizon = null)
    {
        _order = new EvictionOrder(capacity);
        _frameOf = new int[pages];
        _nextOf = new int[pages];
        _pageOf = new int[capacity + 1];
        _future = future;
        _isWithinHorizon = isWithinHorizon;
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
        _nextOf[page] is var next && next != Future.Never && _isWithinHorizon!(_now, next) ? next : IVictimRule.Unknown;

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
