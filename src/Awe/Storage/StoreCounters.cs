using Awe.Primitives;

namespace Awe.Storage;

/// <summary>What the store counts besides its ledger. Written by streamers and gate holders, read by anyone without a lock.</summary>
internal sealed class StoreCounters
{
    private const int MaximumFaults = 20;
    private readonly Lock _faultGate = new();
    private readonly List<string> _faults = [];
    private long _readBytes;
    private long _faultCount;
    private long _refused;

    public LatencyHistogram Reads { get; } = new();

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

    public void CountRefused() => Interlocked.Increment(ref _refused);

    /// <summary>Keeps the first messages; a song must not grow memory by failing.</summary>
    public void CountFault(string message)
    {
        Interlocked.Increment(ref _faultCount);
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
