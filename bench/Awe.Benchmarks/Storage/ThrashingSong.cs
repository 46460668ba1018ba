using Awe.Midi;

namespace Awe.Benchmarks.Storage;

/// <summary>A song against the store: random programs, keys and velocities, drawn anew for each note, so that hardly a page is used twice.</summary>
internal static class ThrashingSong
{
    private const int NotesASecond = 64;
    private const int TicksPerQuarter = 480; // a quarter lasts half a second unless a tempo says otherwise
    private const int TicksPerNote = TicksPerQuarter * 2 / NotesASecond;
    private const int LongestTicks = TicksPerQuarter * 2;

    public static MidiFile Make(double seconds, int seed)
    {
        var random = new Random(seed);
        var song = new MidiFileBuilder(TicksPerQuarter);
        var track = song.Track();
        for (var note = 0; note < seconds * NotesASecond; note++)
        {
            var tick = (long)note * TicksPerNote;
            var channel = note % 16;
            track.Program(tick, channel, random.Next(128));
            track.Note(tick, random.Next(TicksPerNote, LongestTicks), channel, random.Next(21, 109), random.Next(1, 128));
        }

        return MidiFile.Read(song.ToBytes(), "thrashing song");
    }
}
