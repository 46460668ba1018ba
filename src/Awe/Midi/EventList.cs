namespace Awe.Midi;

/// <summary>The messages that a reader has found, in blocks: they grow without being copied, so that a dense song needs room for each but once.</summary>
internal sealed class EventList
{
    private const int BlockShift = 12;
    private const int BlockEvents = 1 << BlockShift;

    private readonly List<TrackEvent[]> _blocks = [];

    public int Count { get; private set; }

    public TrackEvent this[int index]
    {
        get => _blocks[index >> BlockShift][index & (BlockEvents - 1)];
        set => _blocks[index >> BlockShift][index & (BlockEvents - 1)] = value;
    }

    public void Add(TrackEvent e)
    {
        if (Count == _blocks.Count << BlockShift)
        {
            _blocks.Add(new TrackEvent[BlockEvents]);
        }

        this[Count++] = e;
    }

    /// <summary>Costs as much as there is behind <paramref name="index"/>.</summary>
    public void Insert(int index, TrackEvent e)
    {
        Add(e);
        for (var i = Count - 1; i > index; i--)
        {
            this[i] = this[i - 1];
        }

        this[index] = e;
    }

    /// <summary>Keeps the first <paramref name="count"/> and lets go of the others' memory.</summary>
    public void Truncate(int count)
    {
        Count = count;
        var blocks = (count + BlockEvents - 1) >> BlockShift;
        _blocks.RemoveRange(blocks, _blocks.Count - blocks);
    }
}
