namespace Awe.Storage;

/// <summary>One read of the cold tier: consecutive pages of a sample and the frames made ready for them. Owned by one streamer, used again and again.</summary>
internal sealed class LoadPlan(int capacity)
{
    private readonly int[] _frames = new int[capacity];
    private readonly bool[] _isSilent = new bool[capacity];

    public StoredBank Bank { get; private set; } = null!;

    public int FirstPage { get; private set; }

    public int Count { get; private set; }

    public int Capacity => _frames.Length;

    public int FrameAt(int index) => _frames[index];

    /// <summary>Whether a page could not be read.</summary>
    public bool IsSilent(int index) => _isSilent[index];

    public void Begin(StoredBank bank, int firstPage)
    {
        Bank = bank;
        FirstPage = firstPage;
        Count = 0;
    }

    public void Add(int frame)
    {
        _isSilent[Count] = false;
        _frames[Count++] = frame;
    }

    /// <summary>The page cannot be read.</summary>
    public void Silence(int index) => _isSilent[index] = true;
}
