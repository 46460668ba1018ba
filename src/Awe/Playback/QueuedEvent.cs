using Awe.Midi;
using Awe.Voices;

namespace Awe.Playback;

/// <summary>A live event on its way to the audio thread: a channel message, or a system message understood already.</summary>
internal readonly record struct QueuedEvent(long Frame, MidiMessage Message, SystemMessage System);
