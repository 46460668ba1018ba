namespace Awe.Storage;

/// <summary>Gives memory back to the system: evicts without compressing, waits for the readers' epochs, releases in runs outside of the gate.</summary>
/// <remarks>Any thread but the audio threads and those that hold the gate; one at a time.</remarks>
internal sealed class Trimmer(StoreParts parts)
{
    // 32 MiB a step: others get the gate in between.
    private const int StepFrames = 4096;
    private const int StepSegments = 512;
    private const int SettleSegments = 16;

    // Of a millisecond each. A reader leaves its epoch within a quantum; one that hangs must not hold up who wants memory.
    private const int MostWaits = 50;
    private readonly Lock _one = new();
    private readonly int[] _frames = new int[StepFrames];

    public static long Bytes => StepFrames * sizeof(int);

    /// <summary>Gives back what a level of pressure asks for; returns how many bytes.</summary>
    public long Trim(PressureLevel level)
    {
        var (warmPart, hotPart) = PartsOf(level);
        return Measure(() =>
        {
            ShrinkWarm((long)(parts.Ledger.WarmBytes * (1 - warmPart)));
            if (hotPart > 0)
            {
                EvictPart(hotPart, keepsCritical: level < PressureLevel.Critical);
                ReleaseFree(0);
            }
        });
    }

    /// <summary>Brings both tiers down to what they may hold; pinned pages too, where nothing else is left.</summary>
    public long ShrinkToLimits() => Measure(() =>
    {
        ShrinkWarm(parts.Ledger.WarmLimitBytes);
        for (var waits = 0; parts.Ledger.HotBytes > parts.Ledger.HotLimitBytes && waits < MostWaits; waits++)
        {
            EvictDownTo(parts.Ledger.HotLimitBytes);
            ReleaseFree(parts.Ledger.HotLimitBytes);
            if (parts.Ledger.HotBytes > parts.Ledger.HotLimitBytes)
            {
                Thread.Sleep(1); // frames that are being filled or compressed can leave when they are done
            }
        }
    });

    /// <summary>The keeper, often: a tier beyond a line that has moved gives way a little, and hot pages become warm on their way.</summary>
    public void Settle()
    {
        var ledger = parts.Ledger;
        if (ledger.WarmBytes > ledger.WarmLimitBytes)
        {
            Measure(() => ShrinkWarm(Math.Max(ledger.WarmLimitBytes, ledger.WarmBytes - (SettleSegments * WarmTier.SegmentBytes))));
        }

        if (ledger.HotBytes > ledger.HotLimitBytes)
        {
            lock (parts.Gate)
            {
                if (parts.Evictor.RetiredCount + parts.Evictor.DemotingCount + parts.Frames.FreeCount == 0)
                {
                    parts.Evictor.Evict(parts.Evictor.Batch, evenPinned: false);
                }
            }

            Measure(() => ReleaseFree(ledger.HotLimitBytes, dropsDemoting: false));
        }
    }

    private static (double Warm, double Hot) PartsOf(PressureLevel level) => level switch
    {
        PressureLevel.Low => (0.25, 0),
        PressureLevel.Medium => (0.5, 0.25),
        PressureLevel.High => (1, 0.75),
        PressureLevel.Critical => (1, 1),
        _ => (0, 0),
    };

    private long Measure(Action shrink)
    {
        lock (_one)
        {
            var before = parts.Ledger.HotBytes + parts.Ledger.WarmBytes;
            shrink();
            return Math.Max(0, before - parts.Ledger.HotBytes - parts.Ledger.WarmBytes);
        }
    }

    private void ShrinkWarm(long toBytes)
    {
        while (parts.Ledger.WarmBytes > toBytes)
        {
            var segments = (int)Math.Min((parts.Ledger.WarmBytes - toBytes + WarmTier.SegmentBytes - 1) / WarmTier.SegmentBytes, StepSegments);
            lock (parts.Gate)
            {
                if (!parts.Warm.TryBeginDrop(ref segments))
                {
                    return;
                }
            }

            parts.Warm.ReleaseDropped(segments);
            lock (parts.Gate)
            {
                parts.Warm.EndDrop(segments);
            }
        }
    }

    private void EvictPart(double part, bool keepsCritical)
    {
        lock (parts.Gate)
        {
            DropDemoting();
            var linked = (int)(parts.Ledger.HotBytes / PageFrames.FrameBytes) - parts.Frames.FreeCount - parts.Evictor.RetiredCount;
            parts.Evictor.Evict((int)Math.Ceiling(linked * part), evenPinned: false, keepsCritical, demotes: false);
        }
    }

    private void EvictDownTo(long bytes)
    {
        lock (parts.Gate)
        {
            DropDemoting();
            var over = (int)((parts.Ledger.HotBytes - bytes + PageFrames.FrameBytes - 1) / PageFrames.FrameBytes);
            var wanted = over - parts.Frames.FreeCount - parts.Evictor.RetiredCount;
            if (wanted > 0 && parts.Evictor.Evict(wanted, evenPinned: false, demotes: false) is var evicted && evicted < wanted)
            {
                parts.Evictor.Evict(wanted - evicted, evenPinned: true, demotes: false);
            }
        }
    }

    private void DropDemoting()
    {
        while (parts.Evictor.TryDropDemoting())
        {
        }
    }

    private void ReleaseFree(long hotBytes, bool dropsDemoting = true)
    {
        for (var waits = 0; waits < MostWaits;)
        {
            var count = TakeFree(hotBytes, dropsDemoting, out var isMoreComing);
            if (count == 0)
            {
                if (!isMoreComing)
                {
                    return;
                }

                waits++;
                Thread.Sleep(1);
                continue;
            }

            parts.Frames.Release(_frames.AsSpan(0, count));
            lock (parts.Gate)
            {
                parts.Frames.MarkAbsent(_frames.AsSpan(0, count));
            }
        }
    }

    private int TakeFree(long hotBytes, bool dropsDemoting, out bool isMoreComing)
    {
        lock (parts.Gate)
        {
            parts.Evictor.Reclaim();
            if (dropsDemoting)
            {
                DropDemoting();
            }

            var over = (parts.Ledger.HotBytes - hotBytes + PageFrames.FrameBytes - 1) / PageFrames.FrameBytes;
            var count = over > 0 ? parts.Frames.TakeToRelease(_frames, (int)Math.Min(over, StepFrames)) : 0;
            isMoreComing = over > 0 && dropsDemoting && parts.Evictor.RetiredCount > 0;
            return count;
        }
    }
}
