namespace Awe.Storage;

/// <summary>What one reader's audio thread counts: plain fields with one writer, read by others as they are.</summary>
internal sealed class ReaderCounters
{
    private long _hits;
    private long _warmHits;
    private long _misses;
    private long _lateVoices;
    private long _dryVoices;
    private long _lostRequests;

    /// <summary>Pages that were resident when a voice entered them.</summary>
    public long Hits => Volatile.Read(ref _hits);

    /// <summary>Pages that were warm.</summary>
    public long WarmHits => Volatile.Read(ref _warmHits);

    /// <summary>Pages that were neither.</summary>
    public long Misses => Volatile.Read(ref _misses);

    /// <summary>Voices that started late because their first page was missing.</summary>
    public long LateVoices => Volatile.Read(ref _lateVoices);

    /// <summary>Times a sounding voice found its next page missing, or not to be read, and faded.</summary>
    public long DryVoices => Volatile.Read(ref _dryVoices);

    /// <summary>Requests that found the ring full.</summary>
    public long LostRequests => Volatile.Read(ref _lostRequests);

    public void CountHit() => Volatile.Write(ref _hits, _hits + 1);

    public void CountWarmHit() => Volatile.Write(ref _warmHits, _warmHits + 1);

    public void CountMiss() => Volatile.Write(ref _misses, _misses + 1);

    public void CountLateVoice() => Volatile.Write(ref _lateVoices, _lateVoices + 1);

    public void CountDryVoice() => Volatile.Write(ref _dryVoices, _dryVoices + 1);

    public void CountLostRequest() => Volatile.Write(ref _lostRequests, _lostRequests + 1);
}
