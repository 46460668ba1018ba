using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// Frames in line, the oldest leaving first; one may also leave from the middle. Queues share their links, since a frame stands in one
/// queue at most; each has a node of its own there, which closes its ring.
/// </summary>
internal sealed class FrameQueue(NativeArray<FrameQueue.Links> links, int ring)
{
    private bool _isMade;

    internal record struct Links(int Older, int Newer);

    public int Count { get; private set; }

    /// <summary>The frame at the front; the queue is not empty.</summary>
    public int Oldest => links[ring].Newer;

    public void Add(int frame)
    {
        if (!_isMade)
        {
            links[ring] = new Links(ring, ring);
            _isMade = true;
        }

        var newest = links[ring].Older;
        links[newest].Newer = frame;
        links[frame] = new Links(newest, ring);
        links[ring].Older = frame;
        Count++;
    }

    public void Remove(int frame)
    {
        var (older, newer) = links[frame];
        links[older].Newer = newer;
        links[newer].Older = older;
        Count--;
    }

    /// <summary>From wherever it stands to the end of the line.</summary>
    public void MoveToEnd(int frame)
    {
        Remove(frame);
        Add(frame);
    }
}
