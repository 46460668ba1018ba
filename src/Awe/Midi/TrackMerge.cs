using System.Runtime.InteropServices;

namespace Awe.Midi;

/// <summary>The tracks' messages in order of time; at one tick the earlier track first, and within a track the file's order.</summary>
/// <remarks>What is returned may be the list's own memory.</remarks>
internal static class TrackMerge
{
    public static ReadOnlySpan<TrackEvent> Merge(List<TrackEvent> events, List<int> trackStarts)
    {
        if (trackStarts.Count <= 1)
        {
            return CollectionsMarshal.AsSpan(events);
        }

        var heads = new PriorityQueue<int, (long Tick, int Track)>(trackStarts.Count);
        var next = trackStarts.ToArray();
        for (var track = 0; track < next.Length; track++)
        {
            heads.Enqueue(track, (events[next[track]].Tick, track));
        }

        var merged = new TrackEvent[events.Count];
        for (var i = 0; i < merged.Length; i++)
        {
            var track = heads.Peek();
            merged[i] = events[next[track]++];
            var end = track + 1 < trackStarts.Count ? trackStarts[track + 1] : events.Count;
            if (next[track] < end)
            {
                heads.DequeueEnqueue(track, (events[next[track]].Tick, track));
            }
            else
            {
                heads.Dequeue();
            }
        }

        return merged;
    }
}
