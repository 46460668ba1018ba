using Awe.BuiltIn;
using Awe.SoundFonts;

namespace Awe.Tests.BuiltIn;

public sealed class BuiltInBankTests(BuiltInBankTests.OpenBank open) : IClassFixture<BuiltInBankTests.OpenBank>
{
    private const int DrumBank = 128;

    private static readonly int[] s_velocities = [1, 64, 127];

    [Fact]
    public void Opens_without_a_warning() => Assert.Empty(open.Bank.Warnings);

    [Fact]
    public void Is_at_most_one_and_a_half_megabytes() => Assert.InRange(open.Bytes.Length, 500_000, 1_500_000);

    [Fact]
    public void Two_builds_give_the_same_bytes() => Assert.True(open.Bytes.Span.SequenceEqual(BuiltInBank.ToBytes()));

    [Fact]
    public void Every_program_sounds_on_every_key_at_every_velocity()
    {
        for (var program = 0; program < 128; program++)
        {
            var preset = Assert.Single(open.Bank.Presets, p => p.Bank == 0 && p.Program == program);
            for (var key = 0; key <= 127; key++)
            {
                Assert.All(s_velocities,
                    velocity => Assert.True(SamplesOf(preset, key, velocity)
                        .Count > 0, $"{preset.Name} is silent at key {key}, velocity {velocity}"));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(40)]
    public void A_kit_has_one_sound_on_each_percussion_key(int program)
    {
        var kit = Assert.Single(open.Bank.Presets, p => p.Bank == DrumBank && p.Program == program);
        for (var key = 35; key <= 81; key++)
        {
            Assert.Single(SamplesOf(kit, key, 100));
        }
    }

    [Fact]
    public void Hats_silence_each_other_and_no_other_drum()
    {
        var kit = open.Bank.Presets.Single(p => p.Bank == DrumBank && p.Program == 0);
        var hats = Enumerable.Range(35, 47).Where(key => ExclusiveClassOf(kit, key) == 1);
        Assert.Equal([42, 44, 46], hats);
    }

    [Fact]
    public void All_samples_can_sound_and_none_comes_near_full_scale()
    {
        Assert.All(open.Bank.Samples, sample =>
        {
            Assert.True(sample.IsPlayable, $"{sample.Name}: {sample.Fault}");
            var peak = Points(sample).Max(point => Math.Abs((int)point));
            Assert.InRange(peak, 29_000, 29_300);
        });
    }

    [Fact]
    public void Loops_have_at_least_32_points_and_8_equal_points_around_both_ends()
    {
        Assert.All(LoopedSamples(), sample =>
        {
            var points = Points(sample);
            var (start, end) = LoopOf(sample);
            Assert.InRange(end - start, 32, 32_768);
            Assert.True(start >= 8 && end + 8 <= points.Length, $"{sample.Name} has no 8 points beside its loop");
            Assert.True(points.AsSpan(start - 8, 16)
                .SequenceEqual(points.AsSpan(end - 8, 16)), $"{sample.Name} differs around the ends of its loop");
        });
    }

    [Fact]
    public void No_step_at_the_seam_of_a_loop_is_larger_than_inside_it()
    {
        Assert.All(LoopedSamples(), sample =>
        {
            var points = Points(sample);
            var (start, end) = LoopOf(sample);
            var largest = Enumerable.Range(start + 1, end - start - 1).Max(i => Math.Abs(points[i] - points[i - 1]));
            Assert.InRange(Math.Abs(points[start] - points[end - 1]), 0, largest);
        });
    }

    [Fact]
    public void Pitched_loops_are_in_tune_with_their_root_key_within_3_cents()
    {
        string[] unpitched = ["Crash", "Ride", "Triangle", "Whistle", "Noise", "Crowd", "Telephone bell"];
        var pitched = LoopedSamples().Where(sample => !unpitched.Any(name => sample.Name.StartsWith(name, StringComparison.Ordinal)))
            .ToArray();
        Assert.True(pitched.Length > 80);
        Assert.All(pitched, sample =>
        {
            var (start, end) = LoopOf(sample);
            var cents = LoopPitch.CentsFrom(Points(sample).AsSpan(start, end - start), sample.Rate, sample.RootKey);
            Assert.True(Math.Abs(cents) < 3, $"{sample.Name} is {cents:F1} cents off");
        });
    }

    [Fact]
    public void No_zone_plays_louder_than_its_sample()
    {
        var attenuations = open.Bank.Instruments
            .SelectMany(instrument => open.Bank.ZonesOf(instrument).ToArray())
            .SelectMany(zone => open.Bank.InstrumentGenerators(zone).ToArray())
            .Where(generator => generator.Type == GeneratorType.InitialAttenuation)
            .ToArray();
        Assert.NotEmpty(attenuations);
        Assert.All(attenuations, generator => Assert.InRange(generator.Amount, 0, 1440));
    }

    private List<int> SamplesOf(Preset preset, int key, int velocity) => [.. ZonesOf(preset, key, velocity).Select(zone => zone.Target)];

    private List<Zone> ZonesOf(Preset preset, int key, int velocity)
    {
        var zones = new List<Zone>();
        foreach (var presetZone in open.Bank.ZonesOf(preset))
        {
            foreach (var zone in open.Bank.ZonesOf(open.Bank.Instruments[presetZone.Target]))
            {
                if (presetZone.Contains(key, velocity) && zone.Contains(key, velocity))
                {
                    zones.Add(zone);
                }
            }
        }

        return zones;
    }

    private int ExclusiveClassOf(Preset kit, int key)
    {
        foreach (var presetZone in open.Bank.ZonesOf(kit))
        {
            if (presetZone.Contains(key, 100) && open.Bank.Instruments[presetZone.Target].Global is { } global)
            {
                return open.Bank.InstrumentGenerators(global).ToArray().FirstOrDefault(g => g.Type == GeneratorType.ExclusiveClass).Amount;
            }
        }

        return -1;
    }

    private IEnumerable<SampleHeader> LoopedSamples() => open.Bank.Samples.Where(sample => sample.LoopEnd > sample.LoopStart);

    private static (int Start, int End) LoopOf(SampleHeader sample) =>
        ((int)(sample.LoopStart - sample.Start), (int)(sample.LoopEnd - sample.Start));

    private short[] Points(SampleHeader sample)
    {
        var first = open.Bank.SampleData.Offset + (sample.Start * 2);
        var bytes = open.Bytes.Span.Slice((int)first, (int)(sample.End - sample.Start) * 2);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes).ToArray();
    }

    /// <summary>The bank, computed once for all tests.</summary>
    public sealed class OpenBank : IDisposable
    {
        public ReadOnlyMemory<byte> Bytes { get; } = BuiltInBank.ToBytes();

        public SoundFont Bank { get; } = SoundFont.Open(BuiltInBank.Open());

        public void Dispose() => Bank.Dispose();
    }
}
