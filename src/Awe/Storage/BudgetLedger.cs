namespace Awe.Storage;

/// <summary>
/// Who holds how many bytes of the budget. A holder asks before it takes, so the sum never passes the budget, at any instant.
/// The pool (tables, rings, voices) is taken first, but for a least share of hot pages; hot pages may take what it leaves.
/// </summary>
/// <remarks>Any thread may read; only holders of the store's gate change it.</remarks>
internal sealed class BudgetLedger(long budgetBytes)
{
    // With less the streamers could not bring the page that a waiting reader needs.
    private const long LeastHotBytes = 16 * Page.Bytes;
    private long _poolBytes;
    private long _hotBytes;
    private long _poolPeakBytes;
    private long _hotPeakBytes;
    private long _peakBytes;

    public long BudgetBytes { get; } = budgetBytes;

    public long PoolBytes => Volatile.Read(ref _poolBytes);

    public long HotBytes => Volatile.Read(ref _hotBytes);

    public long PoolPeakBytes => Volatile.Read(ref _poolPeakBytes);

    public long HotPeakBytes => Volatile.Read(ref _hotPeakBytes);

    public long PeakBytes => Volatile.Read(ref _peakBytes);

    /// <summary>What hot pages may hold at most.</summary>
    public long HotLimitBytes => BudgetBytes - PoolBytes;

    /// <summary>What the pool may hold at most.</summary>
    public long PoolLimitBytes => BudgetBytes - LeastHotBytes;

    /// <summary>What nobody holds.</summary>
    public long FreeBytes => BudgetBytes - PoolBytes - HotBytes;

    public bool TryTakeHot(long bytes)
    {
        if (_poolBytes + _hotBytes + bytes > BudgetBytes)
        {
            return false;
        }

        Volatile.Write(ref _hotBytes, _hotBytes + bytes);
        NotePeaks();
        return true;
    }

    public void ReturnHot(long bytes) => Volatile.Write(ref _hotBytes, _hotBytes - bytes);

    public bool TryTakePool(long bytes)
    {
        if (_poolBytes + bytes > PoolLimitBytes || _poolBytes + _hotBytes + bytes > BudgetBytes)
        {
            return false;
        }

        Volatile.Write(ref _poolBytes, _poolBytes + bytes);
        NotePeaks();
        return true;
    }

    public void ReturnPool(long bytes) => Volatile.Write(ref _poolBytes, _poolBytes - bytes);

    private void NotePeaks()
    {
        _poolPeakBytes = Math.Max(_poolPeakBytes, _poolBytes);
        _hotPeakBytes = Math.Max(_hotPeakBytes, _hotBytes);
        _peakBytes = Math.Max(_peakBytes, _poolBytes + _hotBytes);
    }
}
