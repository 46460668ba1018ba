using Awe.Benchmarks.HitRate.Policies;

namespace Awe.Benchmarks.HitRate;

/// <summary>A policy as the tables name it, and how one is made for a cache of some pages of a bank, to be asked for the pages of a trace.</summary>
internal sealed record Contestant(string Name, Func<int, int, PageTrace, Future, IPolicy> Make)
{
    public static readonly Contestant Best = new("Belady's optimum", (capacity, pages, _, future) => new Belady(capacity, pages, future));

    public static readonly Contestant[] All =
    [
        new("LRU", (capacity, pages, _, _) => new Lru(capacity, pages)),
        new("LFU, perfect", (capacity, pages, _, _) => new Lfu(capacity, pages, isAged: false)),
        new("LFU, aged", (capacity, pages, _, _) => new Lfu(capacity, pages, isAged: true)),
        new("W-TinyLFU", (capacity, pages, _, _) => new WTinyLfu(capacity, pages)),
        new("S3-FIFO", (capacity, pages, _, _) => new S3Fifo(capacity, pages)),
        new("SIEVE", (capacity, pages, _, _) => new Sieve(capacity, pages)),
        new("clock of 0-3 uses", (capacity, pages, _, _) => new UseClock(capacity, pages)),
        new("**store**, no score", (capacity, pages, _, _) => new StoreOrder(capacity, pages)),
        WithSecondsOfScore(4),
        WithSecondsOfScore(60),
        WithUsesOfScore(1),
        WithUsesOfScore(2),
        WithUsesOfScore(4),
        WithUsesOfScore(8),
        WithUsesOfScore(16),
        Best,
    ];

    private static Contestant WithUsesOfScore(int usesPerFrame) => new(
        $"**store**, score of {usesPerFrame} uses a frame",
        (capacity, pages, _, future) => new StoreOrder(capacity, pages, future, (now, next) => next - now <= (long)usesPerFrame * capacity));

    private static Contestant WithSecondsOfScore(int seconds) => new(
        $"**store**, score of {seconds} s",
        (capacity, pages, trace, future) => new StoreOrder(
            capacity, pages, future, (now, next) => trace.Frames[next] - trace.Frames[now] <= seconds * PageTrace.Rate));
}
