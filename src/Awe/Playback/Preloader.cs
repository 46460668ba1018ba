using System.Diagnostics;
using Awe.Storage;
using Awe.Voices;

namespace Awe.Playback;

/// <summary>
/// Loads programs before they are played, in order of importance: first the heads of their notes, drum kits and the middle of the keyboard
/// first, into half of the hot tier; then those that found no room there, and the rest of the samples, into the warm tier while it has room.
/// </summary>
/// <remarks>One preload; any thread but the audio threads.</remarks>
internal sealed class Preloader(SampleStore store, PresetHeads heads, CancellationToken cancellation) : IHeadSink
{
    // So many runs are under way at once; a refused one is asked for again.
    private const int RunsAtOnce = 32;
    private const int Programs = 128;
    private const int DrumChannel = 9;
    private const int PollMilliseconds = 2;
    private const int PollsBeforeAskingAgain = 50;

    // A second in which nothing comes: what has come has gone again, or cannot come; the tier is full of better pages.
    private const int PollsBeforePassingOn = 500;
    private readonly HashSet<(StoredBank Bank, int Page)> _known = [];
    private readonly List<(StoredBank Bank, int First, int Count)> _runs = [];
    private readonly HashSet<(StoredBank Bank, int Sample)> _unknown = [];

    /// <summary>Loads these programs; see <see cref="Synthesizer.PreloadAsync"/>.</summary>
    public PreloadResult Run((PresetMapEntry Entry, Channel Channel)[] programs, TimeSpan timeLimit, IProgress<double>? progress)
    {
        var deadline = Environment.TickCount64 + (long)Math.Min(timeLimit.TotalMilliseconds, int.MaxValue);
        Collect(programs);
        if (_unknown.Count > 0)
        {
            LearnLengths(deadline);
            Collect(programs);
        }

        var hotRuns = CountHotRuns();
        AddBodies();
        var hasTime = true;
        for (var first = 0; first < _runs.Count && hasTime;)
        {
            var isHot = first < hotRuns;
            var runs = _runs.Slice(first, Math.Min(RunsAtOnce, (isHot ? hotRuns : _runs.Count) - first));
            if (!isHot && !HasWarmRoom(runs))
            {
                break;
            }

            hasTime = TryLoad(runs, isHot ? PagePriority.Critical : PagePriority.Normal, deadline);
            first += runs.Count;
            progress?.Report(hasTime ? Math.Min(first, _runs.Count - 1) / (double)_runs.Count : (first - runs.Count) / (double)_runs.Count);
        }

        if (hasTime)
        {
            progress?.Report(1);
        }

        var missing = _runs.Sum(run => store.MissingPages(run.Bank, run.First, run.Count));
        return new PreloadResult(_known.Count, _known.Count - missing, !hasTime);
    }

    /// <summary>The presets of these numbers, or all there are, each on a channel of its kind; drum kits first.</summary>
    public static (PresetMapEntry Entry, Channel Channel)[] ProgramsOf(Repertoire repertoire, IReadOnlyList<ProgramNumber>? presets)
    {
        var programs = new List<(PresetMapEntry, Channel)>();
        var (melody, drums) = (new Channel(0), new Channel(DrumChannel));
        for (var bank = repertoire.BankLimit - 1; bank >= 0; bank--)
        {
            for (var program = 0; program < Programs; program++)
            {
                if (presets?.Contains(new ProgramNumber(bank, program)) != false && repertoire.TryFindExact(bank, program, out var entry))
                {
                    programs.Add((entry, bank == Channel.DrumBank ? drums : melody));
                }
            }
        }

        return [.. programs.OrderByDescending(program => program.Item2.IsDrums)];
    }

    bool IHeadSink.TryAdd(StoredBank bank, int firstPage, int count)
    {
        cancellation.ThrowIfCancellationRequested();
        if (firstPage < 0)
        {
            _unknown.Add((bank, ~firstPage));
            return true;
        }

        AddRun(bank, firstPage, count);
        return true;
    }

    private void Collect((PresetMapEntry Entry, Channel Channel)[] programs)
    {
        _known.Clear();
        _runs.Clear();
        _unknown.Clear();
        heads.TryCollect(programs, this);
    }

    // Only what has not been said before.
    private void AddRun(StoredBank bank, int first, int count)
    {
        var start = -1;
        for (var page = first; page <= first + count; page++)
        {
            var isNew = page < first + count && _known.Add((bank, page));
            if (isNew && start < 0)
            {
                start = page;
            }
            else if (!isNew && start >= 0)
            {
                _runs.Add((bank, start, page - start));
                start = -1;
            }
        }
    }

    private int CountHotRuns()
    {
        var room = store.HotPages / 2;
        return _runs.TakeWhile(run => (room -= run.Count) >= 0).Count();
    }

    private void AddBodies()
    {
        foreach (var (bank, first, _) in _runs.ToArray())
        {
            var pages = bank.PagesToSampleEnd(first);
            for (var page = 0; page < pages; page += bank.RunPages)
            {
                AddRun(bank, first + page, Math.Min(bank.RunPages, pages - page));
            }
        }
    }

    private void LearnLengths(long deadline)
    {
        for (var polls = 0; _unknown.Any(sample => !sample.Bank.IsKnown(sample.Sample) && store.Has(sample.Bank)) && Environment.TickCount64 < deadline; polls++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (polls % PollsBeforeAskingAgain == 0)
            {
                foreach (var (bank, sample) in _unknown.Where(sample => !sample.Bank.IsKnown(sample.Sample)))
                {
                    store.RequestSample(bank, sample, PagePriority.Critical, Stopwatch.GetTimestamp());
                }
            }

            Thread.Sleep(PollMilliseconds);
        }
    }

    private bool HasWarmRoom(List<(StoredBank Bank, int First, int Count)> runs) =>
        store.Statistics.Warm is var warm && warm.Bytes + (runs.Sum(run => run.Count) * (long)Page.Bytes) < warm.LimitBytes;

    private bool TryLoad(List<(StoredBank Bank, int First, int Count)> runs, PagePriority priority, long deadline)
    {
        var (least, polls) = (int.MaxValue, 0);
        while (runs.Sum(Missing) is > 0 and var missing && polls < PollsBeforePassingOn)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Environment.TickCount64 >= deadline)
            {
                return false;
            }

            if (polls % PollsBeforeAskingAgain == 0)
            {
                Ask(runs, priority);
            }

            polls = missing < least ? 1 : polls + 1;
            least = Math.Min(least, missing);
            Thread.Sleep(PollMilliseconds);
        }

        return true;
    }

    // What is on its way already is passed over.
    private void Ask(List<(StoredBank Bank, int First, int Count)> runs, PagePriority priority) =>
        runs.ForEach(run => store.RequestPages(run.Bank, run.First, run.Count, priority, Stopwatch.GetTimestamp() + Stopwatch.Frequency));

    // Nobody waits for a bank that is played no more.
    private int Missing((StoredBank Bank, int First, int Count) run) =>
        store.Has(run.Bank) ? store.MissingPages(run.Bank, run.First, run.Count) : 0;
}
