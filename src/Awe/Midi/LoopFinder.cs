namespace Awe.Midi;

/// <summary>
/// Finds the loop that a song marks, if it marks one and one only: markers before controllers 116 and 117, these before 118 and 119, then
/// 111 alone, then 2 and 4. What several channels say at one tick is said once; a pair that is begun or ended at several ticks is no loop
/// of the song, but means something else or single tracks.
/// </summary>
internal sealed class LoopFinder
{
    private const int Controllers = 128;

    private readonly ControllerUse[] _uses = new ControllerUse[Controllers];
    private readonly SongContents _contents;
    private readonly TempoMap _tempo;
    private readonly long _endTick;

    private LoopFinder(ReadOnlySpan<TimedMessage> messages, SongContents contents, TempoMap tempo, double seconds, long endTick)
    {
        _contents = contents;
        _tempo = tempo;
        _endTick = Math.Min(endTick, tempo.TickAt(seconds));
        foreach (ref readonly var timed in messages)
        {
            if (timed.Message is { Kind: MidiMessageKind.ControlChange } control)
            {
                _uses[control.Data1].Add(timed.Tick, control.Data2);
            }
        }
    }

    /// <param name="messages">Of the song, in order of time.</param>
    /// <param name="contents">Its texts, and what kind of file it is; takes a warning about loops that cannot be played.</param>
    /// <param name="tempo">Its tempo map.</param>
    /// <param name="seconds">Its length.</param>
    /// <param name="endTick">The end of its longest track.</param>
    public static SongLoop? Find(ReadOnlySpan<TimedMessage> messages, SongContents contents, TempoMap tempo, double seconds, long endTick)
    {
        var finder = new LoopFinder(messages, contents, tempo, seconds, endTick);
        if (contents.EndlessLoop is { } loop)
        {
            return finder.Loop(LoopConvention.Controllers116And117, loop.Start, loop.End, passes: null);
        }

        return finder.OfMarkers()
            ?? finder.OfPair(LoopConvention.Controllers116And117, 116, 117)
            ?? finder.OfPair(LoopConvention.Controllers118And119, 118, 119)
            ?? finder.OfController111()
            ?? finder.OfControllers2And4();
    }

    private SongLoop? OfMarkers()
    {
        var texts = _contents.Texts.OrderBy(text => text.Tick).ToArray();
        var start = FirstTick(texts, "loopStart", after: -1);
        var end = FirstTick(texts, "loopEnd", after: start ?? 0);

        // "start" alone says no more than that the music begins here.
        start ??= end is null ? null : FirstTick([.. texts.Where(text => text.Kind != MidiTextKind.Text && text.Tick < end)], "start", after: -1);
        return start is null && end is null ? null : Loop(LoopConvention.Markers, start ?? 0, end ?? _endTick, passes: null);
    }

    private static long? FirstTick((MidiTextKind Kind, int Track, long Tick, string Text)[] texts, string word, long after)
    {
        foreach (var text in texts)
        {
            if (text.Tick > after && Is(text.Kind, text.Text, word))
            {
                return text.Tick;
            }
        }

        return null;
    }

    private static bool Is(MidiTextKind kind, string text, string word) =>
        kind is MidiTextKind.Marker or MidiTextKind.CuePoint or MidiTextKind.Text
        && text.AsSpan().Trim().Equals(word, StringComparison.OrdinalIgnoreCase);

    private SongLoop? OfPair(LoopConvention convention, int startController, int endController)
    {
        ref readonly var start = ref _uses[startController];
        ref readonly var end = ref _uses[endController];
        if (start.Ticks > 1 && end.Ticks > 0)
        {
            _contents.Log.Warn("loops of single tracks are not repeated", null);
        }

        return start.Ticks == 1 && end.Ticks <= 1
            ? Loop(convention, start.FirstTick, end.Ticks == 1 ? end.FirstTick : _endTick, start.FirstValue == 0 ? null : start.FirstValue)
            : null;
    }

    private SongLoop? OfController111()
    {
        // In EMIDI songs 111 excludes a device, and next to 110 it is the end of yet another kind of loop.
        ref readonly var use = ref _uses[111];
        return use.Count == 1 && _uses[110].Count == 0 ? Loop(LoopConvention.Controller111, use.FirstTick, _endTick, passes: null) : null;
    }

    private SongLoop? OfControllers2And4()
    {
        ref readonly var start = ref _uses[2];
        ref readonly var end = ref _uses[4];
        return start is { Count: 1, FirstValue: 0 } && end is { Count: 1, FirstValue: 0 }
            ? Loop(LoopConvention.Controllers2And4, start.FirstTick, end.FirstTick, passes: null)
            : null;
    }

    private SongLoop? Loop(LoopConvention convention, long start, long end, int? passes)
    {
        end = Math.Min(end, _endTick);
        return start < end ? new(convention, start, _tempo.SecondsAt(start), end, _tempo.SecondsAt(end), passes) : null;
    }

    private struct ControllerUse
    {
        private long _lastTick;

        public int Count { get; private set; }

        public int Ticks { get; private set; }

        public long FirstTick { get; private set; }

        public int FirstValue { get; private set; }

        public void Add(long tick, int value)
        {
            if (Count++ == 0)
            {
                (FirstTick, FirstValue) = (tick, value);
            }

            Ticks += Count == 1 || tick != _lastTick ? 1 : 0;
            _lastTick = tick;
        }
    }
}
