using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// Frames in line, the oldest leaving first; one may also leave from the middle. Queues share their links, since a frame stands in one
/// queue at most; each has a node of its own there, which closes its ring.
/// </summary>
internal sealed class FrameQueue
{
    private readonly NativeArray<Links> _links;
    private readonly int _ring;

    public FrameQueue(NativeArray<Links> links, int ring)
    {
        (_links, _ring) = (links, ring);
        _links[_ring] = new Links(_ring, _ring);
    }

    /// <summary>The neighbours of a frame in its queue.</summary>
    internal record struct Links(int Older, int Newer);

    public int Count { get; private set; }

    /// <summary>The frame at the front; the queue is not empty.</summary>
    public int Oldest => _links[_ring].Newer;

    public void Add(int frame)
    {
        var newest = _links[_ring].Older;
        _links[newest].Newer = frame;
        _links[frame] = new Links(newest, _ring);
        _links[_ring].Older = frame;
        Count++;
    }

    public void Remove(int frame)
    {
        var (older, newer) = _links[frame];
        _links[older].Newer = newer;
        _links[newer].Older = older;
        Count--;
    }

    /// <summary>From wherever it stands to the end of the line.</summary>
    public void MoveToEnd(int frame)
    {
        Remove(frame);
        Add(frame);
    }
}
