using Awe.Voices;

namespace Awe.Tests.Voices;

public class SystemMessagesTests
{
    [Theory]
    [InlineData("F0 7E 7F 09 01 F7", SystemMode.Gm)]
    [InlineData("F0 7E 10 09 02 F7", SystemMode.Gs)]
    [InlineData("F0 7E 7F 09 03 F7", SystemMode.Gm2)]
    [InlineData("F0 41 10 42 12 40 00 7F 00 41 F7", SystemMode.Gs)]
    [InlineData("F0 41 10 42 12 00 00 7F 00 01 F7", SystemMode.Gs)]
    [InlineData("F0 41 10 42 12 00 00 7F 01 00 F7", SystemMode.Gs)]
    [InlineData("F0 41 10 42 12 40 00 7F 7F 42 F7", SystemMode.Gm)]
    [InlineData("F0 43 10 4C 00 00 7E 00 F7", SystemMode.Xg)]
    [InlineData("F0 43 1F 4C 00 00 7F 00 F7", SystemMode.Xg)]
    internal void Reset_messages_choose_the_system(string message, SystemMode mode)
    {
        var parsed = Parse(message);
        Assert.Equal((SystemMessageKind.Reset, mode, false), (parsed.Kind, parsed.Mode, parsed.HasWrongChecksum));
    }

    [Fact]
    public void A_message_may_lack_its_frame_bytes() => Assert.Equal(SystemMode.Gm2, Parse("7E 7F 09 03").Mode);

    [Fact]
    public void A_gs_reset_with_a_wrong_checksum_is_obeyed_and_reported()
    {
        var parsed = Parse("F0 41 10 42 12 40 00 7F 00 40 F7");
        Assert.Equal((SystemMessageKind.Reset, SystemMode.Gs, true), (parsed.Kind, parsed.Mode, parsed.HasWrongChecksum));
    }

    [Fact]
    public void Any_other_gs_message_with_a_wrong_checksum_is_ignored() =>
        Assert.Equal(SystemMessageKind.None, Parse("F0 41 10 42 12 40 1A 15 01 11 F7").Kind);

    [Theory]
    [InlineData("F0 41 10 42 12 40 1A 15 01 10 F7", 10, true)]
    [InlineData("F0 41 10 42 12 40 11 15 02 18 F7", 0, true)]
    [InlineData("F0 41 10 42 12 40 10 15 00 1B F7", 9, false)]
    [InlineData("F0 41 10 42 12 40 1F 15 01 0B F7", 15, true)]
    [InlineData("F0 41 10 42 12 50 1A 15 01 00 F7", 26, true)]
    public void A_rhythm_part_message_names_its_channel(string message, int channel, bool isDrums)
    {
        var parsed = Parse(message);
        Assert.Equal((SystemMessageKind.UseForRhythm, channel, isDrums), (parsed.Kind, parsed.Channel, parsed.IsDrums));
    }

    [Theory]
    [InlineData("F0 7F 7F 04 01 00 40 F7", 0.50003)]
    [InlineData("F0 7F 7F 04 01 7F 7F F7", 1)]
    [InlineData("F0 41 10 42 12 40 00 04 00 3C F7", 0)]
    public void Master_volume_is_a_linear_gain(string message, double gain)
    {
        var parsed = Parse(message);
        Assert.Equal(SystemMessageKind.MasterVolume, parsed.Kind);
        Assert.Equal(gain, parsed.Gain, 1e-5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("F0")]
    [InlineData("F0 F7")]
    [InlineData("F0 7E 7F 09 F7")]
    [InlineData("F0 7E 7F 09 04 F7")]
    [InlineData("F0 41 10 42 12 F7")]
    [InlineData("F0 41 10 42 12 40 00 F7")]
    [InlineData("F0 41 10 42 12 40 1A 15 F7")]
    [InlineData("F0 43 10 4C 08 00 07 01 F7")]
    public void Anything_else_is_nothing(string message) => Assert.Equal(SystemMessageKind.None, Parse(message).Kind);

    private static SystemMessage Parse(string hex) => SystemMessages.Parse(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
}
