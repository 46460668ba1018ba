namespace Awe.Storage;

/// <summary>A moment at which the level of memory pressure changed.</summary>
/// <param name="Time">When, by the store's clock.</param>
/// <param name="Level">The level from then on.</param>
/// <param name="AvailableBytes">What the system could still give at that moment.</param>
public readonly record struct PressureChange(DateTimeOffset Time, PressureLevel Level, long AvailableBytes);
