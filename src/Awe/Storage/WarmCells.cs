using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// The warm tier's memory: cells of 512 bytes, a record lying in a chain of them, wherever they are. So nothing is lost between records
/// but the end of each last cell, and any cell can be moved: the tier shrinks from its upper end, a segment at a time, without regard to
/// what lies where.
/// </summary>
/// <remarks>Under the store's gate. Cells and chains are numbered from 1; 0 ends a chain.</remarks>
internal sealed class WarmCells : IDisposable
{
    public const int CellBytes = 512;

    /// <summary>Cells that get and lose their memory together.</summary>
    public const int SegmentCells = 128;

    private const int FreeMark = int.MinValue;
    private readonly NativeArena _bytes;
    private readonly NativeArray<int> _next;
    private readonly NativeArray<int> _previous; // the cell before, minus the owner's number for a first one, FreeMark for a free one
    private readonly NativeArray<int> _freeBefore; // free cells are linked both ways, so that a segment's can be taken out
    private int _firstFree;
    private int _made;

    /// <param name="capacity">The most segments there can be.</param>
    public WarmCells(int capacity)
    {
        Capacity = capacity;
        var cells = (capacity * SegmentCells) + 1;
        _bytes = new NativeArena((long)cells * CellBytes);
        _next = new NativeArray<int>(cells);
        _previous = new NativeArray<int>(cells);
        _freeBefore = new NativeArray<int>(cells);
    }

    /// <summary>The most segments there can be.</summary>
    public int Capacity { get; }

    /// <summary>Segments that have memory.</summary>
    public int Segments => _made / SegmentCells;

    /// <summary>Cells that hold nothing.</summary>
    public int FreeCount { get; private set; }

    public static long TableBytesPerSegment => SegmentCells * 3 * sizeof(int);

    public static int CellsFor(int bytes) => (bytes + CellBytes - 1) / CellBytes;

    /// <summary>Gives memory to one more segment.</summary>
    public void AddSegment()
    {
        _bytes.Commit((long)_made * CellBytes, SegmentCells * CellBytes);
        for (var cell = _made + SegmentCells; cell > _made; cell--)
        {
            Free(cell);
        }

        _made += SegmentCells;
    }

    /// <summary>Stores a record; there must be room. Returns its first cell.</summary>
    public int Store(int owner, ReadOnlySpan<byte> record)
    {
        var first = 0;
        var before = -owner;
        while (!record.IsEmpty)
        {
            var cell = TakeFree();
            var part = record[..Math.Min(record.Length, CellBytes)];
            part.CopyTo(BytesOf(cell));
            Link(before, cell);
            first = first == 0 ? cell : first;
            before = cell;
            record = record[part.Length..];
        }

        _next[before] = 0;
        return first;
    }

    /// <summary>Copies a record out of its chain.</summary>
    public void Copy(int firstCell, Span<byte> record)
    {
        for (var cell = firstCell; !record.IsEmpty; cell = _next[cell])
        {
            var part = record[..Math.Min(record.Length, CellBytes)];
            BytesOf(cell)[..part.Length].CopyTo(part);
            record = record[part.Length..];
        }
    }

    /// <summary>The chain's cells are free again.</summary>
    public void Discard(int firstCell)
    {
        for (var cell = firstCell; cell != 0;)
        {
            var next = _next[cell];
            Free(cell);
            cell = next;
        }
    }

    /// <summary>
    /// Moves what lies in the last segments to free cells before them; there must be as many free cells as the segments have. Tells of
    /// each record whose first cell moved. The segments are then out of use, and their memory the caller's to <see cref="Release"/>.
    /// </summary>
    public void Vacate(int segments, Action<int, int> firstCellMoved)
    {
        var bottom = _made - (segments * SegmentCells);
        for (var cell = bottom + 1; cell <= _made; cell++)
        {
            if (_previous[cell] == FreeMark)
            {
                TakeOut(cell);
            }
        }

        for (var cell = bottom + 1; cell <= _made; cell++)
        {
            if (_previous[cell] != FreeMark)
            {
                Move(cell, firstCellMoved);
            }

            _previous[cell] = 0;
        }
    }

    /// <summary>Without the gate: gives the memory of the last segments, vacated before, back to the system.</summary>
    public void Release(int segments) =>
        _bytes.Decommit((_made - (segments * SegmentCells)) * (long)CellBytes, (long)segments * SegmentCells * CellBytes);

    /// <summary>The memory of the last segments is gone.</summary>
    public void Drop(int segments) => _made -= segments * SegmentCells;

    public void Dispose()
    {
        _bytes.Dispose();
        _next.Dispose();
        _previous.Dispose();
        _freeBefore.Dispose();
    }

    private Span<byte> BytesOf(int cell) => _bytes.Span<byte>((cell - 1L) * CellBytes, CellBytes);

    private void Link(int before, int cell)
    {
        _previous[cell] = before;
        if (before > 0)
        {
            _next[before] = cell;
        }
    }

    private void Move(int cell, Action<int, int> firstCellMoved)
    {
        var to = TakeFree();
        BytesOf(cell).CopyTo(BytesOf(to));
        var before = _previous[cell];
        var next = _next[cell];
        Link(before, to);
        _next[to] = next;
        if (next != 0)
        {
            _previous[next] = to;
        }

        if (before < 0)
        {
            firstCellMoved(-before, to);
        }
    }

    private void Free(int cell)
    {
        _previous[cell] = FreeMark;
        _next[cell] = _firstFree;
        _freeBefore[cell] = 0;
        if (_firstFree != 0)
        {
            _freeBefore[_firstFree] = cell;
        }

        _firstFree = cell;
        FreeCount++;
    }

    private int TakeFree()
    {
        var cell = _firstFree;
        TakeOut(cell);
        return cell;
    }

    private void TakeOut(int cell)
    {
        var (before, after) = (_freeBefore[cell], _next[cell]);
        if (before != 0)
        {
            _next[before] = after;
        }
        else
        {
            _firstFree = after;
        }

        if (after != 0)
        {
            _freeBefore[after] = before;
        }

        FreeCount--;
    }
}
