namespace Awe.Storage;

/// <summary>Loads that wait for a streamer, earliest deadline first, and by priority among equal deadlines. Bounded: what does not fit is refused.</summary>
/// <remarks>Used under the store's gate.</remarks>
internal sealed class LoadQueue(int capacity)
{
    private readonly PriorityQueue<PageRequest, (long DueTicks, PagePriority Priority)> _waiting = new(capacity);

    public int Count => _waiting.Count;

    /// <param name="request">What to load.</param>
    /// <param name="dueTicks">When the first page is needed, in ticks of the store's clock.</param>
    public bool TryAdd(in PageRequest request, long dueTicks)
    {
        if (_waiting.Count >= capacity && !request.IsUrgent)
        {
            return false;
        }

        _waiting.Enqueue(request, (dueTicks, request.Priority));
        return true;
    }

    public bool TryTake(out PageRequest request, out long dueTicks)
    {
        var taken = _waiting.TryDequeue(out request, out var order);
        dueTicks = order.DueTicks;
        return taken;
    }
}
