using Awe.Storage;
using Awe.Tests.Storage;

namespace Awe.Tests.Playback;

/// <summary>Alone, as a whole song is long enough for the collections that others cause to come into every pass.</summary>
[Collection(StoreCollection.Name)]
public class AudioThreadAllocationTests
{
    [Theory]
    [InlineData(MissPolicy.Wait)]
    [InlineData(MissPolicy.RealTime)]
    public void A_whole_song_allocates_nothing_on_the_rendering_thread(MissPolicy policy)
    {
        var song = TestFiles.OpenMsxSongs().MinBy(path => new FileInfo(path).Length)!;

        RealRender? render = null;
        try
        {
            var allocated = AllocationMeter.LeastOf(
                () => render!.Play(render.SongSeconds + 2),
                prepare: () => // anew every time: what only a first note would allocate counts, too
                {
                    render?.Dispose();

                    // At full speed nothing would come in real time: there it is resident.
                    var budget = policy == MissPolicy.Wait ? 4 << 20 : 0;
                    render = new RealRender(TestFiles.Bank("TimGM6mb.sf2"), song, budget, policy, polyphony: 128);
                });

            Assert.Equal(0, allocated);
            Assert.True(render!.Statistics.HitsHot > 0);
        }
        finally
        {
            render?.Dispose();
        }
    }
}
