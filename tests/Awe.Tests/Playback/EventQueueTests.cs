using Awe.Midi;
using Awe.Playback;

namespace Awe.Tests.Playback;

[Collection(Awe.Tests.Storage.StoreCollection.Name)] // counts what this thread allocates
public class EventQueueTests
{
    [Fact]
    public void Events_come_out_in_the_order_they_went_in_round_and_round()
    {
        var queue = new EventQueue(8);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(queue.TryWrite(At(i)));
            Assert.True(queue.TryWrite(At(i + 1000)));
            Assert.Equal(i, Read(queue));
            Assert.Equal(i + 1000, Read(queue));
        }

        Assert.False(queue.TryRead(out _));
    }

    [Fact]
    public void A_full_queue_refuses_and_loses_nothing()
    {
        var queue = new EventQueue(4);

        Assert.Equal([true, true, true, true, false, false], Enumerable.Range(0, 6).Select(i => queue.TryWrite(At(i))));
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 4).Select(_ => Read(queue)));
        Assert.True(queue.TryWrite(At(4)));
    }

    [Fact]
    public async Task Many_writers_lose_nothing_and_each_keeps_its_order()
    {
        const int Writers = 4;
        const int Each = 5000;
        var queue = new EventQueue(64);
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < Each;)
            {
                if (queue.TryWrite(At((writer * Each) + i)))
                {
                    i++;
                }
                else
                {
                    Thread.Yield();
                }
            }
        })).ToArray();

        var next = new int[Writers];
        for (var read = 0; read < Writers * Each;)
        {
            if (queue.TryRead(out var item))
            {
                var (writer, number) = ((int)item.Frame / Each, (int)item.Frame % Each);
                Assert.Equal(next[writer]++, number);
                read++;
            }
            else
            {
                Thread.Yield();
            }
        }

        await Task.WhenAll(writers);
        Assert.False(queue.TryRead(out _));
    }

    [Fact]
    public void Live_events_come_by_frame_and_at_one_frame_by_arrival()
    {
        var live = new LiveEvents();
        foreach (var (frame, key) in new[] { (50, 1), (10, 2), (50, 3), (10, 4), (0, 5) })
        {
            Assert.True(live.TryAdd(new QueuedEvent(frame, MidiMessage.NoteOn(0, key, 1))));
        }

        Assert.Equal(long.MaxValue, live.NextFrame);
        live.Collect();

        Assert.Equal(0, live.NextFrame);
        Assert.Equal([5, 2, 4, 1, 3], Enumerable.Range(0, 5).Select(_ => (int)live.Take().Message.Data1));
        Assert.Equal(long.MaxValue, live.NextFrame);
    }

    [Fact]
    public void Taking_in_and_out_allocates_nothing()
    {
        var live = new LiveEvents();

        Assert.Equal(0, AllocationMeter.LeastOf(Round));

        void Round()
        {
            for (var i = 4096; i > 0; i--)
            {
                live.TryAdd(At(i));
            }

            live.Collect();
            while (live.NextFrame != long.MaxValue)
            {
                live.Take();
            }
        }
    }

    private static QueuedEvent At(long frame) => new(frame, default);

    private static int Read(EventQueue queue)
    {
        Assert.True(queue.TryRead(out var item));
        return (int)item.Frame;
    }
}
