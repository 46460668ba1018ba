using System.Diagnostics;
using System.Runtime.CompilerServices;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// What a song is going to use, as far ahead as a bounded ring of uses goes. Two look into it: loading, which asks for what is due within the
/// look-ahead and not there; and eviction, which lets go first what is used last.
/// </summary>
/// <remarks>Written by one scout thread, which takes the store's gate for each word; everything else happens under the gate.</remarks>
internal sealed class Forecast : IPageForecast, IDisposable
{
    private readonly StoreParts _parts;
    private readonly PageReader _reader;
    private readonly long _lookAheadFrames;
    private readonly Action _returnBytes;
    private readonly Dictionary<PageKey, PageUses> _pages;
    private readonly NativeArray<ExpectedUse> _uses;
    private long _head = 1; // number of the next use to come in
    private long _tail = 1; // number of the oldest that is not past
    private long _toLoad = 1; // number of the first that loading has not looked at
    private bool _isDisposed;

    /// <param name="parts">The store's.</param>
    /// <param name="reader">Whose song it is.</param>
    /// <param name="capacity">Uses that the ring holds; a power of two.</param>
    /// <param name="lookAheadFrames">How far ahead of the reader's place pages are loaded.</param>
    /// <param name="returnBytes">Called when it is disposed: its memory is free again.</param>
    public Forecast(StoreParts parts, PageReader reader, int capacity, long lookAheadFrames, Action returnBytes)
    {
        _returnBytes = returnBytes;
        _parts = parts;
        _reader = reader;
        _lookAheadFrames = lookAheadFrames;
        _pages = new Dictionary<PageKey, PageUses>(capacity);
        _uses = new NativeArray<ExpectedUse>(capacity);
    }

    /// <summary>Whether there are uses within the look-ahead that loading has not looked at. Under the gate.</summary>
    public bool HasLoads => _toLoad < _head && Use(_toLoad).Frame <= LoadsUntil;

    /// <summary>Ticks of the store's clock until what loading looks at next is due; the most there can be when there is nothing. Under the gate.</summary>
    public long TicksToNextLoad => HasLoads
        ? Math.Max(0, Use(_toLoad).Frame - _reader.Place) * Stopwatch.Frequency / _reader.Rate
        : long.MaxValue / 2;

    /// <summary>Memory of a forecast with a ring of so many uses.</summary>
    public static long BytesFor(int capacity) =>
        (capacity * (long)(Unsafe.SizeOf<ExpectedUse>() + Unsafe.SizeOf<PageUses>() + 24)) + Environment.SystemPageSize;

    /// <inheritdoc/>
    public bool TryExpect(StoredBank bank, int page, long frame)
    {
        lock (_parts.Gate)
        {
            if (_isDisposed || _head - _tail == _uses.Length)
            {
                return _isDisposed;
            }

            Append(new PageKey(bank.Number, page), frame);
            return true;
        }
    }

    /// <inheritdoc/>
    public void Restart()
    {
        lock (_parts.Gate)
        {
            ForgetAll();
        }
    }

    /// <summary>Forgets what is past. Under the gate.</summary>
    public void Advance()
    {
        var place = _reader.Place;
        while (_tail < _head && Use(_tail).Frame < place)
        {
            var past = Use(_tail++);
            ref var uses = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(_pages, past.Page);
            if (past.Next == 0)
            {
                _pages.Remove(past.Page);
            }
            else
            {
                uses.First = past.Next;
            }

            _parts.Evictor.NoteNextUse(past.Page);
        }

        _toLoad = Math.Max(_toLoad, _tail);
    }

    /// <summary>
    /// The next run of pages that is due within the look-ahead and not there; false when there is none. It is offered again until
    /// <see cref="SkipLoad"/>. Under the gate.
    /// </summary>
    public bool TryPeekLoad(out PageRequest request)
    {
        while (HasLoads)
        {
            var use = Use(_toLoad);
            var bank = _parts.BankAt(use.Page.Bank);
            var due = (int)Math.Clamp(use.Frame - _reader.Place, 1, int.MaxValue);
            if (bank is not null && use.Page.Page < 0 && bank.HasEncoded && bank.Encoded.IsUnknown(~use.Page.Page))
            {
                request = PageRequest.ForSample(bank.Number, ~use.Page.Page, due, PagePriority.High);
                return true;
            }

            if (bank is not null && use.Page.Page >= 0 && bank.Table.IsAbsent(use.Page.Page))
            {
                request = new PageRequest(use.Page.Bank, use.Page.Page, RunFrom(bank, use.Page), due, PagePriority.High);
                return true;
            }

            _toLoad++;
        }

        request = default;
        return false;
    }

    /// <summary>Goes on to the use after the one that <see cref="TryPeekLoad"/> gave. Under the gate.</summary>
    public void SkipLoad() => _toLoad++;

    /// <summary>The frame up to which loading looks. Under the gate.</summary>
    public long LoadsUntil => _reader.Place + _lookAheadFrames;

    /// <summary>A page has been evicted: if loading has passed it by, it comes back to it. Under the gate.</summary>
    public void NoteEvicted(PageKey page)
    {
        if (_pages.TryGetValue(page, out var uses))
        {
            _toLoad = Math.Min(_toLoad, uses.First);
        }
    }

    /// <summary>The reader's frame at which the page is used next; <see cref="IVictimRule.Unknown"/> when no use is known. Under the gate.</summary>
    public long NextUse(PageKey page) =>
        _pages.TryGetValue(page, out var uses) ? Use(uses.First).Frame : IVictimRule.Unknown;

    /// <summary>The scout has ended, and the store is still there.</summary>
    public void Dispose()
    {
        lock (_parts.Gate)
        {
            if (_isDisposed)
            {
                return;
            }

            ForgetAll();
            _isDisposed = true;
            _parts.Forecasts.Remove(this);
            _uses.Dispose();
        }

        _returnBytes();
    }

    private ref ExpectedUse Use(long number) => ref _uses[(int)(number & (_uses.Length - 1))];

    private void Append(PageKey page, long frame)
    {
        var number = _head++;
        Use(number) = new ExpectedUse(page, frame, 0);
        ref var uses = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_pages, page, out var isKnown);
        if (isKnown)
        {
            Use(uses.Last) = Use(uses.Last) with { Next = number };
            uses.Last = number;
            return;
        }

        uses = new PageUses { First = number, Last = number };
        _parts.Evictor.NoteNextUse(page);
    }

    // One read of several pages costs hardly more than of one; but those that nobody is going to use would push out others.
    private int RunFrom(StoredBank bank, PageKey page)
    {
        var most = Math.Min(bank.RunPages, bank.PagesToSampleEnd(page.Page));
        var horizon = _reader.Place + (2 * _lookAheadFrames);
        var count = 1;
        while (count < most
               && bank.Table.IsAbsent(page.Page + count)
               && NextUse(page with { Page = page.Page + count }) <= horizon)
        {
            count++;
        }

        return count;
    }

    private void ForgetAll()
    {
        if (_isDisposed)
        {
            return;
        }

        var pages = _pages.Keys.ToArray();
        _pages.Clear();
        _tail = _toLoad = _head;
        Array.ForEach(pages, _parts.Evictor.NoteNextUse);
    }

    private struct PageUses
    {
        public long First;
        public long Last;
    }
}
