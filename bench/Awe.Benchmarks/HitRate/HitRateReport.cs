using System.Text;

namespace Awe.Benchmarks.HitRate;

/// <summary>The tables, as Markdown.</summary>
internal sealed class HitRateReport(string bank, int bankPages, IReadOnlyList<TraceSet> sets)
{
    private static readonly int[] s_percents = [1, 2, 5, 10, 25];
    private readonly Replay _replay = new(bankPages);
    private readonly StringBuilder _text = new();

    public string Write()
    {
        foreach (var trace in sets.SelectMany(set => set.Traces))
        {
            Console.Error.WriteLine($"{trace.Name}: {trace.Pages.Length} entries");
            _replay.Run(trace, s_percents.SelectMany(percent => new[] { OfBank(percent), OfTouched(trace, percent) }));
        }

        WriteHead();
        WriteTables($"Cache sizes in percent of the bank's {bankPages} pages", (_, percent) => OfBank(percent));
        WriteTables("Cache sizes in percent of the pages that the trace itself touches", OfTouched);
        var songs = sets[0];
        WriteSongs(songs, $"Song by song, cache of 1 % of the bank ({OfBank(1)} pages)", _ => OfBank(1));
        WriteSongs(songs, "Song by song, cache of 10 % of the pages that the song touches", trace => OfTouched(trace, 10));
        return _text.ToString();
    }

    private int OfBank(int percent) => AtLeastSome(bankPages * percent / 100);

    private static int OfTouched(PageTrace trace, int percent) => AtLeastSome(trace.Distinct * percent / 100);

    // A handful of pages is no cache.
    private static int AtLeastSome(int pages) => Math.Max(8, pages);

    private void WriteHead()
    {
        Line($"# Hit rates: {bank}");
        Line();
        Line($"{bankPages} pages of 4096 points. Page entries of voices, in order, as the engine plays (`hitrate`); each trace starts with an empty cache.");
        Line("Nothing is pinned, loaded ahead or evicted in batches here: a missed page takes the place of one other page.");
        Line("A horizon of a score is in page uses to come for each frame of the cache, or in seconds.");
        Line();
        Line("| traces | number | seconds | entries | first entries of a page | pages touched | entries a second |");
        Line("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var set in sets)
        {
            var entries = set.Traces.Sum(trace => (long)trace.Pages.Length);
            var seconds = set.Traces.Sum(trace => trace.Seconds);
            var firsts = set.Traces.Sum(trace => trace.Distinct);
            var touched = set.Traces.SelectMany(trace => trace.Pages).Distinct().Count();
            Line($"| {set.Name} | {set.Traces.Count} | {seconds:0} | {entries} | {firsts} | {touched} | {entries / seconds:0} |");
        }
    }

    private void WriteTables(string title, Func<PageTrace, int, int> capacity)
    {
        Line();
        Line($"## {title}");
        foreach (var set in sets.Append(new TraceSet("all of these together", [.. sets.SelectMany(set => set.Traces)])))
        {
            Line();
            Line($"### {set.Name}");
            Line();
            Line($"| hit rate, % | {Percents()} | repeats only: {Percents()} |");
            Line($"| --- |{Columns(2 * s_percents.Length)}");
            foreach (var policy in Contestant.All)
            {
                var outcomes = s_percents.Select(percent => Outcome.Sum(set.Traces.Select(trace => _replay.Of(trace, policy, capacity(trace, percent))))).ToArray();
                Line($"| {policy.Name} | {Rates(outcomes, outcome => outcome.HitRate)} | {Rates(outcomes, outcome => outcome.RepeatHitRate)} |");
            }
        }
    }

    private void WriteSongs(TraceSet set, string title, Func<PageTrace, int> capacity)
    {
        Line();
        Line($"## {title}");
        Line();
        Line("Hit rate of repeats, %.");
        Line();
        Line($"| song | entries | pages | {string.Join(" | ", Contestant.All.Select(policy => policy.Name))} |");
        Line($"| --- |{Columns(2 + Contestant.All.Length)}");
        foreach (var trace in set.Traces)
        {
            var outcomes = Contestant.All.Select(policy => _replay.Of(trace, policy, capacity(trace)));
            Line($"| {trace.Name} | {trace.Pages.Length} | {trace.Distinct} | {Rates(outcomes, outcome => outcome.RepeatHitRate)} |");
        }
    }

    private static string Percents() => string.Join(" | ", s_percents.Select(percent => $"{percent} %"));

    private static string Columns(int count) => string.Concat(Enumerable.Repeat(" ---: |", count));

    private static string Rates(IEnumerable<Outcome> outcomes, Func<Outcome, double> rate) =>
        string.Join(" | ", outcomes.Select(outcome => $"{rate(outcome):0.00}"));

    private void Line(string text = "") => _text.Append(text).Append('\n');
}

/// <summary>Traces that are replayed one by one and summed.</summary>
internal sealed record TraceSet(string Name, IReadOnlyList<PageTrace> Traces);
