using Awe.BuiltIn;

namespace Awe.Tests.BuiltIn;

public sealed class SynthesisTests
{
    [Theory]
    [InlineData(8, 1)]
    [InlineData(64, 5)]
    [InlineData(1024, 511)]
    public void The_inverse_transform_of_one_line_is_a_cosine(int length, int bin)
    {
        var real = new float[length];
        var imaginary = new float[length];
        real[bin] = 1;
        Fourier.Inverse(real, imaginary);
        for (var i = 0; i < length; i++)
        {
            Assert.Equal(Math.Cos(2 * Math.PI * bin * i / length), real[i], 1e-4);
            Assert.Equal(Math.Sin(2 * Math.PI * bin * i / length), imaginary[i], 1e-4);
        }
    }

    [Fact]
    public void Half_the_amplitude_is_6_dB_softer()
    {
        var loud = Sine(1000, 16000);
        var soft = Sine(1000, 8000);
        Assert.Equal(6.02, Loudness.OfPoints(loud, 32000) - Loudness.OfPoints(soft, 32000), 0.01);
    }

    [Fact]
    public void Bass_counts_for_less_than_the_middle() =>
        Assert.True(Loudness.OfPoints(Sine(40, 16000), 32000) < Loudness.OfPoints(Sine(1000, 16000), 32000) - 3);

    [Theory]
    [InlineData(28)]
    [InlineData(60)]
    [InlineData(95)]
    public void The_rate_of_a_looped_tone_puts_its_root_key_in_tune(int rootKey)
    {
        var tone = new LoopedTone(rootKey, 1024);
        var hz = (double)tone.Rate * tone.Periods / 1024;
        Assert.InRange(1200 * Math.Log2(hz / tone.KeyHz), -0.2, 0.2);
    }

    [Fact]
    public void A_partial_that_fades_is_gone_when_the_loop_begins()
    {
        var tone = new LoopedTone(69, 1024, 0.2).Partial(1, 0.01).Partial(3, 1, 0, 0.03).Finish();
        var loop = tone.Points.AsSpan(tone.LoopStart, tone.LoopEnd - tone.LoopStart);
        var onset = tone.Points.AsSpan(0, tone.LoopStart / 4);
        Assert.InRange(Peak(loop), 200, 400);
        Assert.InRange(Peak(onset), 29_000, 29_300);
    }

    [Fact]
    public void A_partial_above_the_top_is_left_out()
    {
        var plain = new LoopedTone(69, 1024).Partial(1, 1).Finish();
        var crowded = new LoopedTone(69, 1024).Partial(1, 1).Partial(40, 1).Finish();
        Assert.Equal(plain.Points, crowded.Points);
    }

    [Fact]
    public void A_mode_loses_60_dB_in_its_time()
    {
        var points = new OneShot(1, 32000, 1).Mode(1000, 1, 0.8).Finish().Points;
        var early = Peak(points.AsSpan(0, 64));
        var late = Peak(points.AsSpan(12_800, 64));
        Assert.Equal(30, 20 * Math.Log10((double)early / late), 1.0);
    }

    [Fact]
    public void Every_key_of_a_wave_set_belongs_to_exactly_one_root()
    {
        var set = new WaveSet("Test", [40, 55, 56, 90], _ => throw new InvalidOperationException("not computed"));
        var owners = Enumerable.Range(0, 128)
            .Select(key => Enumerable.Range(0, 4).Count(root => set.KeysOf(root).Low <= key && key <= set.KeysOf(root).High));
        Assert.All(owners, count => Assert.Equal(1, count));
    }

    private static short[] Sine(double hz, double amplitude) =>
        [.. Enumerable.Range(0, 12_800).Select(i => (short)(amplitude * Math.Sin(2 * Math.PI * hz * i / 32000)))];

    private static int Peak(ReadOnlySpan<short> points)
    {
        var peak = 0;
        foreach (var point in points)
        {
            peak = Math.Max(peak, Math.Abs((int)point));
        }

        return peak;
    }
}
