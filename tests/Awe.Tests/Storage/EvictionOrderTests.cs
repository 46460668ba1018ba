using Awe.Storage;
using CsCheck;

namespace Awe.Tests.Storage;

/// <summary>The order in which pages leave, driven by hand. A page's number is its frame's, unless a test says otherwise.</summary>
[Collection(StoreCollection.Name)]
public sealed class EvictionOrderTests
{
    private const int Capacity = 20;
    private static readonly Rule s_nothingKnown = new((_, _) => IVictimRule.Unknown);

    [Fact]
    public void Pages_that_nobody_used_again_leave_in_the_order_they_came_in()
    {
        using var order = Filled();
        Assert.Equal(Enumerable.Range(1, Capacity), Victims(order, s_nothingKnown));
        Assert.Equal(0, order.Count);
    }

    [Fact]
    public void A_page_used_twice_again_outlives_those_that_were_not()
    {
        using var order = Filled();
        Use(order, 1, times: 2);
        Use(order, 2, times: 1);
        Assert.Equal([.. Enumerable.Range(2, Capacity - 1), 1], Victims(order, s_nothingKnown));
    }

    [Fact]
    public void The_use_that_a_page_was_loaded_ahead_for_does_not_count_as_one_more()
    {
        using var order = new EvictionOrder(2);
        order.Add(1, 1, isAhead: true);
        order.Add(2, 2);
        Use(order, 1, times: 2);
        Use(order, 2, times: 2);
        Assert.Equal([1, 2], Victims(order, s_nothingKnown));
    }

    [Fact]
    public void A_page_that_comes_back_soon_settles_at_once()
    {
        using var order = Filled();
        Assert.Equal(1, Victim(order, s_nothingKnown));
        order.Add(1, 1);
        Assert.Equal([.. Enumerable.Range(2, Capacity - 1), 1], Victims(order, s_nothingKnown));
    }

    [Fact]
    public void A_page_that_comes_back_late_is_new_again()
    {
        using var order = Filled();
        for (var left = 1; left <= Capacity; left++)
        {
            var frame = Victim(order, s_nothingKnown);
            order.Add(frame, 100 + left);
        }

        var again = Victim(order, s_nothingKnown);
        order.Add(again, 1); // 20 others left since page 1 did
        Assert.Equal(again, Victims(order, s_nothingKnown)[^1]);
        Assert.Equal(0, order.Count);
    }

    [Fact]
    public void A_settled_page_goes_round_once_for_each_use()
    {
        using var order = Filled();
        Enumerable.Range(1, Capacity).ToList().ForEach(frame => Use(order, frame, times: 2));
        Assert.Equal(1, Victim(order, s_nothingKnown)); // by now all but the young queue's share have settled, and none was used since
        Use(order, 2, times: 2);
        Use(order, 3, times: 1);
        var victims = Victims(order, s_nothingKnown);
        Assert.Equal(Enumerable.Range(4, 13), victims[..13]);
        Assert.True(Array.IndexOf(victims, 3) < Array.IndexOf(victims, 2));
    }

    [Fact]
    public void Kept_pages_stay_and_lose_nothing()
    {
        using var order = Filled();
        var keepsSome = new Rule((frame, _) => frame <= 3 ? IVictimRule.Keep : IVictimRule.Unknown);
        Assert.Equal(Enumerable.Range(4, Capacity - 3), Victims(order, keepsSome));
        Assert.Equal(3, order.Count);
        Assert.Equal([1, 2, 3], Victims(order, s_nothingKnown).Order());
    }

    [Fact]
    public void When_everything_is_kept_nothing_leaves()
    {
        using var order = Filled();
        Use(order, 5, times: 3);
        Assert.Equal(0, Victim(order, new Rule((_, _) => IVictimRule.Keep)));
        Assert.Equal(Capacity, order.Count);
        using var empty = new EvictionOrder(4);
        Assert.Equal(0, Victim(empty, s_nothingKnown));
    }

    [Fact]
    public void The_page_used_furthest_in_the_future_leaves_first()
    {
        using var order = Filled();
        var times = new long[] { 0, 5, 9, 1, 7, 3, 20, 4, 11, 2, 6, 8, 10, 13, 12, 15, 14, 17, 16, 19, 18 };
        Assert.Equal(Enumerable.Range(1, Capacity).OrderByDescending(frame => times[frame]), Victims(order, new Rule((frame, _) => times[frame])));
    }

    [Fact]
    public void Pages_of_which_nothing_is_known_leave_before_those_that_will_be_used()
    {
        using var order = Filled();
        var rule = new Rule((frame, _) => frame % 2 == 0 ? 1000 - frame : IVictimRule.Unknown);
        Assert.Equal([.. Enumerable.Range(0, 10).Select(i => (2 * i) + 1), .. Enumerable.Range(1, 10).Select(i => 2 * i)], Victims(order, rule));
    }

    [Fact]
    public void In_a_large_store_the_one_that_leaves_is_among_the_furthest_few_percent()
    {
        const int Many = 10_000;
        using var order = new EvictionOrder(Many);
        var times = Enumerable.Range(0, Many + 1).Select(i => (long)i).ToArray();
        new Random(1).Shuffle(times);
        for (var frame = 1; frame <= Many; frame++)
        {
            order.Add(frame, frame);
        }

        var asked = 0;
        var rule = new Rule((frame, _) =>
        {
            asked++;
            return times[frame];
        });
        var victims = Enumerable.Range(0, 100).Select(_ => times[Victim(order, rule)]).ToArray();
        Assert.True(victims.Average() > 0.98 * Many, $"on average {victims.Average()} of {Many}");
        Assert.True(asked <= 100 * 2 * EvictionOrder.SampleFrames, $"{asked} questions");
    }

    [Fact]
    public void A_frame_may_leave_from_the_middle_and_come_again()
    {
        using var order = Filled();
        order.Remove(7);
        order.Remove(7);
        order.Remove(20);
        order.Remove(1);
        order.Add(7, 70);
        Assert.Equal([.. Enumerable.Range(2, 5), .. Enumerable.Range(8, 12), 7], Victims(order, s_nothingKnown));
    }

    [Fact]
    public void Whatever_is_done_the_victim_is_a_frame_that_holds_a_page_and_is_not_kept()
    {
        var step = Gen.Select(Gen.Int[0, 9], Gen.Int[1, Capacity]);
        Gen.Select(step.Array[0, 400], Gen.Int[0, 1000].Array[Capacity + 1]).Sample((steps, times) =>
        {
            using var order = new EvictionOrder(Capacity);
            var held = new SortedSet<int>();
            var kept = new HashSet<int>();
            var rule = new Rule((frame, _) => kept.Contains(frame) ? IVictimRule.Keep : times[frame] < 500 ? IVictimRule.Unknown : times[frame]);
            foreach (var (action, frame) in steps)
            {
                switch (action)
                {
                    case <= 3 when held.Add(frame):
                        order.Add(frame, (frame * 10) + action, isAhead: action == 0);
                        break;
                    case <= 5:
                        order.CountUse(frame);
                        break;
                    case 6:
                        order.Remove(frame);
                        held.Remove(frame);
                        break;
                    case 7:
                        Toggle(kept, frame);
                        break;
                    default:
                        var victim = Victim(order, rule);
                        Assert.Equal(held.All(kept.Contains), victim == 0);
                        Assert.True(victim == 0 || (held.Remove(victim) && !kept.Contains(victim)));
                        break;
                }

                Assert.Equal(held.Count, order.Count);
            }
        });
    }

    [Fact]
    public void Nothing_is_allocated_and_all_memory_goes_back()
    {
        var before = Awe.Primitives.NativeArena.LiveBytes;
        using (var order = Filled())
        {
            Assert.True(order.Bytes >= Capacity * (sizeof(long) + (2 * sizeof(int))));
            Churn(order);
            Assert.Equal(0, AllocationMeter.LeastOf(() => Churn(order)));
        }

        Assert.Equal(before, Awe.Primitives.NativeArena.LiveBytes);
    }

    private static void Churn(EvictionOrder order)
    {
        for (var i = 0; i < 1000; i++)
        {
            order.TryTakeVictim(s_nothingKnown, out var frame);
            order.Add(frame, i % 50);
            order.CountUse(1 + (i % Capacity));
        }
    }

    private static EvictionOrder Filled()
    {
        var order = new EvictionOrder(Capacity);
        for (var frame = 1; frame <= Capacity; frame++)
        {
            order.Add(frame, frame);
        }

        return order;
    }

    private static void Use(EvictionOrder order, int frame, int times)
    {
        for (var i = 0; i < times; i++)
        {
            order.CountUse(frame);
        }
    }

    private static int Victim(EvictionOrder order, Rule rule) => order.TryTakeVictim(rule, out var frame) ? frame : 0;

    private static int[] Victims(EvictionOrder order, Rule rule)
    {
        var victims = new List<int>();
        while (Victim(order, rule) is var frame and not 0)
        {
            victims.Add(frame);
        }

        return [.. victims];
    }

    private static void Toggle(HashSet<int> set, int item)
    {
        if (!set.Remove(item))
        {
            set.Add(item);
        }
    }

    private sealed class Rule(Func<int, long, long> nextUse) : IVictimRule
    {
        public long NextUse(int frame, long page) => nextUse(frame, page);
    }
}
