namespace Awe.Midi;

/// <summary>What the reader has gathered so far, track by track and not yet in order of time.</summary>
internal sealed class SmfContents(ReadLog log)
{
    // Bounds the memory of a file that is nothing but three-byte texts; the wordiest karaoke file has a few thousand.
    public const int MaxTexts = 1 << 16;

    public ReadLog Log { get; } = log;

    /// <summary>Messages of all tracks, one track after another, each in order of time.</summary>
    public List<TrackEvent> Events { get; } = [];

    /// <summary>Where in <see cref="Events"/> each track that has any begins.</summary>
    public List<int> TrackStarts { get; } = [];

    public List<(long Tick, int MicrosecondsPerQuarter)> Tempos { get; } = [];

    public List<(MidiTextKind Kind, int Track, long Tick, string Text)> Texts { get; } = [];

    public SysExStore SysEx { get; } = new();

    public MidiTextDecoder Decoder { get; } = new();

    /// <summary>0, 1 or 2; what the tracks are rather than what the header says.</summary>
    public int Format { get; set; }

    public MidiDivision Division { get; set; }

    public int TrackCount { get; set; }

    /// <summary>The latest tick that any track reaches, its end included.</summary>
    public long EndTick { get; set; }
}
