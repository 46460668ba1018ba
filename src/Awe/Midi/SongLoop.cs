namespace Awe.Midi;

/// <summary>
/// The passage that a song itself says is to be repeated: from <paramref name="EndTick"/> a player jumps to <paramref name="StartTick"/>
/// and resets nothing.
/// </summary>
/// <param name="Convention">How the file says it; the file format has no loops of its own.</param>
/// <param name="StartTick">Where a repetition begins.</param>
/// <param name="StartSeconds">The same in seconds from the start of the song.</param>
/// <param name="EndTick">Where the passage ends, always after <paramref name="StartTick"/>; what stands at this tick comes after the loop.</param>
/// <param name="EndSeconds">The same in seconds; at most <see cref="MidiFile.Seconds"/>.</param>
/// <param name="Passes">How often the passage is played in all; null: without end.</param>
public sealed record SongLoop(LoopConvention Convention, long StartTick, double StartSeconds, long EndTick, double EndSeconds, int? Passes)
{
    /// <summary>Length of the passage.</summary>
    public double Seconds => EndSeconds - StartSeconds;
}
