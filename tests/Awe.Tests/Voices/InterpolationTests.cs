using Awe.Midi;
using Awe.Playback;
using Awe.Primitives;
using Awe.Tests.Playback;
using Awe.Voices;

namespace Awe.Tests.Voices;

/// <summary>What each way to interpolate makes of a rich tone at other pitches than its own.</summary>
public class InterpolationTests
{
    /// <summary>Pitched down and a little up, what interpolation adds are images: the better the kernel, the fewer.</summary>
    [Theory]
    [InlineData(-13)]
    [InlineData(-5)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_cubic_adds_less_than_a_line_and_a_sinc_less_than_a_cubic(int semitones)
    {
        var linear = ForeignDecibels(Interpolation.Linear, semitones);
        var cubic = ForeignDecibels(Interpolation.Cubic, semitones);
        var sinc = ForeignDecibels(Interpolation.Sinc, semitones);

        Assert.True(cubic < linear - 0.3, $"cubic {cubic}, linear {linear}");
        Assert.True(sinc < cubic - 8, $"sinc {sinc}, cubic {cubic}");
    }

    /// <summary>Pitched up, what the output cannot hold comes back as other tones, unless the kernel takes it away.</summary>
    [Theory]
    [InlineData(5, -42)]
    [InlineData(7, -35)]
    [InlineData(11, -35)]
    [InlineData(15, -28)]
    [InlineData(19, -35)]
    [InlineData(23, -34)]
    [InlineData(30, -50)]
    [InlineData(38, -50)]
    public void A_sinc_leaves_out_what_would_alias(int semitones, double most)
    {
        var cubic = ForeignDecibels(Interpolation.Cubic, semitones);
        var sinc = ForeignDecibels(Interpolation.Sinc, semitones);

        Assert.True(sinc < most, $"sinc {sinc}");
        Assert.True(sinc < cubic - 25, $"sinc {sinc}, cubic {cubic}");
    }

    [Fact]
    public void Tables_of_the_sinc_are_entered_in_the_account()
    {
        var sinc = Synthesizer.PoolBytesFor(SynthBench.Dry with { Interpolation = Interpolation.Sinc });
        var cubic = Synthesizer.PoolBytesFor(SynthBench.Dry);

        Assert.Equal(SincKernels.Bytes, sinc - cubic);
    }

    [Fact]
    public void A_sinc_allocates_nothing_at_any_pitch()
    {
        using var bench = new SynthBench(HarmonicTone.Bank(), SynthBench.Dry with { Interpolation = Interpolation.Sinc });
        var (left, right) = (new float[512], new float[512]);

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var key = 24; key < 120; key += 5)
            {
                bench.Synthesizer.Send(MidiMessage.NoteOn(0, key, 100));
                bench.Synthesizer.Render(left, right);
                bench.Synthesizer.Send(MidiMessage.NoteOff(0, key));
            }
        });

        Assert.Equal(0, allocated);
    }

    private static double ForeignDecibels(Interpolation interpolation, int semitones)
    {
        using var bench = new SynthBench(HarmonicTone.Bank(), SynthBench.Dry with { Interpolation = interpolation });
        var (left, _) = bench.Strike(HarmonicTone.RootKey + semitones).Render(1);
        return HarmonicTone.ForeignDecibels(left.AsSpan(4000), semitones);
    }
}
