using Awe.Benchmarks.HitRate.Policies;
using CsCheck;

namespace Awe.Tests.HitRate;

/// <summary>The policies that the benchmark replays traces against, on traces small enough to follow by hand.</summary>
public sealed class PolicyTests
{
    private const int Pages = 1000;

    [Fact]
    public void Lru_lets_go_of_what_was_not_used_for_longest()
    {
        Assert.Equal("---+-+-+-", Play(new Lru(3, Pages), 1, 2, 3, 1, 4, 1, 2, 4, 3));
    }

    [Fact]
    public void Perfect_lfu_remembers_uses_for_ever_and_aged_lfu_lets_old_fame_fade()
    {
        int[] trace = [.. Enumerable.Repeat(1, 50), .. Enumerable.Repeat(new[] { 2, 3 }, 40).SelectMany(pages => pages)];
        Assert.Equal(49, Hits(new Lfu(2, Pages, isAged: false), trace)); // 40 uses are fewer than 50
        Assert.Equal("++", Play(new Lfu(2, Pages, isAged: true), trace)[^2..]);
    }

    [Fact]
    public void Sieve_keeps_a_used_page_in_its_place_and_takes_the_next_that_was_not()
    {
        // 1 is passed by once, 2 leaves; then the hand stands at 3, which leaves although 1 is the older.
        Assert.Equal("---+--+-", Play(new Sieve(3, Pages), 1, 2, 3, 1, 4, 5, 1, 3));
    }

    [Fact]
    public void The_clock_gives_each_use_one_more_round()
    {
        Assert.Equal("---++-+-", Play(new UseClock(3, Pages), 1, 2, 3, 1, 1, 4, 1, 2));
    }

    [Fact]
    public void A_scan_pushes_pages_in_daily_use_out_of_lru_and_not_out_of_the_scan_proof_ones()
    {
        var daily = Enumerable.Repeat(Enumerable.Range(0, 50), 20).SelectMany(pages => pages);
        int[] trace = [.. daily, .. Enumerable.Range(100, 600), .. Enumerable.Range(0, 50)];
        Assert.Equal(0, HitsAtEnd(new Lru(100, Pages)));
        Assert.Equal(50, HitsAtEnd(new WTinyLfu(100, Pages)));
        Assert.Equal(50, HitsAtEnd(new Lfu(100, Pages, isAged: false)));
        Assert.Equal(50, HitsAtEnd(new Lfu(100, Pages, isAged: true)));

        int HitsAtEnd(IPolicy policy) => Play(policy, trace)[^50..].Count(hit => hit == '+');
    }

    [Fact]
    public void S3_fifo_keeps_what_came_back_against_a_scan()
    {
        int[] trace = [.. Enumerable.Range(0, 120), .. Enumerable.Range(0, 20), .. Enumerable.Range(200, 300), .. Enumerable.Range(0, 20)];
        Assert.Equal(20, Play(new S3Fifo(100, Pages), trace)[^20..].Count(hit => hit == '+'));
        Assert.Equal(0, Play(new Lru(100, Pages), trace)[^20..].Count(hit => hit == '+'));
    }

    [Fact]
    public void The_optimum_lets_go_of_what_is_used_last()
    {
        int[] trace = [1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5];
        Assert.Equal("----++-++--+", Play(new Belady(3, Pages, new Future(trace, Pages)), trace));
    }

    [Fact]
    public void The_stores_order_with_the_whole_score_known_is_the_optimum_where_it_looks_at_every_frame()
    {
        Traces().Sample(trace =>
        {
            var future = new Future(trace, Pages);
            using var store = new StoreOrder(8, Pages, future, (_, _) => true);
            Assert.Equal(Hits(new Belady(8, Pages, future), trace), Hits(store, trace));
        });
    }

    [Fact]
    public void Nothing_is_better_than_the_optimum_and_with_room_for_all_only_first_uses_miss()
    {
        Gen.Select(Traces(), Gen.Int[4, 30]).Sample((trace, capacity) =>
        {
            var future = new Future(trace, Pages);
            var best = Hits(new Belady(capacity, Pages, future), trace);
            Assert.All(Policies(capacity, future), policy => Assert.InRange(Hits(policy, trace), 0, best));
            var repeats = trace.Length - trace.Distinct().Count();
            Assert.All(Policies(200, future), policy => Assert.Equal(repeats, Hits(policy, trace)));
        });
    }

    private static IPolicy[] Policies(int capacity, Future future) =>
    [
        new Lru(capacity, Pages),
        new Lfu(capacity, Pages, isAged: false),
        new Lfu(capacity, Pages, isAged: true),
        new WTinyLfu(capacity, Pages),
        new S3Fifo(capacity, Pages),
        new Sieve(capacity, Pages),
        new UseClock(capacity, Pages),
        new StoreOrder(capacity, Pages),
        new StoreOrder(capacity, Pages, future, (now, next) => next - now < 10),
        new Belady(capacity, Pages, future),
    ];

    private static Gen<int[]> Traces() => Gen.Int[0, 40].Array[1, 300];

    private static int Hits(IPolicy policy, int[] trace) => Play(policy, trace).Count(hit => hit == '+');

    /// <summary>A plus for each hit, a minus for each miss.</summary>
    private static string Play(IPolicy policy, params int[] trace) => string.Concat(trace.Select(page => policy.Access(page) ? '+' : '-'));
}
