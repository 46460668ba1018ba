namespace Awe.Midi;

/// <summary>
/// Goes through the tracks' messages in order of time; at one tick the earlier track first, and within a track the file's order.
/// Nothing is copied.
/// </summary>
internal sealed class TrackMerge
{
    private readonly EventList _events;
    private readonly List<int> _trackStarts;
    private readonly int[] _next;
    private readonly PriorityQueue<int, (long Tick, int Track)> _heads;

    public TrackMerge(EventList events, List<int> trackStarts)
    {
        _events = events;
        _trackStarts = trackStarts;
        _next = [.. trackStarts];
        _heads = new(trackStarts.Count);
        for (var track = 0; track < _next.Length; track++)
        {
            _heads.Enqueue(track, (events[_next[track]].Tick, track));
        }
    }

    /// <summary>The next message of all; there must be one.</summary>
    public TrackEvent Next()
    {
        var track = _heads.Peek();
        var e = _events[_next[track]++];
        var end = track + 1 < _trackStarts.Count ? _trackStarts[track + 1] : _events.Count;
        if (_next[track] < end)
        {
            _heads.DequeueEnqueue(track, (_events[_next[track]].Tick, track));
        }
        else
        {
            _heads.Dequeue();
        }

        return e;
    }
}
