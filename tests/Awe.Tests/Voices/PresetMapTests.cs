using Awe.Voices;

namespace Awe.Tests.Voices;

public class PresetMapTests
{
    [Fact]
    public void A_missing_variation_falls_back_to_the_same_program_of_bank_0()
    {
        var map = Map([(0, 0, "piano"), (0, 5, "e-piano"), (8, 4, "other")]);
        Assert.Equal("e-piano", Find(map, 8, 5));
        Assert.Equal("other", Find(map, 8, 4));
    }

    [Fact]
    public void A_missing_program_falls_back_to_program_0_of_bank_0() =>
        Assert.Equal("piano", Find(Map([(0, 0, "piano"), (128, 0, "kit")]), 0, 77));

    [Fact]
    public void A_missing_kit_falls_back_to_kit_0()
    {
        var map = Map([(0, 30, "melody"), (128, 0, "kit"), (128, 8, "room")]);
        Assert.Equal("kit", Find(map, 128, 30, isDrums: true));
        Assert.Equal("room", Find(map, 136, 8, isDrums: true));
    }

    [Fact]
    public void Drums_never_fall_back_to_melody()
    {
        var map = Map([(0, 0, "piano")]);
        Assert.False(map.TryFind(128, 0, isDrums: true, out _));
    }

    [Fact]
    public void An_empty_map_finds_nothing() => Assert.False(new PresetMap([]).TryFind(0, 0, isDrums: false, out _));

    [Fact]
    public void Of_two_presets_of_one_number_in_a_bank_the_first_sounds() =>
        Assert.Equal("first", Find(Map([(0, 0, "first"), (0, 0, "second")]), 0, 0));

    [Fact]
    public void A_later_bank_lies_over_an_earlier_one()
    {
        var map = Map([(0, 0, "piano"), (0, 1, "bright")], [(0, 0, "better piano")]);
        Assert.Equal("better piano", Find(map, 0, 0));
        Assert.Equal("bright", Find(map, 0, 1));
        Assert.True(map.TryFind(0, 0, isDrums: false, out var entry));
        Assert.Equal(1, entry.FontIndex);
    }

    [Fact]
    public void An_exact_preset_of_an_earlier_bank_comes_before_a_fallback_of_a_later_one() =>
        Assert.Equal("variation", Find(Map([(8, 5, "variation")], [(0, 5, "capital")]), 8, 5));

    [Fact]
    public void A_bank_offset_moves_a_whole_bank()
    {
        using var gm = TestBank.WithPresets((0, 0, "piano"), (128, 0, "kit"));
        using var user = TestBank.WithPresets((0, 0, "user"), (128, 0, "user kit"));
        var map = new PresetMap([new(gm, 0), new(user, 1)]);
        Assert.Equal("piano", Find(map, 0, 0));
        Assert.Equal("user", Find(map, 1, 0));
        Assert.Equal("kit", Find(map, 128, 0, isDrums: true));
        Assert.Equal("user kit", Find(map, 129, 0, isDrums: true));
    }

    [Fact]
    public void Kits_of_a_bank_that_a_song_brings_along_stay_kits()
    {
        using var gm = TestBank.WithPresets((0, 0, "piano"), (128, 0, "kit"));
        using var own = TestBank.WithPresets((0, 0, "own"), (128, 0, "own kit"));
        var map = new PresetMap([new(gm, 0), new(own, 1, KitsStay: true)]);
        Assert.Equal("piano", Find(map, 0, 0));
        Assert.Equal("own", Find(map, 1, 0));
        Assert.Equal("own kit", Find(map, 128, 0, isDrums: true));
        Assert.Equal("own kit", Find(map, 129, 0, isDrums: true));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(int.MaxValue, 127)]
    [InlineData(0, 128)]
    [InlineData(0, -1)]
    public void Numbers_out_of_range_fall_back_too(int bank, int program) => Assert.Equal("piano", Find(Map([(0, 0, "piano")]), bank, program));

    private static PresetMap Map(params (int Bank, int Program, string Name)[][] fonts) =>
        new([.. fonts.Select(presets => new MappedFont(TestBank.WithPresets(presets), 0))]);

    private static string Find(PresetMap map, int bank, int program, bool isDrums = false)
    {
        Assert.True(map.TryFind(bank, program, isDrums, out var entry));
        return entry.Preset.Name;
    }
}
