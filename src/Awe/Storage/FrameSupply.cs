namespace Awe.Storage;

/// <summary>Where loads get their frames from: free ones, those that wait to be compressed, new ones, and what others give way.</summary>
/// <remarks>Under the store's gate.</remarks>
internal sealed class FrameSupply(StoreParts parts)
{
    private const int FewEvictions = 4;
    private readonly StoreParts _parts = parts;
    private readonly PageFrames _frames = parts.Frames;
    private readonly Evictor _evictor = parts.Evictor;

    /// <summary>Whether frames come as soon as readers have passed an epoch.</summary>
    public bool IsComing => _evictor.RetiredCount > 0;

    /// <summary>A frame for a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="is24Bit">Whether it has a second plane.</param>
    /// <param name="isUrgent">Whether a voice lacks it at this moment: then even a pinned page may give way.</param>
    /// <param name="mayEvict">Whether others may give way at all.</param>
    /// <param name="frame">The frame.</param>
    public bool TryTake(PageKey page, bool is24Bit, bool isUrgent, bool mayEvict, out int frame)
    {
        if (_frames.TryTake(page, is24Bit, out frame))
        {
            return true;
        }

        if (_evictor.TryDropDemoting() && _frames.TryTake(page, is24Bit, out frame))
        {
            return true;
        }

        if (!mayEvict)
        {
            return false;
        }

        if (_evictor.RetiredCount == 0 && _evictor.Evict(EvictionsAtOnce, evenPinned: false) == 0 && isUrgent)
        {
            _evictor.Evict(is24Bit ? 2 : 1, evenPinned: true);
        }

        return _evictor.Reclaim() > 0 && (_frames.FreeCount > 0 || _evictor.TryDropDemoting()) && _frames.TryTake(page, is24Bit, out frame);
    }

    /// <summary>Whether a load ahead can have a frame without taking one from a page that is used sooner.</summary>
    public bool HasRoomFor(in PageRequest request, Forecast forecast)
    {
        if (_frames.FreeCount > 0 || _evictor.DemotingCount > 0 || CanGrow)
        {
            return true;
        }

        if (_evictor.RetiredCount == 0)
        {
            _evictor.Evict(request.Count, evenPinned: false, keepsUntil: forecast.NextUse(new PageKey(request.Bank, request.FirstPage)));
        }

        if (_evictor.Reclaim() > 0)
        {
            return true;
        }

        _parts.Counters.CountStall();
        return false;
    }

    // What a song is about to use comes back after it was evicted, so no more than a few leave for one that is needed.
    private int EvictionsAtOnce => _parts.Forecasts.Count > 0 ? Math.Min(FewEvictions, _evictor.Batch) : _evictor.Batch;

    private bool CanGrow => Math.Min(_parts.Ledger.HotLimitBytes - _parts.Ledger.HotBytes, _parts.Ledger.FreeBytes) >= _evictor.Batch * PageFrames.FrameBytes;

    /// <summary>Evicts before room is needed: the epoch passes, and the keeper compresses, while nobody waits for it.</summary>
    public void KeepRoomAhead()
    {
        var coming = _frames.FreeCount + _evictor.RetiredCount + _evictor.DemotingCount;
        if (!CanGrow && coming < _evictor.Batch)
        {
            _evictor.Evict(_evictor.Batch - coming, evenPinned: false, keepsUntil: ForecastLoadsUntil);
        }
    }

    // What a song is about to use is let go only for what is due even sooner.
    private long ForecastLoadsUntil
    {
        get
        {
            var until = long.MinValue;
            foreach (var forecast in _parts.Forecasts)
            {
                until = Math.Max(until, forecast.LoadsUntil);
            }

            return until;
        }
    }
}
