using Awe.Voices;

namespace Awe.Playback;

/// <summary>Where and how a song is played.</summary>
internal readonly record struct ScoutAim
{
    /// <summary>The song's place from which on notes sound: that of the last seek or jump, or later.</summary>
    public long FromPlace { get; init; }

    /// <summary>Whether notes that are held at <see cref="FromPlace"/> were struck again there.</summary>
    public bool IsRestruck { get; init; }

    /// <summary>The synthesizer's frame that is now: what lies before it is past.</summary>
    public long Frame { get; init; }

    /// <summary>Which place was when, up to <see cref="Clock"/>'s frame.</summary>
    public SongClock Before { get; init; }

    /// <summary>Which place is when.</summary>
    public SongClock Clock { get; init; }

    /// <summary>Where the music ends.</summary>
    public double EndSeconds { get; init; }

    public SongLoopPlace Loop { get; init; }

    public int JumpsLeft { get; init; }

    public ChannelSet Silenced { get; init; }

    public int Semitones { get; init; }

    public float Cents { get; init; }
}
