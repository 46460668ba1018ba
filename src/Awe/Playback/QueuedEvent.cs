using Awe.Midi;

namespace Awe.Playback;

/// <summary>A live event on its way to the audio thread: a channel message, or which of the <see cref="SysExBuffers"/> holds a system message.</summary>
/// <param name="Frame">When it is due.</param>
/// <param name="Message">A channel message; nothing when there is a buffer.</param>
/// <param name="Buffer">A buffer, or <see cref="NoBuffer"/>.</param>
internal readonly record struct QueuedEvent(long Frame, MidiMessage Message, int Buffer = QueuedEvent.NoBuffer)
{
    public const int NoBuffer = -1;
}
