using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// Pages in the form that takes less room: what hot pages are compressed into when they leave, what loads of normal priority become, and
/// the packets of encoded samples as they are in the file. A record stays while its page is hot again, as long as there is room: then the
/// page may leave hot without being compressed anew. Such doubles go first when room is needed; the others as the hand of a clock comes to
/// them, each passed by as often as it has uses left.
/// </summary>
/// <remarks>Under the store's gate.</remarks>
internal sealed class WarmTier : IDisposable
{
    /// <summary>The unit in which the tier grows and shrinks: cells, and their share of the tables.</summary>
    public const long SegmentBytes = (WarmCells.SegmentCells * WarmCells.CellBytes) + (WarmCells.SegmentCells * 3 * sizeof(int)) + (EntriesPerSegment * 24);

    // A page's record takes some eight cells; silent pages take one, and then entries run out before cells do.
    private const int EntriesPerSegment = WarmCells.SegmentCells / 4;
    private const byte MaximumUses = 3;
    private readonly BudgetLedger _ledger;
    private readonly List<StoredBank?> _banks;
    private readonly WarmCells _cells;
    private readonly NativeArray<WarmEntry> _entries;
    private readonly NativeArray<byte> _uses;
    private readonly Action<int, int> _onFirstCellMoved;
    private int _madeEntries;
    private int _firstFreeEntry;
    private int _hand;
    private bool _isDropping;

    /// <param name="ledger">Asked before a segment gets memory.</param>
    /// <param name="banks">The banks whose tables point here.</param>
    /// <param name="capacity">The most segments there can be.</param>
    public WarmTier(BudgetLedger ledger, List<StoredBank?> banks, int capacity)
    {
        _ledger = ledger;
        _banks = banks;
        _cells = new WarmCells(capacity);
        _entries = new NativeArray<WarmEntry>((capacity * EntriesPerSegment) + 1);
        _uses = new NativeArray<byte>((capacity * EntriesPerSegment) + 1);
        _onFirstCellMoved = (entry, cell) => _entries[entry] = _entries[entry] with { FirstCell = cell };
    }

    /// <summary>Pages in the tier.</summary>
    public int Count { get; private set; }

    public long Evictions { get; private set; }

    /// <summary>What the tier needs beside its segments, for the pool's account: the unused ends of system pages.</summary>
    public static long OwnBytes => 5L * Environment.SystemPageSize;

    /// <summary>Whether the budget leaves the tier any room.</summary>
    public bool IsOpen => _ledger.WarmLimitBytes > 0;

    // Entries are not renumbered when the tier shrinks: their tables stay as long as the longest it was.
    private int EntryLimit => _cells.Segments * EntriesPerSegment;

    /// <summary>Takes a page in, making others leave for it; false when the tier has no room for it at all, or has the page.</summary>
    public bool TryAdd(PageKey owner, ReadOnlySpan<byte> record, int uses)
    {
        var cells = WarmCells.CellsFor(record.Length);
        if (_banks[owner.Bank] is not { } bank || bank.Table.WarmOf(owner.Page) != 0 || !TryMakeRoom(cells))
        {
            return false;
        }

        var entry = TakeEntry();
        _entries[entry] = new WarmEntry(owner, _cells.Store(entry, record), record.Length);
        _uses[entry] = (byte)Math.Min(uses, MaximumUses);
        bank.Table.SetWarm(owner.Page, entry);
        Count++;
        return true;
    }

    /// <summary>Copies an entry's record; returns its length.</summary>
    public int Copy(int entry, Span<byte> destination)
    {
        var (_, firstCell, bytes) = _entries[entry];
        _cells.Copy(firstCell, destination[..bytes]);
        return bytes;
    }

    /// <summary>The entry's page is hot again: a double from now on.</summary>
    public void NotePromoted(int entry) => _uses[entry] = 0;

    /// <summary>The entry's page has left hot: the only copy from now on.</summary>
    public void NoteDemoted(int entry) => _uses[entry] = 1;

    public void Remove(int entry)
    {
        var (owner, firstCell, _) = _entries[entry];
        _banks[owner.Bank]!.Table.SetWarm(owner.Page, 0);
        _cells.Discard(firstCell);
        _entries[entry] = new WarmEntry(default, _firstFreeEntry, 0);
        _firstFreeEntry = entry;
        Count--;
    }

    /// <summary>Removes every page of a bank.</summary>
    public void RemoveBank(int bank)
    {
        for (var entry = 1; entry <= _madeEntries; entry++)
        {
            if (_entries[entry] is { RecordBytes: > 0 } there && there.Owner.Bank == bank)
            {
                Remove(entry);
            }
        }
    }

    /// <summary>
    /// Gives the memory of up to so many segments back to the system, and the pages that find no other place with them; false when there
    /// is none to give, or somebody else is about it.
    /// </summary>
    public bool TryDropSegments(int count)
    {
        if (!TryBeginDrop(ref count))
        {
            return false;
        }

        ReleaseDropped(count);
        EndDrop(count);
        return true;
    }

    /// <summary>Empties up to so many segments; until <see cref="EndDrop"/> the tier does not grow. False when there is none, or a drop is under way.</summary>
    public bool TryBeginDrop(ref int segments)
    {
        segments = Math.Min(segments, _cells.Segments);
        if (segments == 0 || _isDropping)
        {
            return false;
        }

        while (_cells.FreeCount < segments * WarmCells.SegmentCells && TryEvictOne())
        {
        }

        _cells.Vacate(segments, _onFirstCellMoved);
        return _isDropping = true;
    }

    /// <summary>Without the gate: gives the memory of segments that <see cref="TryBeginDrop"/> emptied back to the system.</summary>
    public void ReleaseDropped(int segments) => _cells.Release(segments);

    /// <summary>The memory is gone, and the budget has its bytes again.</summary>
    public void EndDrop(int segments)
    {
        _cells.Drop(segments);
        _ledger.ReturnWarm(segments * SegmentBytes);
        _isDropping = false;
    }

    public void Dispose()
    {
        _cells.Dispose();
        _entries.Dispose();
        _uses.Dispose();
    }

    private bool TryMakeRoom(int cells)
    {
        while (_cells.FreeCount < cells || !HasFreeEntry())
        {
            if (!TryGrow() && !TryEvictOne())
            {
                return false;
            }
        }

        return true;
    }

    private bool HasFreeEntry() => _firstFreeEntry != 0 || _madeEntries < EntryLimit;

    private bool TryGrow()
    {
        if (_isDropping || _cells.Segments == _cells.Capacity || !_ledger.TryTakeWarm(SegmentBytes))
        {
            return false;
        }

        _cells.AddSegment();
        return true;
    }

    private int TakeEntry()
    {
        if (_firstFreeEntry == 0)
        {
            return ++_madeEntries;
        }

        var entry = _firstFreeEntry;
        _firstFreeEntry = _entries[entry].FirstCell;
        return entry;
    }

    private bool TryEvictOne()
    {
        for (var steps = (long)(MaximumUses + 1) * _madeEntries; steps > 0; steps--)
        {
            _hand = _hand >= _madeEntries ? 1 : _hand + 1;
            if (_entries[_hand].RecordBytes == 0)
            {
                continue;
            }

            if (_uses[_hand] == 0)
            {
                Remove(_hand);
                Evictions++;
                return true;
            }

            _uses[_hand]--;
        }

        return false;
    }
}
