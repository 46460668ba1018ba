namespace Awe.Storage;

/// <summary>
/// When memory pressure is felt. Shares are of the reserve: the memory of the machine, or of the container, that the store leaves free
/// (two thirds of its budget by default); 1 is all of the reserve.
/// </summary>
public sealed record PressureThresholds
{
    // Beyond any sense, and NaN and infinity with it.
    private const double MostShare = 1000;

    /// <summary>Below this share of the reserve available, pressure is at least <see cref="PressureLevel.Low"/>.</summary>
    public double LowBelow { get; init; } = 1.00;

    /// <summary>Below this share of the reserve available, pressure is at least <see cref="PressureLevel.Medium"/>.</summary>
    public double MediumBelow { get; init; } = 0.75;

    /// <summary>Below this share of the reserve available, pressure is at least <see cref="PressureLevel.High"/>.</summary>
    public double HighBelow { get; init; } = 0.50;

    /// <summary>Below this share of the reserve available, pressure is <see cref="PressureLevel.Critical"/>.</summary>
    public double CriticalBelow { get; init; } = 0.25;

    /// <summary>
    /// How far above the threshold of a level, as a share of the reserve, memory must be before the level is left. What the store itself
    /// gives back at a level must not end it at once, or pages would come and go at the threshold.
    /// </summary>
    public double LeaveMargin { get; init; } = 0.10;

    /// <summary>How many readings in a row must say so before a level is left; a level is entered at the first.</summary>
    public int HoldPolls { get; init; } = 20;

    /// <summary>Throws unless the levels begin one below the other and can be left.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    internal void Validate()
    {
        if (!(LowBelow <= MostShare && MediumBelow <= LowBelow && HighBelow <= MediumBelow && CriticalBelow <= HighBelow
            && CriticalBelow >= 0))
        {
            throw new ArgumentException(
                $"The thresholds of pressure are Low {LowBelow}, Medium {MediumBelow}, High {HighBelow}, Critical {CriticalBelow}; "
                + $"each must be at most the one before it, the first at most {MostShare} and the last at least 0.");
        }

        if (!(LeaveMargin is >= 0 and <= MostShare && HoldPolls >= 1))
        {
            throw new ArgumentException(
                $"A level of pressure is left {LeaveMargin} of the reserve above its threshold after {HoldPolls} polls; "
                + $"the first must be 0 to {MostShare}, the second at least 1.");
        }
    }
}
