using System.Runtime.CompilerServices;

namespace Awe.Storage;

/// <summary>
/// Loads that wait for a streamer: first those that a voice lacks at this moment, then those ahead, each earliest deadline first and by
/// priority among equal deadlines. Both lines are bounded, so that neither a flood of look-ahead keeps an urgent load waiting nor a song
/// that outruns the disk grows memory: what does not fit is refused, and whoever still needs it asks again.
/// </summary>
/// <remarks>Used under the store's gate.</remarks>
/// <param name="capacity">The most loads in each of the two lines; their memory is taken at once.</param>
internal sealed class LoadQueue(int capacity)
{
    private readonly PriorityQueue<PageRequest, (long DueTicks, PagePriority Priority)> _urgent = new(capacity);
    private readonly PriorityQueue<PageRequest, (long DueTicks, PagePriority Priority)> _ahead = new(capacity);

    public int Count => _urgent.Count + _ahead.Count;

    public long Bytes => 2L * capacity * Unsafe.SizeOf<(PageRequest, (long, PagePriority))>();

    /// <param name="request">What to load.</param>
    /// <param name="dueTicks">When the first page is needed, in ticks of the store's clock.</param>
    public bool TryAdd(in PageRequest request, long dueTicks)
    {
        var line = request.IsUrgent ? _urgent : _ahead;
        if (line.Count >= capacity)
        {
            return false;
        }

        line.Enqueue(request, (dueTicks, request.Priority));
        return true;
    }

    /// <summary>The next load that a voice lacks at this moment.</summary>
    public bool TryTakeUrgent(out PageRequest request, out long dueTicks) => TryTake(_urgent, out request, out dueTicks);

    /// <summary>The next load ahead.</summary>
    public bool TryTakeAhead(out PageRequest request, out long dueTicks) => TryTake(_ahead, out request, out dueTicks);

    /// <summary>What <see cref="TryTakeAhead"/> would give.</summary>
    public bool TryPeekAhead(out PageRequest request, out long dueTicks)
    {
        var isThere = _ahead.TryPeek(out request, out var order);
        dueTicks = order.DueTicks;
        return isThere;
    }

    private static bool TryTake(
        PriorityQueue<PageRequest, (long DueTicks, PagePriority Priority)> line, out PageRequest request, out long dueTicks)
    {
        var isTaken = line.TryDequeue(out request, out var order);
        dueTicks = order.DueTicks;
        return isTaken;
    }
}
