namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>A doubly linked list of page numbers; a page is in it once at most.</summary>
internal sealed class PageList
{
    private readonly int[] _newer;
    private readonly int[] _older;
    private readonly int _ring; // the node between the newest and the oldest
    private readonly bool[] _isIn;

    public PageList(int pages)
    {
        _newer = new int[pages + 1];
        _older = new int[pages + 1];
        _isIn = new bool[pages + 1];
        _ring = pages;
        _newer[_ring] = _older[_ring] = _ring;
    }

    public int Count { get; private set; }

    /// <summary>The page that was added first; -1 when there is none.</summary>
    public int Oldest => _newer[_ring] == _ring ? -1 : _newer[_ring];

    public bool Contains(int page) => _isIn[page];

    /// <summary>The page that was added after this one; -1 when this is the newest.</summary>
    public int NewerThan(int page) => _newer[page] == _ring ? -1 : _newer[page];

    public void Add(int page)
    {
        var newest = _older[_ring];
        (_newer[newest], _older[page], _newer[page], _older[_ring]) = (page, newest, _ring, page);
        _isIn[page] = true;
        Count++;
    }

    public void Remove(int page)
    {
        (_newer[_older[page]], _older[_newer[page]]) = (_newer[page], _older[page]);
        _isIn[page] = false;
        Count--;
    }

    public int TakeOldest()
    {
        var page = Oldest;
        Remove(page);
        return page;
    }
}
