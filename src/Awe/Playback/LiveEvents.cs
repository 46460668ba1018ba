using System.Runtime.CompilerServices;

namespace Awe.Playback;

/// <summary>
/// Live events in the order of their frames. Threads write into the queue as things happen; the audio thread empties it into a heap made
/// in advance, so that an event for later does not hold up one for now. Events for later have half of the heap at most.
/// </summary>
internal sealed class LiveEvents
{
    private const int Capacity = 4096;
    private readonly EventQueue _queue = new(Capacity);
    private readonly PriorityQueue<QueuedEvent, (long Frame, long Arrival)> _waiting = new(2 * Capacity, Order.Instance);
    private long _arrivals;
    private int _scheduled;

    /// <summary>Memory of the queue and of the heap.</summary>
    public static long Bytes => Capacity * 3L * (Unsafe.SizeOf<QueuedEvent>() + (2 * sizeof(long)));

    /// <summary>Audio thread: the frame of the next event; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextFrame => _waiting.TryPeek(out var next, out _) ? next.Frame : long.MaxValue;

    /// <summary>Any thread: false when there is no room.</summary>
    public bool TryAdd(in QueuedEvent item)
    {
        if (item.Frame <= 0)
        {
            return _queue.TryWrite(item);
        }

        if (Interlocked.Increment(ref _scheduled) <= Capacity && _queue.TryWrite(item))
        {
            return true;
        }

        Interlocked.Decrement(ref _scheduled);
        return false;
    }

    /// <summary>Audio thread: takes in what has been written.</summary>
    public void Collect()
    {
        while (_waiting.Count < 2 * Capacity && _queue.TryRead(out var item))
        {
            _waiting.Enqueue(item, (item.Frame, _arrivals++));
        }
    }

    /// <summary>Audio thread: the next event, which is then past.</summary>
    public QueuedEvent Take()
    {
        var item = _waiting.Dequeue();
        if (item.Frame > 0)
        {
            Interlocked.Decrement(ref _scheduled);
        }

        return item;
    }

    // The framework's comparer of tuples boxes numbers while its code is not yet optimised, and this is the audio thread.
    private sealed class Order : IComparer<(long Frame, long Arrival)>
    {
        public static readonly Order Instance = new();

        public int Compare((long Frame, long Arrival) x, (long Frame, long Arrival) y) =>
            x.Frame != y.Frame ? (x.Frame < y.Frame ? -1 : 1) : x.Arrival.CompareTo(y.Arrival);
    }
}
