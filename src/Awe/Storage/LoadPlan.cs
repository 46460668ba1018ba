namespace Awe.Storage;

/// <summary>Where a load brings pages from, and where to.</summary>
internal enum LoadKind
{
    /// <summary>Read from the bank, into hot frames.</summary>
    ColdToHot,

    /// <summary>Read from the bank and compressed, without becoming hot.</summary>
    ColdToWarm,

    /// <summary>Decompressed into a hot frame; one page.</summary>
    WarmToHot,

    /// <summary>An encoded sample is looked through, so that its length is known.</summary>
    Sample,
}

/// <summary>One load: consecutive pages of a sample and, where they become hot, the frames made ready for them. Owned by one streamer, used again and again.</summary>
internal sealed class LoadPlan
{
    /// <summary>The most pages of one load: half a megabyte, more than any source asks for.</summary>
    public const int Capacity = 64;

    private readonly int[] _frames = new int[Capacity];
    private readonly bool[] _isSilent = new bool[Capacity];

    public LoadKind Kind { get; private set; }

    public StoredBank Bank { get; private set; } = null!;

    public int FirstPage { get; private set; }

    /// <summary>The sample, for <see cref="LoadKind.Sample"/>.</summary>
    public int Sample => ~FirstPage;

    public int Count { get; private set; }

    public PagePriority Priority { get; private set; }

    /// <summary>Whether a voice lacks the first page at this moment.</summary>
    public bool IsUrgent { get; private set; }

    /// <summary>When the first page is needed, in ticks of the store's clock.</summary>
    public long DueTicks { get; private set; }

    /// <summary>Length of the record that was copied to the streamer's staging, for <see cref="LoadKind.WarmToHot"/>.</summary>
    public int RecordBytes { get; set; }

    /// <summary>What the read took, for a load from the bank.</summary>
    public TimeSpan ReadTime { get; set; }

    public int FrameAt(int index) => _frames[index];

    /// <summary>Whether a page could not be read.</summary>
    public bool IsSilent(int index) => _isSilent[index];

    public void Begin(LoadKind kind, StoredBank bank, in PageRequest request, long dueTicks)
    {
        Kind = kind;
        Bank = bank;
        FirstPage = request.FirstPage;
        Priority = request.Priority;
        DueTicks = dueTicks;
        IsUrgent = request.IsUrgent;
        Count = 0;
    }

    /// <param name="frame">The frame that the page is to lie in; 0 for a page that does not become hot.</param>
    public void Add(int frame)
    {
        _isSilent[Count] = false;
        _frames[Count++] = frame;
    }

    /// <summary>The page cannot be read.</summary>
    public void Silence(int index) => _isSilent[index] = true;
}
