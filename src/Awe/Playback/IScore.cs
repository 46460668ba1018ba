using Awe.Midi;

namespace Awe.Playback;

/// <summary>Messages with their frames in order, known ahead: what a <see cref="Synthesizer"/> plays beside the live queue. Rendering thread only.</summary>
internal interface IScore
{
    /// <summary>The synthesizer's frame at which the next message sounds, or the music ends; <see cref="long.MaxValue"/> after that.</summary>
    long NextFrame { get; }

    /// <summary>The next message, which is then past; false when what comes is the end of the music, where every note is let go.</summary>
    bool TryTake(out MidiMessage message);

    /// <summary>Other banks are played from now on.</summary>
    void NoteBanks();

    /// <summary>The bytes of a SysEx message of this score.</summary>
    ReadOnlySpan<byte> SysEx(int index);
}
