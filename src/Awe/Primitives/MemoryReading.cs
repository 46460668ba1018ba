namespace Awe.Primitives;

/// <summary>How memory stood at one moment.</summary>
/// <param name="AvailableBytes">What this process may still take before its container or the machine is out of memory.</param>
/// <param name="TotalBytes">What it could have at most: the smaller of the machine's memory and the nearest limit.</param>
internal readonly record struct MemoryReading(long AvailableBytes, long TotalBytes);
