using Awe.Effects;
using Awe.Playback;
using Awe.Voices;

namespace Awe.Tests.Playback;

public class PoolBytesTests
{
    [Fact]
    public void What_is_asked_for_channels_is_enough_for_them_and_what_a_performer_keeps_of_each()
    {
        static long Asked(int channels) => Synthesizer.PoolBytesFor(new SynthesizerOptions { Channels = channels });
        using var bench = new SynthBench(SynthBench.Bank(SynthBench.Constant), SynthBench.Dry with { Channels = 256 });
        var pool = new PlannedVoices(1, SynthBench.Rate);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var performer = bench.Synthesizer.CreatePerformer(pool);

        var made = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(performer);
        Assert.InRange(made, 1, Synthesizer.ChannelBytesFor(256));
        Assert.InRange(made - SystemState.Bytes, 1, (Asked(256) - Asked(16)) * 256 / 240);
        Assert.InRange(Synthesizer.ChannelBytesFor(256), 1, 2 * made);
        Assert.Equal(Synthesizer.ChannelBytesFor(256) - Synthesizer.ChannelBytesFor(16), ScoutWalk.BytesFor(16, 256) - ScoutWalk.BytesFor(16, 16));
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(192000)]
    public void What_is_asked_for_the_effects_is_enough_for_them(int rate)
    {
        var effects = new EffectRack(rate, true, true, true).Bytes + new Limiter(rate).Bytes;
        var asked = Synthesizer.PoolBytesFor(new SynthesizerOptions { SampleRate = rate })
            - Synthesizer.PoolBytesFor(new SynthesizerOptions { SampleRate = rate, Reverb = false, Chorus = false, Delay = false, Limiter = false });

        Assert.InRange(effects, 1, asked);
        Assert.InRange(asked, 1, 1.5 * effects);
    }
}
