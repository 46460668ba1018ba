using Awe.Effects;
using Awe.Playback;

namespace Awe.Tests.Playback;

public class PoolBytesTests
{
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
