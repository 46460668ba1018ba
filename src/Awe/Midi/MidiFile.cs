namespace Awe.Midi;

/// <summary>
/// A song, read whole: every message with its time, the SysEx bytes and texts, and the tempo map. What was wrong in the file
/// has been mended and is told in <see cref="Warnings"/>.
/// </summary>
/// <remarks>Immutable once read: any thread, several at once. Memory is bounded by the size of the file, and by 16,777,216 messages.</remarks>
public sealed class MidiFile
{
    private const double MaxSeconds = 24 * 60 * 60;

    private readonly TimedMessage[] _messages;
    private readonly SysExStore _sysEx;

    private MidiFile(string name, SongContents contents, SongBytes song)
    {
        Name = name;
        FileType = contents.Type;
        SongCount = contents.SongCount;
        Format = contents.Format;
        TrackCount = contents.TrackCount;
        Division = contents.Division;
        _sysEx = contents.SysEx;
        Tempo = TempoMap.Create(contents.Division, contents.Tempos);
        Bars = BarMap.Create(contents.Division, Tempo, contents.TimeSignatures);

        var lastTick = Tempo.TickAt(MaxSeconds);
        EndTick = Math.Min(contents.EndTick, lastTick);
        if (contents.EndTick > lastTick)
        {
            contents.Log.Warn("events later than 24 hours left out", null);
        }

        _messages = Timeline(contents, lastTick);
        Texts = [.. contents.Texts
            .Where(text => text.Tick <= lastTick)
            .OrderBy(text => text.Tick)
            .Select(text => new TimedText(text.Kind, text.Track, text.Tick, Tempo.SecondsAt(text.Tick), text.Text))];
        Seconds = SongLength.Seconds(_messages, Tempo.SecondsAt(EndTick));
        Loop = LoopFinder.Find(_messages, contents, Tempo, Seconds, EndTick);
        Lyrics = LyricsFinder.Find(Texts);
        Information = song.Frame?.Info.ToInformation();
        Bank = BankOf(song, contents.Log);
        Warnings = contents.Log.ToLines();
    }

    /// <summary>The file's name as the caller gave it.</summary>
    public string Name { get; }

    /// <summary>Which format the song was read from.</summary>
    public SongFileType FileType { get; }

    /// <summary>How many songs the file holds; this is one of them (<see cref="MidiReadOptions.SongIndex"/>).</summary>
    public int SongCount { get; }

    /// <summary>
    /// 0 (one track), 1 (tracks together) or 2 (tracks one after another): what was read, where the header was wrong.
    /// </summary>
    public int Format { get; }

    /// <summary>Tracks found, empty ones included.</summary>
    public int TrackCount { get; }

    /// <summary>What a tick is.</summary>
    public MidiDivision Division { get; }

    /// <summary>
    /// All messages in order of time; at one tick in the order of the tracks and, within a track, of the file. Nothing has been reordered.
    /// A message's channel is its port times 16 plus the wire's channel; ports in use are numbered from 0 without gaps, 16 at most.
    /// </summary>
    public ReadOnlySpan<TimedMessage> Messages => _messages;

    /// <summary>Ticks to seconds and back.</summary>
    public TempoMap Tempo { get; }

    /// <summary>Ticks to bars and beats, with the time signatures.</summary>
    public BarMap Bars { get; }

    /// <summary>The latest tick of any track, its end of track included.</summary>
    public long EndTick { get; }

    /// <summary>
    /// Length of the song in seconds: the end of the longest track, but at most 4 s after the last note ended or the last pedal was let go.
    /// At most 24 hours. A song with a <see cref="Loop"/>: once through.
    /// </summary>
    public double Seconds { get; }

    /// <summary>The passage that the song says is to be repeated, or null.</summary>
    public SongLoop? Loop { get; }

    /// <summary>Number of SysEx texts.</summary>
    public int SysExCount => _sysEx.Count;

    /// <summary>Texts in order of time: names, lyrics, markers, copyright; never empty ones.</summary>
    public IReadOnlyList<TimedText> Texts { get; }

    /// <summary>The words to sing, or null.</summary>
    public SongLyrics? Lyrics { get; }

    /// <summary>Rehearsal letters, names of sections: the markers among <see cref="Texts"/>.</summary>
    public IEnumerable<TimedText> Markers => Texts.Where(text => text.Kind == MidiTextKind.Marker);

    /// <summary>The cue points among <see cref="Texts"/>.</summary>
    public IEnumerable<TimedText> CuePoints => Texts.Where(text => text.Kind == MidiTextKind.CuePoint);

    /// <summary>What an RMID file says about the song, or null.</summary>
    public SongInformation? Information { get; }

    /// <summary>The bank that an RMID file brings along for its song, or null.</summary>
    public EmbeddedBank? Bank { get; }

    /// <summary>What was wrong and has been mended: a line for each kind of fault, with its place and count.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the song at <paramref name="path"/>. What it is counts, not its name; it may come in a gzip or zip archive.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">It is no song, another format, or larger than 256 MiB; one line says which.</exception>
    public static MidiFile Open(string path) => Open(path, new MidiReadOptions());

    /// <inheritdoc cref="Open(string)"/>
    public static MidiFile Open(string path, MidiReadOptions options) => Read(SongFile.Open(path), path, options);

    /// <summary>Reads a song from an open file, which may be a pipe: those can be opened once only.</summary>
    internal static MidiFile Open(FileStream file, string name, MidiReadOptions options) => Read(SongFile.Open(file, name), name, options);

    /// <summary>Reads a song from memory; <paramref name="bytes"/> are not kept.</summary>
    /// <param name="bytes">The whole file, as <see cref="Open(string)"/> takes it.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is no song, another format, or larger than 256 MiB; one line says which.</exception>
    public static MidiFile Read(ReadOnlyMemory<byte> bytes, string name) => Read(bytes, name, new MidiReadOptions());

    /// <param name="bytes">The whole file, as <see cref="Open(string)"/> takes it.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">What the file does not say itself.</param>
    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, string)"/>
    public static MidiFile Read(ReadOnlyMemory<byte> bytes, string name, MidiReadOptions options) =>
        Read(SongFile.Of(bytes, name), name, options);

    /// <summary>The bytes of a SysEx between F0 and F7, both left out.</summary>
    /// <param name="index"><see cref="MidiMessage.SysExIndex"/> of a message of this file.</param>
    /// <exception cref="ArgumentOutOfRangeException">The file has no such SysEx.</exception>
    public ReadOnlySpan<byte> SysEx(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _sysEx.Count);
        return _sysEx[index];
    }

    private static MidiFile Read(SongBytes song, string name, MidiReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.SongIndex);
        return new(name, SongReader.Read(song, name, options), song);
    }

    private EmbeddedBank? BankOf(SongBytes song, ReadLog log)
    {
        var bank = song.Frame?.ToBank(_messages);
        if (bank is null || !song.IsGone)
        {
            return bank;
        }

        log.Warn("bank in a compressed RMID file or a pipe ignored, it opens from a plain file only", null);
        return null;
    }

    private TimedMessage[] Timeline(SongContents contents, long lastTick)
    {
        var ports = new PortMap(contents.Events, contents.Log);
        var merge = new TrackMerge(contents.Events, contents.TrackStarts);
        var messages = new TimedMessage[CountUpTo(lastTick, contents.Events)];
        for (var i = 0; i < messages.Length; i++)
        {
            var e = merge.Next();
            messages[i] = new(e.Tick, Tempo.SecondsAt(e.Tick), e.Message with { Channel = ports.Channel(e) });
        }

        contents.Events.Truncate(0);
        return messages;
    }

    private static int CountUpTo(long lastTick, EventList events)
    {
        var count = 0;
        for (var i = 0; i < events.Count; i++)
        {
            count += events[i].Tick <= lastTick ? 1 : 0;
        }

        return count;
    }
}
