using Awe.Storage;
using Awe.Tests.Storage;

namespace Awe.Tests.Playback;

/// <summary>Alone, like all tests that count what a thread allocates: collections that others cause have moved the count by a few dozen bytes.</summary>
[Collection(StoreCollection.Name)]
public class AudioThreadAllocationTests
{
    [Theory]
    [InlineData(MissPolicy.Wait)]
    [InlineData(MissPolicy.RealTime)]
    public void A_whole_song_allocates_nothing_on_the_rendering_thread(MissPolicy policy)
    {
        var song = TestFiles.OpenMsxSongs().MinBy(path => new FileInfo(path).Length)!;

        Assert.Equal(0, AllocationMeter.LeastOf(() => AllocatedBytes(song, policy)));
    }

    private static long AllocatedBytes(string song, MissPolicy policy)
    {
        using var render = new RealRender(TestFiles.Bank("TimGM6mb.sf2"), song, policy == MissPolicy.Wait ? 4 << 20 : 0, policy, polyphony: 128); // at full speed, unpaced, nothing comes in real time
        var bytes = render.AllocatedBytesOf(render.SongSeconds + 2);
        Assert.True(render.Statistics.HitsHot > 0);
        return bytes;
    }
}
