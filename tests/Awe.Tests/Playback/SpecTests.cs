using Awe.Midi;

namespace Awe.Tests.Playback;

/// <summary>
/// The SoundFont-Spec-Test, section by section: times are the song's, answers those of the test's documentation, levels those of FluidSynth
/// 2.3.1 with the same bank. Levels of tones are compared within 0.15 dB, which is beyond any arithmetic and below what is heard;
/// levels of filtered noise within 0.3 dB, because 200 ms of slow noise differ that much with the window's place.
/// </summary>
[Collection(nameof(LongRenders))]
public class SpecTests(SpecTestRender render) : IClassFixture<SpecTestRender>
{
    private const double Tone = 0.15;
    private const double Noise = 0.3;

    [Theory]
    [InlineData(1.25, -12.04)] // attack: straight in amplitude
    [InlineData(1.5, -6.02)]
    [InlineData(1.75, -2.5)]
    [InlineData(3.02, -1.92)] // decay: straight in decibels, an eighth of a second to -12
    [InlineData(3.06, -5.76)]
    [InlineData(4.0, -12)]
    [InlineData(5.1, -21.6)] // release: 96 dB in its second
    [InlineData(5.3, -40.8)]
    public void Test_1_the_volume_envelope_goes_through_its_points(double afterSeconds, double decibels)
    {
        Assert.Equal(decibels, Moment(1.5 + afterSeconds) - Moment(4.0), Tone);
    }

    [Fact]
    public void Test_2_the_modulation_envelope_bends_by_an_octave_and_rests_halfway()
    {
        var start = render.Frequency(10.0, 10.4);

        Assert.Equal(1200, SynthBench.Cents(render.Frequency(11.8, 12.4) / start), 2);
        Assert.Equal(600, SynthBench.Cents(render.Frequency(13.2, 14.4) / start), 2);
    }

    [Theory]
    [InlineData(17.5, 84)]
    [InlineData(18.5, 72)]
    [InlineData(19.5, 60)]
    [InlineData(21.0, 48)]
    [InlineData(24.0, 36)]
    public void Test_3_the_decay_grows_with_the_distance_below_the_middle_key(double at, int key)
    {
        // Two seconds for 96 dB at key 60, 101 timecents a key; the attack takes six milliseconds.
        var seconds = 2 * Math.Pow(2, 101 * (60 - key) / 1200.0);
        double After(double share) => Moment(at + 0.006 + (share * seconds));

        Assert.Equal(-96 * 0.3, After(0.4) - After(0.1), Tone);
        Assert.Equal(-96 * 0.6, After(0.7) - After(0.1), 2 * Tone);
        Assert.Equal(0, SynthBench.Cents(render.Frequency(at + 0.01, at + 0.1) / render.Frequency(20.0, 20.3)), 2);
    }

    [Theory]
    [InlineData(31.5, 84)]
    [InlineData(32.5, 72)]
    [InlineData(33.5, 60)]
    [InlineData(34.5, 48)]
    [InlineData(36.5, 36)]
    public void Test_4_the_hold_grows_with_the_distance_below_the_middle_key(double at, int key)
    {
        // Half a second at key 60, 101 timecents a key; then 96 dB within 50 ms.
        var hold = 0.5 * Math.Pow(2, 101 * (60 - key) / 1200.0);
        var full = Moment(at + 0.05);

        Assert.Equal(full, Moment(at + 0.006 + hold - 0.006), Tone);
        Assert.Equal(full - 38.4 + 2.1, Moment(at + 0.006 + hold + 0.02), 0.5); // in a window that falls by 15 dB, the beginning outweighs
        Assert.True(Moment(at + 0.006 + hold + 0.06) < full - 80);
        Assert.Equal(0, SynthBench.Cents(render.Frequency(at + 0.01, at + 0.1) / render.Frequency(33.6, 33.9)), 2);
    }

    [Theory]
    [InlineData(42.0)]
    [InlineData(46.5)]
    public void Test_5_the_oscillator_moves_the_volume_six_decibels_both_ways_four_times_a_second(double at)
    {
        const double Window = 0.008;
        float[] levels = [.. Enumerable.Range(0, (int)(2.9 / Window)).Select(i => (float)render.Level(at + 0.05 + (i * Window), at + 0.05 + ((i + 1) * Window)))];
        var middle = (levels.Max() + levels.Min()) / 2;

        Assert.Equal(12, levels.Max() - levels.Min(), 0.5);
        Assert.Equal(4, SynthBench.Frequency(Array.ConvertAll(levels, level => level - middle), (int)(1 / Window)), 0.05);
    }

    [Theory]
    [InlineData(51.5, 600)] // test 6: the generator
    [InlineData(56.5, 49.6)] // test 7: the modulation wheel
    public void Tests_6_and_7_the_vibrato_has_its_depth_and_four_hertz(double at, double depthCents)
    {
        var cents = render.PeriodCents(at + 0.1, at + 2.9, 375);
        var middle = (cents.Max() + cents.Min()) / 2;

        Assert.InRange(cents.Max() - middle, depthCents * 0.93, depthCents * 1.01);
        Assert.InRange(RisesPerSecond(cents, middle), 3.9, 4.1);
    }

    [Fact]
    public void Test_8_three_tones_of_different_roots_and_no_scale_have_one_pitch()
    {
        var first = render.Frequency(61.05, 61.4);

        Assert.Equal(0, SynthBench.Cents(render.Frequency(62.05, 62.4) / first), 1);
        Assert.Equal(0, SynthBench.Cents(render.Frequency(63.05, 63.4) / first), 1);
    }

    [Fact]
    public void Test_9_each_cutoff_is_as_much_brighter_as_it_should_be()
    {
        AssertSame(
            [
                -44.51, -39.90, -36.96, -33.50, -29.45, -26.52, -24.75, -23.50, -21.73, -20.46,
                -19.48, -18.71, -18.07, -17.52, -17.04, -16.62, -15.91, -15.04, -14.44,
            ],
            render.NoteLevels(65.5, 0.5, 19),
            Noise,
            reference: 9);

        // The last is the open filter, which is none here, while FluidSynth's closes at 0.45 of the rate.
        Assert.InRange(render.NoteLevel(75) - render.NoteLevel(74.5), 0.55, 2);
    }

    [Fact]
    public void Test_10_resonance_grows_while_the_power_of_noise_stays()
    {
        var levels = render.NoteLevels(77.5, 0.5, 12);

        AssertSame([-20.46, -20.41, -20.32, -20.20, -20.05, -19.89, -19.80, -19.84, -19.97, -19.90], levels[..10], Noise);

        // From 70 dB on the filter rings longer than the note, and what is heard depends on how it is begun.
        Assert.InRange(levels[10] - levels[0], -1, 1);
        Assert.InRange(levels[11] - levels[0], -12, -8);
    }

    [Fact]
    public void Test_11_attenuation_goes_in_steps_of_two_decibels() =>
        AssertSame([0, -2, -4, -6, -8, -10, -12], render.NoteLevels(85.5, 0.5, 7), Tone);

    [Fact]
    public void Test_12_negative_attenuation_cancels_and_no_more() =>
        AssertSame([0, 0, 0, 0, 0, 0, 0], render.NoteLevels(91.0, 0.5, 7), Tone);

    [Theory]
    [InlineData(97.5, 1)]
    [InlineData(103.5, 1.5)]
    [InlineData(109.5, 0.5)]
    [InlineData(121.5, 0)]
    public void Test_13_velocity_is_the_concave_curve_times_the_amount(double first, double amount)
    {
        double[] curve = [0, -2.34, -5.06, -8.25, -12.18, -17.27, -24.5, -37.1];

        AssertSame([.. curve.Select(level => level * amount)], render.NoteLevels(first, 0.5, 8), 2 * Tone);
    }

    [Fact]
    public void Test_13D_a_straight_velocity_curve_goes_in_equal_steps() =>
        AssertSame([0, -12, -24, -36, -48, -60, -72, -84], render.NoteLevels(115.5, 0.5, 8), Tone);

    [Theory]
    [InlineData(128.5)] // A: the default is off
    [InlineData(140.5)] // C: there is no exception for short attacks to emulate
    [InlineData(146.5)] // D: switched off in the form of 2.01
    [InlineData(152.5)] // E: and in that of 2.04
    public void Test_14_velocity_leaves_the_filter_alone(double first)
    {
        var levels = render.NoteLevels(first, 0.5, 8);

        Assert.InRange(levels.Max() - levels.Min(), 0, Noise);
    }

    [Fact]
    public void Test_14B_a_bank_can_have_velocity_close_the_filter() => AssertSame(
        [-23.3, -25.7, -27.9, -30.5, -32.2, -34.5, -36.5, -39.5], render.NoteLevels(134.5, 0.5, 8), Noise);

    [Fact]
    public void Test_15_the_modulation_wheel_opens_the_filter_where_the_bank_says_so()
    {
        // Up for two seconds and down for two. The tone lies low: the cutoff moves a decibel of it.
        double[] levels = [.. Enumerable.Range(0, 19).Select(i => render.Level(159.1 + (i * 0.2), 159.3 + (i * 0.2)))];

        Assert.InRange(levels.Max() - levels[0], 0.4, 1.5);
        Assert.InRange(Array.IndexOf(levels, levels.Max()), 5, 13);
        Assert.Equal(levels[0], levels[^1], 0.3);
        for (var i = 1; i < levels.Length; i++)
        {
            Assert.InRange(Math.Abs(levels[i] - levels[i - 1]), 0, 0.4);
        }

        // No vibrato: the bank has cancelled it.
        var cents = render.PeriodCents(160.5, 161.5, 375);
        Assert.InRange(cents.Max() - cents.Min(), 0, 6);
    }

    [Fact]
    public void Test_16_a_start_offset_leaves_the_first_word_out()
    {
        // "Not supported", of 22368 points at 22050 Hz, from point 6720 on: the pause between the words, 0.71 seconds before the end.
        const double At = 167.0;
        var word = render.Level(At + 0.05, At + 0.5);

        Assert.True(render.Level(At, At + 0.015) < word - 20);
        Assert.True(render.Level(At + 0.60, At + 0.64) > word - 40);
        Assert.True(render.Level(At + 0.715, At + 1.9) < word - 80);
    }

    // What moves in the effects moves the level of their returns: a reverb's by less than one decibel, a chorus's of a tone by two.
    [Theory]
    [InlineData(171.5, 1)] // 17A: generator 0, 333, 666, 1000
    [InlineData(181.0, 0.1984)] // 17B: controller 0, 42, 85, 127, which reaches a fifth
    [InlineData(201.0, 1)] // 18A, B: the same of chorus
    [InlineData(210.5, 0.1984)]
    public void Tests_17_and_18_the_return_grows_with_the_send(double first, double most)
    {
        var levels = ReturnLevels(first);
        var full = ReturnLevels(first > 200 ? 201.0 : 171.5)[3];

        Assert.True(double.IsNegativeInfinity(levels[0]) || levels[0] < levels[3] - 40);
        Assert.Equal(20 * Math.Log10(1 / 3.0), levels[1] - levels[3], ReturnTolerance(first));
        Assert.Equal(20 * Math.Log10(2 / 3.0), levels[2] - levels[3], ReturnTolerance(first));
        Assert.Equal(20 * Math.Log10(most), levels[3] - full, ReturnTolerance(first));
    }

    [Theory]
    [InlineData(190.5)] // reverb
    [InlineData(220.0)] // chorus
    public void Tests_17C_and_18C_generator_and_controller_add(double first)
    {
        var levels = ReturnLevels(first);

        // 333 + 65.6, 666 + 132.8, and the last is bounded at 100 %.
        Assert.Equal(20 * Math.Log10(0.3986), levels[1] - levels[3], ReturnTolerance(first));
        Assert.Equal(20 * Math.Log10(0.7988), levels[2] - levels[3], ReturnTolerance(first));
        Assert.Equal(0, levels[3] - ReturnLevels(first > 200 ? 201.0 : 171.5)[3], ReturnTolerance(first));
    }

    [Theory]
    [InlineData(240.0, 1)]
    [InlineData(247.5, 0)]
    [InlineData(255.0, -1)]
    public void Test_20_the_wheel_bends_as_the_bank_says(double at, int direction)
    {
        var song = SpecTestRender.Song();
        var middle = render.Frequency(at + 0.1, at + 0.4);
        for (var second = 0.5; second < 4.9; second += 0.1)
        {
            // The wheel moves all the time: its mean over the window, which a tone follows within a few cents.
            var expected = direction * MeanWheelCents(song, at + second, at + second + 0.04);
            var heard = SynthBench.Cents(render.Frequency(at + second, at + second + 0.04) / middle);
            Assert.Equal(expected, heard, 6.0);
        }
    }

    [Fact]
    public void Test_21_a_note_of_the_class_cuts_the_one_before() =>
        Assert.True(render.Level(262.03, 262.12) - render.Level(262.3, 262.5) > 30);

    public static TheoryData<double, double[], double[]> Pans
    {
        get
        {
            // A falling side; the other is its mirror. By controller, 127 is not quite all the way.
            const double Off = double.NegativeInfinity;
            double[] mono = [-13.93, -14.10, -14.62, -15.53, -16.94, -19.04, -22.28, -28.13, Off];
            double[] pair = [-12.17, -12.76, -13.33, -13.76, -13.93, -14.10, -14.62, -15.53, -16.94];
            double[] twice = [-10.92, -11.25, -12.17, -13.33, -13.93, -14.62, -16.94, -22.28, Off];
            return new TheoryData<double, double[], double[]>
            {
                { 266, mono, Mirrored(mono) },
                { 272, [.. mono[..8], -51.96], Mirrored(mono) },
                { 278, pair, Mirrored(pair) },
                { 284, [.. pair[..8], -16.85], [.. Mirrored(pair)[..8], -12.20] },
                { 290, twice, Mirrored(twice) },
                { 296, [.. twice[..8], -45.93], Mirrored(twice) },
            };

            static double[] Mirrored(double[] side) => [.. side.Reverse()];
        }
    }

    [Theory]
    [MemberData(nameof(Pans))]
    public void Test_22_both_sides_have_their_levels(double first, double[] left, double[] right)
    {
        // What one side has in the middle is the scale.
        var scale = render.NoteSides(first + 2).Left - left[4];
        for (var i = 0; i < left.Length; i++)
        {
            var sides = render.NoteSides(first + (i * 0.5));
            AssertSide(left[i], sides.Left - scale, i);
            AssertSide(right[i], sides.Right - scale, i);
        }
    }

    private static void AssertSide(double expected, double heard, int note)
    {
        if (double.IsNegativeInfinity(expected))
        {
            Assert.True(heard < -90, $"note {note}: {heard} dB where silence was expected");
        }
        else
        {
            // Far down, the steps of a table of pan show.
            Assert.Equal(expected, heard, expected < -40 ? 0.5 : Tone);
        }
    }

    /// <summary>Level of three periods of a tone of 375 Hz.</summary>
    private double Moment(double at) => render.Level(at - 0.004, at + 0.004);

    private static double ReturnTolerance(double first) => first > 200 ? 2.0 : 1.0;

    private double[] ReturnLevels(double first) =>
        [.. Enumerable.Range(0, 4).Select(i => render.ReturnLevel(first + (i * 2) + 0.02, first + (i * 2) + 1.2))];

    private static void AssertSame(double[] expected, double[] heard, double tolerance, int reference = 0)
    {
        double[] difference = [.. heard.Select((level, i) => level - heard[reference] - (expected[i] - expected[reference]))];
        Assert.True(
            difference.All(d => Math.Abs(d) <= tolerance),
            $"differences {string.Join(' ', difference.Select(d => d.ToString("F2")))}; heard {string.Join(' ', heard.Select(d => d.ToString("F2")))}");
    }

    // Each period is as long as its pitch makes it, so time is their sum.
    private static double RisesPerSecond(List<double> cents, double middle)
    {
        var (seconds, rises, first, last) = (0.0, -1, 0.0, 0.0);
        for (var i = 1; i < cents.Count; i++)
        {
            seconds += 1 / (375 * Math.Pow(2, cents[i] / 1200));
            if (cents[i - 1] < middle && cents[i] >= middle)
            {
                last = seconds;
                first = rises < 0 ? last : first;
                rises++;
            }
        }

        return rises / (last - first);
    }

    private static double MeanWheelCents(MidiFile song, double from, double to)
    {
        var (sum, count) = (0.0, 0);
        for (var second = from; second < to; second += 0.002)
        {
            var cents = 0.0;
            foreach (ref readonly var message in song.Messages)
            {
                if (message.Seconds > second)
                {
                    break;
                }

                cents = message.Message is { Kind: MidiMessageKind.PitchWheel, Channel: 0 } ? (message.Message.Wheel - 8192) * 200 / 8192.0 : cents;
            }

            (sum, count) = (sum + cents, count + 1);
        }

        return sum / count;
    }
}
