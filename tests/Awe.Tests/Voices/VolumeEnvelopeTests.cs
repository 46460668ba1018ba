using Awe.Voices;
using CsCheck;

namespace Awe.Tests.Voices;

public class VolumeEnvelopeTests
{
    private const int Rate = 1000; // a frame is a millisecond

    private static readonly EnvelopeTimes s_oneSecondEach = new(1, 1, 1, 1, 1);

    [Theory]
    [InlineData(999, 0)] // delay
    [InlineData(1500, 0.5)] // attack is linear in amplitude
    [InlineData(2000, 1)] // hold
    [InlineData(2999, 1)]
    [InlineData(3000 + 62.5, 0.5012)] // decay is linear in decibels: 6 of 96 dB after a sixteenth
    [InlineData(3125, 0.2512)] // 12 dB after an eighth
    [InlineData(5000, 0.2512)] // sustain
    public void Each_phase_has_its_length_and_shape(double milliseconds, double gain)
    {
        var envelope = Start(s_oneSecondEach, sustainCentibels: 120, rate: 2 * Rate);
        envelope.Advance((int)(2 * milliseconds));
        Assert.Equal(gain, envelope.Gain, 1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(1500)]
    [InlineData(2500)]
    [InlineData(3500)]
    public void What_is_left_is_what_passes_until_it_is_over(int frames)
    {
        var decaying = Start(s_oneSecondEach, sustainCentibels: 960);
        decaying.Advance(frames);
        Assert.Equal((4000 - frames) / 1000.0, decaying.SecondsLeft(960), 1e-3);

        var released = Start(s_oneSecondEach, sustainCentibels: 120);
        released.Advance(1500 + frames);
        Assert.Equal(double.PositiveInfinity, released.SecondsLeft(960));
        released.Release();
        var left = (int)(released.SecondsLeft(960) * Rate);
        released.Advance(left - 1);
        Assert.False(released.IsFinished);
        released.Advance(3);
        Assert.True(released.IsFinished);
        Assert.Equal(0, released.SecondsLeft(960));
    }

    [Fact]
    public void Release_from_12_decibels_takes_seven_eighths_of_its_time()
    {
        var envelope = Start(s_oneSecondEach, sustainCentibels: 120);
        envelope.Advance(4000);
        envelope.Release();
        Assert.True(envelope.IsReleasing);
        envelope.Advance(874);
        Assert.False(envelope.IsFinished);
        envelope.Advance(2);
        Assert.True(envelope.IsFinished);
        Assert.Equal(0, envelope.Gain);
    }

    [Fact]
    public void With_sustain_0_the_decay_takes_no_time()
    {
        var envelope = Start(s_oneSecondEach, sustainCentibels: 0);
        envelope.Advance(3001);
        Assert.Equal(EnvelopeStage.Sustain, envelope.Stage);
        Assert.Equal(1, envelope.Gain);
    }

    [Theory]
    [InlineData(960)]
    [InlineData(1000)]
    [InlineData(1440)]
    public void A_silent_sustain_level_ends_the_note_when_the_decay_is_over(float sustainCentibels)
    {
        var envelope = Start(s_oneSecondEach, sustainCentibels);
        envelope.Advance(3999);
        Assert.False(envelope.IsFinished);
        envelope.Advance(1);
        Assert.True(envelope.IsFinished);
        Assert.Equal(0, envelope.Gain);
    }

    [Fact]
    public void Release_during_the_attack_falls_from_the_present_amplitude()
    {
        var envelope = Start(s_oneSecondEach, sustainCentibels: 0);
        envelope.Advance(1250);
        envelope.Release();
        Assert.Equal(0.25, envelope.Gain, 1e-6);
        envelope.Advance(125);
        Assert.Equal(0.25 * 0.251189, envelope.Gain, 1e-5);
    }

    [Fact]
    public void Release_during_the_delay_ends_the_note()
    {
        var envelope = Start(s_oneSecondEach, sustainCentibels: 0);
        envelope.Advance(500);
        envelope.Release();
        Assert.True(envelope.IsFinished);
    }

    [Fact]
    public void A_note_without_delay_and_attack_is_at_full_level_at_once()
    {
        var envelope = Start(new EnvelopeTimes(0, 0, 0, 1, 1), sustainCentibels: 120);
        Assert.Equal(1, envelope.Gain);
    }

    [Fact]
    public void An_exclusive_class_brings_a_note_30_decibels_down_within_a_tenth_of_a_second()
    {
        var envelope = Start(new EnvelopeTimes(0, 0, 0, 1, 10), sustainCentibels: 0);
        envelope.Advance(1000);
        envelope.ReleaseWithin(0.315f); // -2000 timecents
        envelope.Advance(100);
        Assert.InRange(envelope.Gain, 0.0001, 0.0316);
    }

    [Fact]
    public void A_forced_release_never_slows_a_quicker_one()
    {
        var envelope = Start(new EnvelopeTimes(0, 0, 0, 1, 0.1f), sustainCentibels: 0);
        envelope.Advance(10);
        envelope.Release();
        envelope.ReleaseWithin(5f);
        envelope.Advance(101);
        Assert.True(envelope.IsFinished);
    }

    [Fact]
    public void A_forced_release_hastens_one_that_has_begun()
    {
        var envelope = Start(new EnvelopeTimes(0, 0, 0, 1, 100), sustainCentibels: 0);
        envelope.Release();
        envelope.Advance(1000);
        envelope.ReleaseWithin(0.001f);
        envelope.Advance(1);
        Assert.True(envelope.IsFinished);
    }

    [Fact]
    public void New_times_bend_the_course_and_keep_the_level()
    {
        var envelope = Start(new EnvelopeTimes(0, 1, 0, 1, 1), sustainCentibels: 0);
        envelope.Advance(500);
        envelope.Retime(new EnvelopeTimes(0, 4, 0, 1, 1), 0);
        Assert.Equal(0.5, envelope.Gain, 1e-6);
        envelope.Advance(1000);
        Assert.Equal(0.75, envelope.Gain, 1e-6);
    }

    [Fact]
    public void The_portions_in_which_time_passes_do_not_matter()
    {
        var times = Gen.Float[0, 0.3f];
        Gen.Select(
                Gen.Select(times, times, times, times, times, (d, a, h, c, r) => new EnvelopeTimes(d, a, h, c, r)),
                Gen.Float[0, 1100],
                Gen.Int[1, 64].Array[1, 40],
                Gen.Int[0, 40])
            .Sample((shape, sustain, portions, releaseAfter) =>
            {
                var whole = Start(shape, sustain);
                var parts = Start(shape, sustain);
                var before = portions.Take(releaseAfter).Sum();
                whole.Advance(before);
                Array.ForEach([.. portions.Take(releaseAfter)], frames => parts.Advance(frames));
                Assert.Equal(whole.Gain, parts.Gain, 1e-5);

                whole.Release();
                parts.Release();
                whole.Advance(portions.Skip(releaseAfter).Sum());
                Array.ForEach([.. portions.Skip(releaseAfter)], frames => parts.Advance(frames));
                Assert.Equal(whole.Gain, parts.Gain, 1e-5);
            });
    }

    private static VolumeEnvelope Start(EnvelopeTimes times, float sustainCentibels, float rate = Rate)
    {
        var envelope = default(VolumeEnvelope);
        envelope.Start(times, sustainCentibels, rate);
        return envelope;
    }
}
