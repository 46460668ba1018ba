using Awe.Benchmarks.HitRate;
using Awe.Storage;

namespace Awe.Benchmarks.Storage;

/// <summary>Somebody at the keys, by the clock: no score that could be looked ahead in (<see cref="LivePerformer"/>).</summary>
internal static class LiveHits
{
    private const double Seconds = 30;
    private const int BudgetMebibytes = 64;

    public static IEnumerable<PromiseRow> Measure(StoreSubject subject)
    {
        CachedFile.Drop(subject.Bank);
        using var stage = new Stage(subject.Bank, BudgetMebibytes * Figures.Mebibyte, MissPolicy.RealTime);
        var performer = new LivePerformer(new Random(1));
        var first = stage.Store.Statistics;
        var render = new PacedRender(stage.Synthesizer);
        render.Run(Seconds, seconds =>
        {
            performer.Play(stage.Synthesizer, seconds);
            first = seconds <= 1 ? stage.Store.Statistics : first;
            return true;
        });
        var seen = stage.Store.Statistics;
        var (hot, misses) = (seen.HitsHot - first.HitsHot, seen.HitsWarm + seen.MissesCold - first.HitsWarm - first.MissesCold);
        yield return new PromiseRow(
            $"hit rate live, no score, {BudgetMebibytes} MiB",
            "> 99 %",
            $"{seen.HitRate:P2} hot or warm; after the first second {hot / (double)(hot + misses):P2} hot, {seen.LateVoices - first.LateVoices} voices late, {seen.DryVoices - first.DryVoices} dry; in it {first.LateVoices}, {first.DryVoices}",
            $"{Seconds:0} s by the clock, file cache dropped; four hands and a drummer, another program strikes at once, without a moment's warning; {render.Underruns} underruns");
    }
}
