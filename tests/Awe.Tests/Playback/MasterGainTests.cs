using Awe.Playback;

namespace Awe.Tests.Playback;

public class MasterGainTests
{
    private static readonly float s_headroom = (float)Math.Pow(10, MasterGain.HeadroomDecibels / 20);

    [Fact]
    public void A_voice_at_full_scale_leaves_nine_decibels_and_the_users_gain_adds()
    {
        Assert.Equal(s_headroom, Apply(new MasterGain(0))[0], 1e-6f);
        Assert.Equal(1f, Apply(new MasterGain(-MasterGain.HeadroomDecibels))[0], 1e-6f);
    }

    [Fact]
    public void The_first_block_has_its_level_at_once_and_a_change_takes_one_block()
    {
        var gain = new MasterGain(-MasterGain.HeadroomDecibels);
        gain.SetMaster(0.5f);
        Assert.All(Apply(gain), value => Assert.Equal(0.5f, value, 1e-6f));

        gain.SetMaster(1);
        var ramp = Apply(gain);

        Assert.Equal(0.5f + (0.5f / 64), ramp[0], 1e-5f);
        Assert.Equal(1f, ramp[^1], 1e-5f);
        Assert.All(Apply(gain), value => Assert.Equal(1f, value, 1e-5f));
    }

    private static float[] Apply(MasterGain gain)
    {
        float[] left = [.. Enumerable.Repeat(1f, 64)];
        var right = left.ToArray();
        gain.Apply(left, right);
        Assert.Equal(left, right);
        return left;
    }
}
