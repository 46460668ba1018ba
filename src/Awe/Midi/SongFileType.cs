namespace Awe.Midi;

/// <summary>The formats that songs are read from.</summary>
public enum SongFileType
{
    /// <summary>A Standard MIDI File, as it is or in a RIFF RMID wrapper.</summary>
    StandardMidi,

    /// <summary>XMI, of the Miles Sound System (Audio Interface Library): 120 ticks a second, no tempo.</summary>
    Xmi,

    /// <summary>MUS, of Doom: 140 ticks a second, no tempo.</summary>
    Mus,
}
