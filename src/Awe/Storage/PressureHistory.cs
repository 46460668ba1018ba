namespace Awe.Storage;

/// <summary>The last changes of the level of pressure, for statistics: bounded, however long a store lives. Any thread may read.</summary>
internal sealed class PressureHistory(TimeProvider clock)
{
    public const int Capacity = 32;
    private readonly Lock _gate = new();
    private readonly PressureChange[] _changes = new PressureChange[Capacity];
    private PressureLevel _level;
    private long _count;

    /// <summary>Changes since the beginning, those that were forgotten included.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The thread that polls: tells the level of each poll. Only a change is kept; the level before the first is None.</summary>
    public void Note(PressureLevel level, long availableBytes)
    {
        if (level == _level)
        {
            return;
        }

        lock (_gate)
        {
            _level = level;
            _changes[_count % Capacity] = new PressureChange(clock.GetUtcNow(), level, availableBytes);
            Volatile.Write(ref _count, _count + 1);
        }
    }

    /// <summary>The changes that are kept, oldest first.</summary>
    public PressureChange[] ToArray()
    {
        lock (_gate)
        {
            var first = Math.Max(_count - Capacity, 0);
            var changes = new PressureChange[_count - first];
            for (var change = first; change < _count; change++)
            {
                changes[change - first] = _changes[change % Capacity];
            }

            return changes;
        }
    }
}
