namespace Awe.Midi;

/// <summary>What one tick of a MIDI file lasts: a part of a quarter note, or of an SMPTE frame.</summary>
public readonly record struct MidiDivision
{
    private MidiDivision(int ticksPerQuarter, int framesPerSecond, int ticksPerFrame)
    {
        TicksPerQuarter = ticksPerQuarter;
        FramesPerSecond = framesPerSecond;
        TicksPerFrame = ticksPerFrame;
    }

    /// <summary>1-32767; 0 when the file counts SMPTE frames.</summary>
    public int TicksPerQuarter { get; }

    /// <summary>SMPTE frames a second, 29 meaning 30000/1001 (drop frame); 0 when the file counts quarter notes.</summary>
    public int FramesPerSecond { get; }

    /// <summary>1-255; 0 when the file counts quarter notes.</summary>
    public int TicksPerFrame { get; }

    /// <summary>Whether ticks are parts of a second, so that tempo means nothing.</summary>
    public bool IsSmpte => FramesPerSecond > 0;

    internal static MidiDivision Quarters(int ticksPerQuarter) => new(ticksPerQuarter, 0, 0);

    internal static MidiDivision Smpte(int framesPerSecond, int ticksPerFrame) => new(0, framesPerSecond, ticksPerFrame);

    /// <summary>False for a word that gives a tick no length: 0 ticks a quarter or a frame.</summary>
    internal static bool TryParse(ushort word, out MidiDivision division)
    {
        var ticksPerFrame = word & 0xFF;
        division = word < 0x8000 ? Quarters(word) : Smpte(256 - (word >> 8), ticksPerFrame);
        return word < 0x8000 ? word != 0 : ticksPerFrame != 0;
    }
}
