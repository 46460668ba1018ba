using Awe.Storage;
using CsCheck;

namespace Awe.Tests.Storage;

public sealed class LoadQueueTests
{
    private static readonly Gen<(PageRequest Request, long Due)> s_load = Gen.Select(
        Gen.Int[0, 1000], Gen.Int[0, 3], Gen.Long[1, 50], (page, priority, due) => (Load(page, (PagePriority)priority), due));

    [Fact]
    public void Loads_leave_by_deadline_and_by_priority_among_equal_deadlines() =>
        s_load.List[0, 60].Sample(loads =>
        {
            var queue = new LoadQueue(100);
            loads.ForEach(load => Assert.True(queue.TryAdd(load.Request, load.Due)));
            var expected = loads.Select(load => (load.Due, load.Request.Priority)).Order().ToList();
            Assert.Equal(expected, Drained(queue).Select(load => (load.Due, load.Request.Priority)));
        });

    [Fact]
    public void What_a_voice_lacks_now_goes_before_loads_that_are_overdue()
    {
        var queue = new LoadQueue(10);
        queue.TryAdd(Load(1, PagePriority.High), 5);
        queue.TryAdd(Load(2, PagePriority.Critical), 6);
        queue.TryAdd(new PageRequest(0, 3, 1, 0, PagePriority.Critical), 100);

        Assert.Equal([3, 1, 2], Drained(queue).Select(load => load.Request.FirstPage));
    }

    [Fact]
    public void A_full_queue_refuses_loads_ahead_and_still_takes_urgent_ones()
    {
        var queue = new LoadQueue(4);
        for (var i = 0; i < 4; i++)
        {
            Assert.True(queue.TryAdd(Load(i, PagePriority.Normal), i));
        }

        Assert.False(queue.TryAdd(Load(9, PagePriority.Critical), 0));
        Assert.True(queue.TryAdd(new PageRequest(0, 7, 1, 0, PagePriority.Critical), 0));
    }

    [Fact]
    public void Urgent_loads_are_bounded_too()
    {
        var queue = new LoadQueue(4);
        var taken = Enumerable.Range(0, 1000).Count(page => queue.TryAdd(new PageRequest(0, page, 1, 0, PagePriority.Critical), 0));
        Assert.Equal(4, taken);
        Assert.Equal(4, queue.Count);
    }

    private static PageRequest Load(int page, PagePriority priority) => new(0, page, 1, 1, priority);

    private static List<(PageRequest Request, long Due)> Drained(LoadQueue queue)
    {
        var loads = new List<(PageRequest, long)>();
        while (queue.TryTakeUrgent(out var request, out var due) || queue.TryTakeAhead(out request, out due))
        {
            loads.Add((request, due));
        }

        return loads;
    }
}
