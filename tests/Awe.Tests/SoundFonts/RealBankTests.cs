using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Tests.SoundFonts;

/// <summary>What the reader finds in real banks; the numbers were counted by other programs.</summary>
public sealed class RealBankTests
{
    [Theory]
    [InlineData("TimGM6mb.sf2", 136, 520, 0, 2063, 210, "0 128")]
    [InlineData("FluidR3_GM.sf2", 189, 1418, 485, 2818, 1054, "0 8 9 16 128")]
    [InlineData("MuseScore_General_Full.sf2", 311, 2202, 579, 4647, 1393, "0 1 8 10 16 17 18 20 21 25 26 30 31 40 41 50 51 128")]
    public void Installed_banks_are_read_whole(
        string file, int presets, int samples, int pairs, int instrumentZoneRecords, int presetZoneRecords, string banks)
    {
        using var font = SoundFont.Open(TestFiles.Bank(file));

        Assert.Equal((presets, samples), (font.Presets.Count, font.Samples.Count));
        Assert.Equal(pairs, font.Samples.Count(s => s.Type == 2));
        Assert.Equal(pairs, font.Samples.Count(s => s.Type == 4));
        Assert.All(font.Samples, s => Assert.True(s.IsPlayable));
        Assert.Equal(banks, string.Join(' ', font.Presets.Select(p => p.Bank).Distinct().Order()));
        Assert.Empty(font.Warnings);

        // Zone records that hold nothing are no zones; these banks have a few at the start of an item.
        Assert.Equal(instrumentZoneRecords, InstrumentZones(font) + font.Instruments.Count(i => i.Global is not null) + EmptyZones(file).Instrument);
        Assert.Equal(presetZoneRecords, PresetZones(font) + font.Presets.Count(p => p.Global is not null) + EmptyZones(file).Preset);
    }

    [Theory]
    [InlineData("TimGM6mb.sf2", 455, 0)]
    [InlineData("FluidR3_GM.sf2", 746, 0)]
    [InlineData("MuseScore_General_Full.sf2", 1587, 899)]
    public void All_modulators_of_installed_banks_belong_to_a_zone(string file, int instrumentModulators, int presetModulators)
    {
        using var font = SoundFont.Open(TestFiles.Bank(file));

        Assert.Equal(instrumentModulators, font.Instruments.Sum(i => AllZones(i.Global, font.ZonesOf(i)).Sum(z => font.InstrumentModulators(z).Length)));
        Assert.Equal(presetModulators, font.Presets.Sum(p => AllZones(p.Global, font.ZonesOf(p)).Sum(z => font.PresetModulators(z).Length)));
    }

    [Theory]
    [InlineData("sf_spec_test.sf2", 7, 28, 46, 0)]
    [InlineData("filter_NRPN_test.sf2", 3, 1, 1, 0)]
    [InlineData("VintageDreamsWaves-v2.sf2", 136, 238, 124, 1)]
    [InlineData("VintageDreamsWaves-v2.sf3", 136, 238, 124, 1)]
    [InlineData("florestan-subset.sf2", 17, 17, 55, 0)]
    [InlineData("TestSoundFont.sf2", 2, 2, 5, 0)]
    [InlineData("valid.sf2", 0, 0, 0, 0)]
    [InlineData("test_empty_samples.sf2", 1, 1, 0, 0)]
    public void Collected_banks_are_read_whole(string file, int presets, int instruments, int samples, int silent)
    {
        using var font = SoundFont.Open(TestFiles.Shared("corpus", "soundfonts", file));

        Assert.Equal((presets, instruments, samples), (font.Presets.Count, font.Instruments.Count, font.Samples.Count));
        Assert.Equal(silent, font.Samples.Count(s => !s.IsPlayable));
        Assert.All(font.Warnings, w => Assert.Matches("^[0-9]+ of 124 samples are silent: ", w));
    }

    [Fact]
    public void Four_bytes_named_sf2_are_refused()
    {
        var path = TestFiles.Shared("corpus", "soundfonts", "ZZZ1.sf2");
        var refusal = Assert.Throws<InvalidDataException>(() => SoundFont.Open(path));

        Assert.Equal($"{path}: found 'RAFF' at offset 0, expected 'RIFF'", refusal.Message);
    }

    [Theory]
    [InlineData("Wind Melody.sbk", 2, 2, 3, 2)]
    [InlineData("Visions of Spring.sbk", 1, 1, 2, 2)]
    public void SoundFont_1_banks_of_the_cards_day_are_read_whole(string file, int presets, int instruments, int samples, int inRom)
    {
        using var font = SoundFont.Open(TestFiles.Shared("corpus", "awe32", file));

        Assert.Equal((1, "1MGM"), (font.Info.MajorVersion, font.Info.Rom));
        Assert.Equal((presets, instruments, samples), (font.Presets.Count, font.Instruments.Count, font.Samples.Count));
        Assert.Equal(inRom, font.Samples.Count(sample => sample.Name.StartsWith('*') && sample.Type == 0x8001 && !sample.IsPlayable));
        Assert.Equal([$"{inRom} of {samples} samples are silent: a sample of the card's ROM, which is not there"], font.Warnings);
    }

    [Fact]
    public void Opening_a_490_MB_bank_reads_none_of_its_points()
    {
        var source = new RecordingSource(TestFiles.Bank("MuseScore_General_Full.sf2"));
        using var font = SoundFont.Read(source);
        var (first, end) = (font.SampleData.Offset, font.SampleData.Offset + (font.SampleData.Points * 2));

        Assert.DoesNotContain(source.Reads, read => read.Offset < end && read.Offset + read.Length > first);
        Assert.True(source.Reads.Sum(read => read.Length) < 1 << 20);
        Assert.True(source.Reads.Count < 100);
    }

    private static (int Instrument, int Preset) EmptyZones(string file) => file switch
    {
        "FluidR3_GM.sf2" => (2, 0),
        "MuseScore_General_Full.sf2" => (0, 47),
        _ => (0, 0),
    };

    private static int InstrumentZones(SoundFont font) => font.Instruments.Sum(i => font.ZonesOf(i).Length);

    private static int PresetZones(SoundFont font) => font.Presets.Sum(p => font.ZonesOf(p).Length);

    private static Zone[] AllZones(Zone? global, ReadOnlySpan<Zone> zones) => global is { } zone ? [zone, .. zones] : zones.ToArray();

    private sealed class RecordingSource(string path) : IByteSource
    {
        private readonly FileByteSource _file = new(path);

        public List<(long Offset, int Length)> Reads { get; } = [];

        public string Name => _file.Name;

        public long Length => _file.Length;

        public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
        {
            Reads.Add((offset, destination.Length));
            return _file.Read(offset, destination, cancellation);
        }

        public void Dispose() => _file.Dispose();
    }
}
