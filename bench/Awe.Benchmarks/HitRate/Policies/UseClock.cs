namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>A hand goes round the frames; a page with uses (one at arrival, 3 at most) loses one and is passed by, the first without leaves.</summary>
internal sealed class UseClock(int capacity, int pages) : IPolicy
{
    private const int MostUses = 3;
    private readonly int[] _frameOf = new int[pages]; // 0: not resident
    private readonly int[] _pageOf = new int[capacity + 1];
    private readonly byte[] _uses = new byte[pages];
    private int _made;
    private int _hand = 1;

    public bool Access(int page)
    {
        if (_frameOf[page] != 0)
        {
            _uses[page] = (byte)Math.Min(_uses[page] + 1, MostUses);
            return true;
        }

        var frame = _made < capacity ? ++_made : Evict();
        (_frameOf[page], _pageOf[frame], _uses[page]) = (frame, page, 1);
        return false;
    }

    private int Evict()
    {
        while (true)
        {
            var frame = _hand;
            _hand = _hand == capacity ? 1 : _hand + 1;
            ref var uses = ref _uses[_pageOf[frame]];
            if (uses == 0)
            {
                _frameOf[_pageOf[frame]] = 0;
                return frame;
            }

            uses--;
        }
    }
}
