namespace Awe.Midi;

/// <summary>What the reader of a format has gathered so far, track by track and not yet in order of time.</summary>
/// <param name="log">What had to be mended.</param>
/// <param name="decoder">What texts mean.</param>
/// <param name="maxMessages">How many messages are kept; tests ask for fewer.</param>
internal sealed class SongContents(ReadLog log, MidiTextDecoder decoder, int maxMessages = SongContents.MaxMessages)
{
    // Bounds the memory of a file that is nothing but messages of two bytes: 768 MiB while it is read.
    public const int MaxMessages = 1 << 24;

    // Bounds the memory of a file that is nothing but three-byte texts; the wordiest karaoke file has a few thousand.
    public const int MaxTexts = 1 << 16;

    public ReadLog Log { get; } = log;

    public MidiTextDecoder Decoder { get; } = decoder;

    /// <summary>Messages of all tracks, one track after another, each in order of time.</summary>
    public EventList Events { get; } = new();

    /// <summary>Where in <see cref="Events"/> each track that has any begins.</summary>
    public List<int> TrackStarts { get; } = [];

    public List<(long Tick, int MicrosecondsPerQuarter)> Tempos { get; } = [];

    public List<(long Tick, int Beats, int BeatUnit)> TimeSignatures { get; } = [];

    public List<(MidiTextKind Kind, int Track, long Tick, string Text)> Texts { get; } = [];

    public SysExStore SysEx { get; } = new();

    public SongFileType Type { get; set; } = SongFileType.StandardMidi;

    /// <summary>0, 1 or 2; what the tracks are rather than what the header says.</summary>
    public int Format { get; set; }

    public MidiDivision Division { get; set; }

    public int TrackCount { get; set; }

    /// <summary>Songs in the file; all but one are not here.</summary>
    public int SongCount { get; set; } = 1;

    /// <summary>Whether controllers 110 to 113 mean devices, programs and volumes.</summary>
    public bool IsEmidi { get; set; }

    /// <summary>A loop that the format itself has, rather than a convention of those who use it.</summary>
    public (long Start, long End)? EndlessLoop { get; set; }

    /// <summary>The latest tick that any track reaches, its end included.</summary>
    public long EndTick { get; set; }

    /// <summary>Adds a message, unless it is one too many.</summary>
    public void Add(TrackEvent e, int offset)
    {
        if (HasRoom(Events.Count, offset))
        {
            Events.Add(e);
        }
    }

    /// <summary>Whether a song of <paramref name="count"/> messages may have one more; says so if not.</summary>
    public bool HasRoom(int count, int offset)
    {
        if (count >= maxMessages)
        {
            Log.Warn($"messages after the first {maxMessages} of the file left out", offset);
        }

        return count < maxMessages;
    }

    /// <summary>Adds a text of the file, unless it is empty or one too many.</summary>
    public void AddText(MidiTextKind kind, int track, long tick, ReadOnlySpan<byte> bytes, int offset)
    {
        if (Texts.Count == MaxTexts)
        {
            Log.Warn("more texts than a song can need left out", offset);
        }
        else if (Decoder.Decode(bytes) is { Length: > 0 } text)
        {
            Texts.Add((kind, track, tick, text));
        }
    }
}
