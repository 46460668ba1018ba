namespace Awe.Player.Options;

/// <summary>A disk that answers each read late, and, where a speed is given, slowly.</summary>
internal sealed record DiskSimulation(TimeSpan Delay, long? BytesPerSecond);
