using Awe.Voices;
using CsCheck;

namespace Awe.Tests.Voices;

public class ModulationEnvelopeTests
{
    private const int Rate = 1000; // a frame is a millisecond

    private static readonly EnvelopeTimes s_oneSecondEach = new(1, 1, 1, 1, 1);

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1000 + 126, 0.6256)] // convex attack: position 16 of 127 has 0.6251
    [InlineData(1000 + 504, 0.876)] // position 64
    [InlineData(2500, 1)]
    [InlineData(3250, 0.75)] // decay is linear
    [InlineData(3500, 0.5)] // and reaches half the range in half its time
    [InlineData(9000, 0.5)]
    public void Each_phase_has_its_length_and_shape(int milliseconds, double level)
    {
        var envelope = Start(s_oneSecondEach, sustainLevel: 0.5f);
        envelope.Advance(milliseconds);
        Assert.Equal(level, envelope.Level, 1e-3);
    }

    [Fact]
    public void Release_falls_in_a_straight_line_for_its_share_of_the_range()
    {
        var envelope = Start(s_oneSecondEach, sustainLevel: 0.5f);
        envelope.Advance(4000);
        envelope.Release();
        envelope.Advance(250);
        Assert.Equal(0.25, envelope.Level, 1e-6);
        envelope.Advance(250);
        Assert.Equal(0, envelope.Level, 1e-6);
    }

    [Fact]
    public void Release_during_the_attack_starts_at_the_present_level()
    {
        var envelope = Start(s_oneSecondEach, sustainLevel: 1);
        envelope.Advance(1504);
        var level = envelope.Level;
        envelope.Release();
        Assert.Equal(level, envelope.Level);
    }

    [Fact]
    public void The_portions_in_which_time_passes_do_not_matter()
    {
        var times = Gen.Float[0, 0.3f];
        Gen.Select(
                Gen.Select(times, times, times, times, times, (d, a, h, c, r) => new EnvelopeTimes(d, a, h, c, r)),
                Gen.Float[0, 1],
                Gen.Int[1, 64].Array[1, 40],
                Gen.Int[0, 40])
            .Sample((shape, sustain, portions, releaseAfter) =>
            {
                var whole = Start(shape, sustain);
                var parts = Start(shape, sustain);
                whole.Advance(portions.Take(releaseAfter).Sum());
                Array.ForEach([.. portions.Take(releaseAfter)], frames => parts.Advance(frames));
                Assert.Equal(whole.Level, parts.Level, 1e-5);

                whole.Release();
                parts.Release();
                whole.Advance(portions.Skip(releaseAfter).Sum());
                Array.ForEach([.. portions.Skip(releaseAfter)], frames => parts.Advance(frames));
                Assert.Equal(whole.Level, parts.Level, 1e-5);
            });
    }

    private static ModulationEnvelope Start(EnvelopeTimes times, float sustainLevel)
    {
        var envelope = default(ModulationEnvelope);
        envelope.Start(times, sustainLevel, Rate);
        return envelope;
    }
}
