using Awe.Voices;

namespace Awe.Playback;

/// <summary>Everything that has been asked of a <see cref="Player"/>, the latest of each: what the rendering thread follows.</summary>
internal readonly record struct PlayerOrders
{
    /// <summary>Counts the seeks, so that one to the same place is a seek too.</summary>
    public int SeekNumber { get; init; }

    public double SeekSeconds { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>1 is the song's own tempo.</summary>
    public double Speed { get; init; }

    /// <summary>In semitones, with their parts.</summary>
    public double Transposition { get; init; }

    public ChannelSet Muted { get; init; }

    public ChannelSet Soloed { get; init; }

    public bool RestrikesHeldNotes { get; init; }

    public double EndSeconds { get; init; }

    /// <summary>Counts the changes of the loop: each begins its rounds anew.</summary>
    public int LoopNumber { get; init; }

    public bool HasLoop { get; init; }

    public LoopSpan Span { get; init; }

    public SongLoopPlace Loop { get; init; }

    /// <summary>Channels whose notes are not played.</summary>
    public ChannelSet Silenced => Soloed.IsEmpty ? Muted : Muted | ~Soloed;

    /// <summary>Whole keys of the transposition, and the cents that remain.</summary>
    public (int Semitones, float Cents) Keys
    {
        get
        {
            var semitones = Math.Round(Transposition, MidpointRounding.AwayFromZero);
            return ((int)semitones, (float)((Transposition - semitones) * 100));
        }
    }

    /// <summary>How long it takes from a place to the end of the music, in seconds.</summary>
    /// <param name="seconds">The place.</param>
    /// <param name="jumps">How often the loop will still be jumped back.</param>
    public double SecondsFrom(double seconds, int jumps)
    {
        if (!HasLoop || Span.EndSeconds > EndSeconds)
        {
            jumps = 0;
        }

        return jumps == SongLoopPlace.Endless
            ? double.PositiveInfinity
            : (Math.Max(0, EndSeconds - seconds) + (jumps * (Span.EndSeconds - Span.StartSeconds))) / Speed;
    }

    /// <summary>Jumps that lie before somebody who comes to a place.</summary>
    public int JumpsFrom(double seconds) => HasLoop && seconds < Span.EndSeconds ? Loop.Jumps : 0;
}
