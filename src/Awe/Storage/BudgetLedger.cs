namespace Awe.Storage;

/// <summary>
/// Who holds how many bytes of the budget. A holder asks before it takes, so the sum never passes the budget, at any instant.
/// The pool (tables, rings, voices) is taken first, but for a least share of hot pages; hot and warm pages share what it leaves along a
/// line that may move.
/// </summary>
/// <remarks>Any thread may read; bytes are taken and returned under the store's gate. Lines and ceiling are advice, and moved by whoever keeps them.</remarks>
internal sealed class BudgetLedger
{
    // With less the streamers could not bring the page that a waiting reader needs.
    private const long LeastHotBytes = 16 * PageFrames.FrameBytes;

    // A warm tier smaller than this is not worth its tables.
    private const long LeastWarmBytes = 4 * WarmTier.SegmentBytes;
    private double _hotPart;
    private double _poolPart;
    private long _budgetBytes;
    private long _comingBudgetBytes = long.MaxValue;
    private long _ceilingBytes = long.MaxValue;
    private long _poolBytes;
    private long _hotBytes;
    private long _warmBytes;
    private long _poolPeakBytes;
    private long _hotPeakBytes;
    private long _warmPeakBytes;
    private long _peakBytes;

    /// <param name="budgetBytes">What all together may hold.</param>
    /// <param name="hotPart">Hot pages' part of what the pool leaves, 0..1; the rest is for warm pages.</param>
    /// <param name="poolPart">The part of the budget that hot and warm leave to the pool even where it does not hold so much, 0..1.</param>
    public BudgetLedger(long budgetBytes, double hotPart = 1, double poolPart = 0)
    {
        _budgetBytes = budgetBytes;
        _hotPart = hotPart;
        _poolPart = poolPart;
    }

    public long BudgetBytes => Volatile.Read(ref _budgetBytes);

    public long PoolBytes => Volatile.Read(ref _poolBytes);

    public long HotBytes => Volatile.Read(ref _hotBytes);

    public long WarmBytes => Volatile.Read(ref _warmBytes);

    public long PoolPeakBytes => Volatile.Read(ref _poolPeakBytes);

    public long HotPeakBytes => Volatile.Read(ref _hotPeakBytes);

    public long WarmPeakBytes => Volatile.Read(ref _warmPeakBytes);

    public long PeakBytes => Volatile.Read(ref _peakBytes);

    /// <summary>All tiers together.</summary>
    public long HeldBytes => PoolBytes + HotBytes + WarmBytes;

    /// <summary>What hot pages may hold at most.</summary>
    public long HotLimitBytes => SharedBytes(0) - WarmLimitBytes;

    /// <summary>What warm pages may hold at most.</summary>
    public long WarmLimitBytes => WarmLimitBeside(0);

    /// <summary>What the pool may hold at most.</summary>
    public long PoolLimitBytes => BudgetBytes - LeastHotBytes;

    /// <summary>What nobody holds; less than nothing while the tiers give way to a lower limit.</summary>
    public long FreeBytes => LimitBytes - HeldBytes;

    /// <summary>Hot pages' part of what the pool leaves.</summary>
    public double HotPart
    {
        get => Volatile.Read(ref _hotPart);
        set => Volatile.Write(ref _hotPart, value);
    }

    /// <summary>Less than the budget while memory is short elsewhere: nobody takes more than this.</summary>
    public long CeilingBytes
    {
        get => Volatile.Read(ref _ceilingBytes);
        set => Volatile.Write(ref _ceilingBytes, value);
    }

    // Below what the pool and the least of hot pages need, nothing would sound.
    private long LimitBytes => Math.Min(
        Math.Min(BudgetBytes, Volatile.Read(ref _comingBudgetBytes)), Math.Max(CeilingBytes, PoolBytes + LeastHotBytes));

    /// <summary>Whether a lower budget has been announced and is not kept yet.</summary>
    public bool IsShrinking => Volatile.Read(ref _comingBudgetBytes) < BudgetBytes;

    /// <summary>What warm pages may hold once the pool has taken so many bytes more.</summary>
    public long WarmLimitBeside(long poolBytes)
    {
        var shared = SharedBytes(poolBytes);
        var warm = Math.Min((long)(shared * (1 - HotPart)), shared - LeastHotBytes) / WarmTier.SegmentBytes * WarmTier.SegmentBytes;
        return warm < LeastWarmBytes ? 0 : warm;
    }

    /// <summary>From now on nobody takes more than a lower budget will allow; <see cref="SetBudget"/> follows when all have given way.</summary>
    public void AnnounceBudget(long bytes) => Volatile.Write(ref _comingBudgetBytes, bytes);

    /// <summary>A new budget, which is kept already.</summary>
    public void SetBudget(long bytes)
    {
        Volatile.Write(ref _budgetBytes, bytes);
        Volatile.Write(ref _comingBudgetBytes, long.MaxValue);
        _peakBytes = HeldBytes;
    }

    /// <summary>Moves the lines so that hot pages may hold so much, as far as the budget has it.</summary>
    public void LetHotHold(long bytes)
    {
        if (HotLimitBytes < bytes)
        {
            _poolPart = 0;
            HotPart = Math.Max(HotPart, Math.Min(1, Math.BitIncrement((double)bytes / Math.Max(1, SharedBytes(0)))));
        }
    }

    public bool TryTakeHot(long bytes)
    {
        if (bytes > FreeBytes || _hotBytes + bytes > HotLimitBytes)
        {
            return false;
        }

        Volatile.Write(ref _hotBytes, _hotBytes + bytes);
        NotePeaks();
        return true;
    }

    public void ReturnHot(long bytes) => Volatile.Write(ref _hotBytes, _hotBytes - bytes);

    public bool TryTakeWarm(long bytes)
    {
        if (bytes > FreeBytes || _warmBytes + bytes > WarmLimitBytes)
        {
            return false;
        }

        Volatile.Write(ref _warmBytes, _warmBytes + bytes);
        NotePeaks();
        return true;
    }

    public void ReturnWarm(long bytes) => Volatile.Write(ref _warmBytes, _warmBytes - bytes);

    public bool TryTakePool(long bytes)
    {
        if (_poolBytes + bytes > PoolLimitBytes || bytes > BudgetBytes - HeldBytes)
        {
            return false;
        }

        Volatile.Write(ref _poolBytes, _poolBytes + bytes);
        NotePeaks();
        return true;
    }

    public void ReturnPool(long bytes) => Volatile.Write(ref _poolBytes, _poolBytes - bytes);

    private long SharedBytes(long morePoolBytes) =>
        Math.Max(LimitBytes - Math.Max(PoolBytes + morePoolBytes, (long)(BudgetBytes * _poolPart)), LeastHotBytes);

    private void NotePeaks()
    {
        _poolPeakBytes = Math.Max(_poolPeakBytes, _poolBytes);
        _hotPeakBytes = Math.Max(_hotPeakBytes, _hotBytes);
        _warmPeakBytes = Math.Max(_warmPeakBytes, _warmBytes);
        _peakBytes = Math.Max(_peakBytes, HeldBytes);
    }
}
