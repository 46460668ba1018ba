using Awe.Midi;

namespace Awe.Playback;

/// <summary>What comes next in a score.</summary>
internal enum ScoreStep
{
    /// <summary>A message.</summary>
    Message,

    /// <summary>A jump back: keys that are down are let go, and nothing else changes.</summary>
    Jump,

    /// <summary>The end of the music: every note is let go.</summary>
    End,
}

/// <summary>Messages with their frames in order, known ahead: what a <see cref="Synthesizer"/> plays beside the live queue. Rendering thread only.</summary>
internal interface IScore
{
    /// <summary>The synthesizer's frame at which the next step is due; <see cref="long.MaxValue"/> when there is none.</summary>
    long NextFrame { get; }

    /// <summary>A quantum is about to be rendered: the time to follow orders.</summary>
    void BeginQuantum();

    /// <summary>Takes the next step, which is then past.</summary>
    ScoreStep Take(out MidiMessage message);

    /// <summary>Other banks are played from now on.</summary>
    void NoteBanks();

    /// <summary>Whose messages these are: its own, unless it stands between the synthesizer and another score to see what passes.</summary>
    IScore Origin => this;

    /// <summary>The bytes of a SysEx message of this score.</summary>
    ReadOnlySpan<byte> SysEx(int index);
}
