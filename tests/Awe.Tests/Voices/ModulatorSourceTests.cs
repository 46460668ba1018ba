using Awe.Voices;

namespace Awe.Tests.Voices;

public class ModulatorSourceTests
{
    private const int Key = 3;
    private const int Descending = 0x100;
    private const int Bipolar = 0x200;
    private const int Concave = 1 << 10;
    private const int Convex = 2 << 10;
    private const int Switch = 3 << 10;

    [Theory]
    [InlineData(127, 0)]
    [InlineData(1, 126.0 / 128)]
    [InlineData(0, 127.0 / 128)]
    public void A_descending_linear_source_is_0_at_the_top(int position, double expected) =>
        Assert.Equal(expected, Map(Key | Descending, position), 1e-6);

    [Theory]
    [InlineData(63, 0)]
    [InlineData(64, 1)]
    [InlineData(127, 1)]
    public void A_switch_is_on_from_64(int position, double expected) => Assert.Equal(expected, Map(Key | Switch, position));

    [Theory]
    [InlineData(63, 1)]
    [InlineData(64, 0)]
    public void A_descending_switch_is_on_below_64(int position, double expected) =>
        Assert.Equal(expected, Map(Key | Switch | Descending, position));

    [Theory]
    [InlineData(0, -1)]
    [InlineData(64, 0)]
    [InlineData(127, 126.0 / 128)]
    public void A_bipolar_linear_source_is_0_in_the_middle(int position, double expected) =>
        Assert.Equal(expected, Map(Key | Bipolar, position), 1e-6);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(64, 0)]
    [InlineData(127, -126.0 / 128)]
    public void A_descending_bipolar_source_is_the_mirror_image_and_rests_in_the_middle(int position, double expected) =>
        Assert.Equal(expected, Map(Key | Bipolar | Descending, position), 1e-6);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(16, 0.02437)]
    [InlineData(64, 0.12686)]
    [InlineData(112, 0.38655)]
    [InlineData(126, 0.87658)]
    [InlineData(127, 1)]
    public void The_concave_curve_has_the_values_of_the_figure(int position, double expected)
    {
        Assert.Equal(expected, Map(Key | Concave, position), 1e-5);
        Assert.Equal(expected, Curves.Concave(position), 1e-5);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.12342)]
    [InlineData(16, 0.62513)]
    [InlineData(64, 0.87599)]
    [InlineData(126, 0.99857)]
    [InlineData(127, 1)]
    public void The_convex_curve_has_the_values_of_the_figure(int position, double expected)
    {
        Assert.Equal(expected, Map(Key | Convex, position), 1e-5);
        Assert.Equal(expected, Curves.Convex(position), 1e-5);
    }

    [Fact]
    public void Between_whole_positions_the_convex_curve_is_a_straight_line() =>
        Assert.Equal((Curves.Convex(1) + Curves.Convex(2)) / 2, Curves.Convex(1.5f), 1e-6);

    [Theory]
    [InlineData(0, -1)]
    [InlineData(64, 0)]
    [InlineData(96, 0.12686)]
    [InlineData(32, -0.12686)]
    public void A_bipolar_concave_source_bends_the_same_way_on_both_sides(int position, double expected) =>
        Assert.Equal(expected, Map(Key | Bipolar | Concave, position), 1e-5);

    [Fact]
    public void No_source_is_the_constant_1() => Assert.Equal(1, Map(ModulatorSource.None, 0));

    [Theory]
    [InlineData(0x0081, true)] // CC1
    [InlineData(0x000E, true)] // wheel
    [InlineData(0x1002, false)] // curve 4
    [InlineData(0x0001, false)] // unknown general controller
    [InlineData(0x007F, false)] // link
    [InlineData(0x0080, false)] // CC0 bank select
    [InlineData(0x0086, false)] // CC6 data entry
    [InlineData(0x00A0, false)] // CC32
    [InlineData(0x00A1, false)] // CC33, an LSB
    [InlineData(0x00BF, false)] // CC63
    [InlineData(0x00C0, true)] // CC64
    [InlineData(0x00E2, false)] // CC98
    [InlineData(0x00E5, false)] // CC101
    [InlineData(0x00F7, true)] // CC119
    [InlineData(0x00F8, false)] // CC120
    public void Illegal_sources_are_not_supported(int word, bool isSupported) =>
        Assert.Equal(isSupported, new ModulatorSource((ushort)word).IsSupported);

    private static float Map(int word, float position) => new ModulatorSource((ushort)word).Map(position);
}
