using Awe.Midi;

namespace Awe.BuiltIn;

/// <summary>Placeholder until the song arrives.</summary>
public static class DemoSong
{
    /// <summary>What messages call it.</summary>
    public const string Name = "demo song";

    /// <summary>The song as a MIDI file.</summary>
    public static byte[] ToBytes()
    {
        var file = new MidiFileBuilder(480);
        file.Track("x").Note(0, 480, 0, 60, 100);
        return file.ToBytes();
    }
}
