using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// Turns readings of how much memory is left into what the store holds: a level that is entered is acted upon at once, and until the
/// pressure is over nothing grows beyond what was left then.
/// </summary>
/// <remarks>The keeper's thread; others read the level and its history.</remarks>
internal sealed class PressureWatch(StoreParts parts, Trimmer trimmer, SampleStoreOptions options) : IDisposable
{
    private readonly IMemoryProbe _probe = options.Probe ?? MemoryProbe.ForThisSystem();
    private readonly PressureGauge _gauge = new(options.PressureThresholds);
    private readonly PressureHistory _history = new(options.Clock);
    private PressureLevel _acted;
    private volatile PressureLevel _level;

    public PressureLevel Level => _level;

    /// <summary>Changes of the level since the store was made.</summary>
    public long Changes => _history.Count;

    public PressureChange[] History() => _history.ToArray();

    /// <summary>Takes a reading and does what it asks for.</summary>
    public void Poll()
    {
        var available = _probe.Read().AvailableBytes;
        var level = _gauge.Update(available, (long)(parts.Ledger.BudgetBytes * options.ReservePart));
        _history.Note(level, available);
        _level = level;
        if (level > _acted)
        {
            trimmer.Trim(level);
            parts.Ledger.CeilingBytes = parts.Ledger.HeldBytes;
        }
        else if (level == PressureLevel.None && _acted != PressureLevel.None)
        {
            parts.Ledger.CeilingBytes = long.MaxValue;
        }

        _acted = level;
    }

    public void Dispose() => _probe.Dispose();
}
