namespace Awe.Effects;

/// <summary>How a room sounds. The defaults are a hall of medium size.</summary>
/// <param name="TimeSeconds">Time in which the reverberation falls by 60 dB, 0.1-30, at low and middle frequencies.</param>
/// <param name="DampingHz">Frequency at which that time is halved; higher frequencies die sooner still.</param>
/// <param name="PredelaySeconds">Silence before the first echoes, 0-0.5, on top of the shortest path through the room.</param>
/// <param name="Size">Length of the paths through the room, 0.25-4; 1 is a hall.</param>
/// <param name="Width">0 mono, 1 as wide as the room is.</param>
/// <param name="Level">Each side's RMS level, for a lasting broad-band sound of RMS 1 in the send.</param>
internal sealed record ReverbParameters(
    double TimeSeconds = 1.8,
    double DampingHz = 4500,
    double PredelaySeconds = 0.012,
    double Size = 1,
    double Width = 1,
    double Level = 0.35);
