using System.Collections.Concurrent;
using Awe.Benchmarks.HitRate.Policies;

namespace Awe.Benchmarks.HitRate;

/// <summary>What one policy made of one trace or of several.</summary>
internal readonly record struct Outcome(long Accesses, long Firsts, long Misses)
{
    /// <summary>Of all accesses, in percent.</summary>
    public double HitRate => 100.0 * (Accesses - Misses) / Accesses;

    /// <summary>Of the accesses to pages that had been asked for before, in percent: what policies differ in.</summary>
    public double RepeatHitRate => Accesses == Firsts ? 100 : 100.0 * (Accesses - Misses) / (Accesses - Firsts);

    public static Outcome Sum(IEnumerable<Outcome> outcomes) => outcomes.Aggregate(
        default(Outcome),
        (sum, one) => new Outcome(sum.Accesses + one.Accesses, sum.Firsts + one.Firsts, sum.Misses + one.Misses));
}

/// <summary>Replays traces of one bank against policies, each once.</summary>
internal sealed class Replay(int bankPages)
{
    private readonly ConcurrentDictionary<(PageTrace Trace, string Policy, int Capacity), Outcome> _done = new();

    /// <summary>Replays each trace against all policies with each of the capacities.</summary>
    /// <exception cref="InvalidOperationException">A policy was better than the optimum: one of the two is wrong.</exception>
    public void Run(PageTrace trace, IEnumerable<int> capacities)
    {
        var future = new Future(trace.Pages, bankPages);
        var pairs = from capacity in capacities.Distinct() from policy in Contestant.All select (capacity, policy);
        Parallel.ForEach(pairs, pair => _done[(trace, pair.policy.Name, pair.capacity)] = Run(trace, future, pair.policy, pair.capacity));
        foreach (var (capacity, policy) in pairs)
        {
            if (Of(trace, policy, capacity).Misses < Of(trace, Contestant.Best, capacity).Misses)
            {
                throw new InvalidOperationException($"{trace.Name}, {capacity} pages: {policy.Name} misses less often than the optimum.");
            }
        }
    }

    public Outcome Of(PageTrace trace, Contestant policy, int capacity) => _done[(trace, policy.Name, capacity)];

    private Outcome Run(PageTrace trace, Future future, Contestant contestant, int capacity)
    {
        var policy = contestant.Make(capacity, bankPages, trace, future);
        var misses = 0L;
        foreach (var page in trace.Pages)
        {
            misses += policy.Access(page) ? 0 : 1;
        }

        (policy as IDisposable)?.Dispose();
        return new Outcome(trace.Pages.Length, trace.Distinct, misses);
    }
}
