namespace Awe.Playback;

/// <summary>
/// Live events in the order of their frames. Threads write into the queue as things happen; the audio thread empties it into a heap made
/// in advance, so that an event for later does not hold up one for now.
/// </summary>
internal sealed class LiveEvents
{
    private const int Capacity = 4096;
    private readonly EventQueue _queue = new(Capacity);
    private readonly PriorityQueue<QueuedEvent, (long Frame, long Arrival)> _waiting = new(Capacity);
    private long _arrivals;

    public long Bytes => _queue.Bytes * 2;

    /// <summary>Audio thread: the frame of the next event; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextFrame => _waiting.TryPeek(out var next, out _) ? next.Frame : long.MaxValue;

    /// <summary>Any thread: false when there is no room.</summary>
    public bool TryAdd(in QueuedEvent item) => _queue.TryWrite(item);

    /// <summary>Audio thread: takes in what has been written.</summary>
    public void Collect()
    {
        while (_waiting.Count < Capacity && _queue.TryRead(out var item))
        {
            _waiting.Enqueue(item, (item.Frame, _arrivals++));
        }
    }

    /// <summary>Audio thread: the next event, which is then past.</summary>
    public QueuedEvent Take() => _waiting.Dequeue();
}
