namespace Awe.Storage;

/// <summary>
/// Readings of memory -> a level of pressure. It rises at once, several levels if need be. It falls only when every one of the last
/// <see cref="PressureThresholds.HoldPolls"/> readings lay clearly above the level's threshold, and then to the worst level that they,
/// each short of the margin, stand for.
/// </summary>
/// <remarks>One thread: the one that polls.</remarks>
internal sealed class PressureGauge
{
    private readonly PressureThresholds _thresholds;
    private int _calmPolls;
    private PressureLevel _worstOfCalm;

    /// <exception cref="ArgumentException">The thresholds are out of order.</exception>
    public PressureGauge(PressureThresholds thresholds)
    {
        thresholds.Validate();
        _thresholds = thresholds;
    }

    public PressureLevel Level { get; private set; }

    /// <param name="availableBytes">What the system can still give.</param>
    /// <param name="reserveBytes">What the store is to leave free; 0 or less stands for no claim, and so for no pressure.</param>
    public PressureLevel Update(long availableBytes, long reserveBytes)
    {
        var share = reserveBytes > 0 ? (double)availableBytes / reserveBytes : double.PositiveInfinity;
        var felt = LevelAt(share);
        if (felt >= Level)
        {
            return Enter(felt);
        }

        var calm = LevelAt(share - _thresholds.LeaveMargin);
        return calm >= Level ? Enter(Level) : Hold(calm);
    }

    private PressureLevel Enter(PressureLevel level)
    {
        _calmPolls = 0;
        _worstOfCalm = PressureLevel.None;
        return Level = level;
    }

    private PressureLevel Hold(PressureLevel calm)
    {
        _calmPolls++;
        _worstOfCalm = calm > _worstOfCalm ? calm : _worstOfCalm;
        return _calmPolls >= _thresholds.HoldPolls ? Enter(_worstOfCalm) : Level;
    }

    private PressureLevel LevelAt(double share) =>
        share < _thresholds.CriticalBelow ? PressureLevel.Critical
        : share < _thresholds.HighBelow ? PressureLevel.High
        : share < _thresholds.MediumBelow ? PressureLevel.Medium
        : share < _thresholds.LowBelow ? PressureLevel.Low
        : PressureLevel.None;
}
