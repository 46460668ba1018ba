using System.Runtime.CompilerServices;

namespace Awe.Playback;

/// <summary>
/// A bounded queue from any number of threads to the audio thread. Each cell carries the number of the turn it is ready for: a writer
/// claims a cell by moving the head, fills it and passes the turn on; the reader takes cells in order. A full queue is a returned false.
/// </summary>
/// <remarks>Neither side waits for the other; writers may try again when they meet. Nothing allocates after construction.</remarks>
internal sealed class EventQueue
{
    private readonly Cell[] _cells;
    private readonly int _mask;
    private long _head;
    private long _tail;

    /// <param name="capacity">A power of two.</param>
    public EventQueue(int capacity)
    {
        _cells = new Cell[capacity];
        _mask = capacity - 1;
        for (var i = 0; i < capacity; i++)
        {
            _cells[i].Turn = i;
        }
    }

    public long Bytes => (long)_cells.Length * Unsafe.SizeOf<Cell>();

    /// <summary>Any thread: appends, or returns false when the queue is full.</summary>
    public bool TryWrite(in QueuedEvent item)
    {
        while (true)
        {
            var head = Volatile.Read(ref _head);
            ref var cell = ref _cells[head & _mask];
            var lead = Volatile.Read(ref cell.Turn) - head;
            if (lead < 0)
            {
                return false;
            }

            if (lead == 0 && Interlocked.CompareExchange(ref _head, head + 1, head) == head)
            {
                cell.Item = item;
                Volatile.Write(ref cell.Turn, head + 1); // release: readable now
                return true;
            }
        }
    }

    /// <summary>Audio thread: takes the oldest event, or returns false when there is none.</summary>
    public bool TryRead(out QueuedEvent item)
    {
        ref var cell = ref _cells[_tail & _mask];
        if (Volatile.Read(ref cell.Turn) != _tail + 1)
        {
            item = default;
            return false;
        }

        item = cell.Item;
        Volatile.Write(ref cell.Turn, _tail + _cells.Length); // release: free for the writers' next round
        _tail++;
        return true;
    }

    private struct Cell
    {
        public long Turn;
        public QueuedEvent Item;
    }
}
