using Awe.Primitives;

namespace Awe.Tests.Primitives;

public sealed class SpscRingTests
{
    [Fact]
    public void Items_leave_in_the_order_they_came_round_after_round()
    {
        using var ring = new SpscRing<int>(4);
        for (var item = 0; item < 100; item += 3)
        {
            Assert.True(ring.TryWrite(item));
            Assert.True(ring.TryWrite(item + 1));
            Assert.True(ring.TryWrite(item + 2));
            Assert.True(ring.TryRead(out var first) && ring.TryRead(out var second) && ring.TryRead(out var third)
                && (first, second, third) == (item, item + 1, item + 2));
        }

        Assert.False(ring.TryRead(out _));
    }

    [Fact]
    public void A_full_ring_refuses_and_takes_again_when_one_has_left()
    {
        using var ring = new SpscRing<long>(2);
        Assert.True(ring.TryWrite(1));
        Assert.True(ring.TryWrite(2));
        Assert.False(ring.TryWrite(3));
        Assert.True(ring.TryRead(out var item));
        Assert.Equal(1, item);
        Assert.True(ring.TryWrite(3));
        Assert.False(ring.TryWrite(4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-4)]
    public void A_capacity_that_is_no_power_of_two_is_refused(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpscRing<int>(capacity));

    [Fact]
    public void Two_threads_lose_nothing_and_see_whole_items()
    {
        const long Items = 200_000;
        using var ring = new SpscRing<(long Number, long Twice, long Square)>(64);
        var writer = new Thread(() =>
        {
            for (var n = 0L; n < Items;)
            {
                n += ring.TryWrite((n, 2 * n, n * n)) ? 1 : 0;
            }
        });
        writer.Start();

        var wrong = 0;
        for (var n = 0L; n < Items;)
        {
            if (ring.TryRead(out var item))
            {
                wrong += item == (n, 2 * n, n * n) ? 0 : 1;
                n++;
            }
        }

        writer.Join();
        Assert.Equal(0, wrong);
        Assert.False(ring.TryRead(out _));
    }

    [Fact]
    public void Neither_verb_allocates()
    {
        using var ring = new SpscRing<int>(8);

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                ring.TryWrite(i);
                ring.TryRead(out _);
            }
        });

        Assert.Equal(0, allocated);
    }
}
