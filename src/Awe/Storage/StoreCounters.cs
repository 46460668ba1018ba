using Awe.Primitives;

namespace Awe.Storage;

/// <summary>What the store counts besides its ledger. Written by streamers and gate holders, read by anyone without a lock.</summary>
internal sealed class StoreCounters
{
    private const int MaximumFaults = 20;
    private readonly Lock _faultGate = new();
    private readonly List<string> _faults = [];
    private long _readBytes;
    private long _decodeTicks;
    private long _refetches;
    private long _stalls;
    private long _refetchTicks;
    private long _faultCount;
    private long _refused;

    public LatencyHistogram Reads { get; } = new();

    /// <summary>Pages that were decompressed.</summary>
    public LatencyHistogram Decodes { get; } = new();

    /// <summary>Time spent decompressing.</summary>
    public double DecodeSeconds => Volatile.Read(ref _decodeTicks) / (double)TimeSpan.TicksPerSecond;

    /// <summary>Pages that had been there before and had to be read again.</summary>
    public long Refetches => Volatile.Read(ref _refetches);

    /// <summary>Time spent on reading them, each page with its share of its read.</summary>
    public double RefetchSeconds => Volatile.Read(ref _refetchTicks) / (double)TimeSpan.TicksPerSecond;

    public long ReadBytes => Volatile.Read(ref _readBytes);

    /// <summary>Loads given up because nothing could make room for them or too many waited.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Reads of the cold tier that failed; their pages are silent.</summary>
    public long FaultCount => Volatile.Read(ref _faultCount);

    public void CountRead(long bytes, TimeSpan time)
    {
        Interlocked.Add(ref _readBytes, bytes);
        Reads.Record((long)time.TotalNanoseconds);
    }

    public void CountDecode(TimeSpan time)
    {
        Interlocked.Add(ref _decodeTicks, time.Ticks);
        Decodes.Record((long)time.TotalNanoseconds);
    }

    /// <summary>Looks at a load ahead that found no room in hot but that of pages which are used sooner.</summary>
    public long Stalls => Volatile.Read(ref _stalls);

    public void CountStall() => Interlocked.Increment(ref _stalls);

    public void CountRefetch(TimeSpan time)
    {
        Interlocked.Increment(ref _refetches);
        Interlocked.Add(ref _refetchTicks, time.Ticks);
    }

    public void CountRefused() => Interlocked.Increment(ref _refused);

    /// <summary>Keeps the first messages; a song must not grow memory by failing.</summary>
    public void CountFault(string message)
    {
        Interlocked.Increment(ref _faultCount);
        Keep(message);
    }

    /// <summary>Keeps the message of a fault that is no read's.</summary>
    public void Keep(string message)
    {
        lock (_faultGate)
        {
            if (_faults.Count < MaximumFaults && !_faults.Contains(message))
            {
                _faults.Add(message);
            }
        }
    }

    public string[] Faults()
    {
        lock (_faultGate)
        {
            return [.. _faults];
        }
    }
}
