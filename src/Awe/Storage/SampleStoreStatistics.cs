namespace Awe.Storage;

/// <summary>One tier's bytes.</summary>
/// <param name="Bytes">Held now.</param>
/// <param name="PeakBytes">The most that was held.</param>
/// <param name="LimitBytes">What may be held now.</param>
public readonly record struct TierStatistics(long Bytes, long PeakBytes, long LimitBytes);

/// <summary>What a <see cref="SampleStore"/> has counted since it was made. Times are in milliseconds, sizes in bytes.</summary>
public readonly record struct SampleStoreStatistics
{
    /// <summary>What the store may hold.</summary>
    public required long BudgetBytes { get; init; }

    /// <summary>The most that it held at any instant since the budget was last changed, all tiers together.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>Size of the attached banks.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Pages of PCM.</summary>
    public required TierStatistics Hot { get; init; }

    /// <summary>Compressed pages.</summary>
    public required TierStatistics Warm { get; init; }

    /// <summary>How many pages are in the warm tier.</summary>
    public required int WarmPages { get; init; }

    /// <summary>Page tables, rings, voices, buffers.</summary>
    public required TierStatistics Pool { get; init; }

    /// <summary>Pages that were resident when a voice entered them.</summary>
    public required long HitsHot { get; init; }

    /// <summary>Pages that were in the warm tier alone when a voice entered them.</summary>
    public required long HitsWarm { get; init; }

    /// <summary>Pages that had to come from the bank.</summary>
    public required long MissesCold { get; init; }

    /// <summary>Share of entered pages that were resident, 0..1; 1 when none was entered.</summary>
    public double HitRate => HitsHot + HitsWarm + MissesCold == 0 ? 1 : (double)(HitsHot + HitsWarm) / (HitsHot + HitsWarm + MissesCold);

    /// <summary>Voices that started late.</summary>
    public required long LateVoices { get; init; }

    /// <summary>Times a voice faded because its next page was missing, or could not be read.</summary>
    public required long DryVoices { get; init; }

    /// <summary>Requests that were dropped: a full ring or queue, or no page that could give way.</summary>
    public required long LostRequests { get; init; }

    /// <summary>Pages that left the hot tier to make room.</summary>
    public required long Evictions { get; init; }

    /// <summary>Pages that left the warm tier to make room.</summary>
    public required long WarmEvictions { get; init; }

    /// <summary>Pages that were decompressed.</summary>
    public required long Decodes { get; init; }

    /// <summary>Median time of decompressing a page, in microseconds.</summary>
    public required double DecodeP50Microseconds { get; init; }

    /// <summary>99th percentile of that.</summary>
    public required double DecodeP99Microseconds { get; init; }

    /// <summary>How short memory is now.</summary>
    public required PressureLevel Pressure { get; init; }

    /// <summary>How often that has changed; <see cref="SampleStore.PressureHistory"/> tells the last changes.</summary>
    public required long PressureChanges { get; init; }

    /// <summary>Reads of the banks.</summary>
    public required long Reads { get; init; }

    /// <summary>Bytes read of the banks.</summary>
    public required long ReadBytes { get; init; }

    /// <summary>Median time of a read.</summary>
    public required double ReadP50Milliseconds { get; init; }

    /// <summary>99th percentile of the time of a read.</summary>
    public required double ReadP99Milliseconds { get; init; }

    /// <summary>Longest read.</summary>
    public required double ReadMaxMilliseconds { get; init; }

    /// <summary>Reads that failed; their pages are silent.</summary>
    public required long ReadFaults { get; init; }
}
