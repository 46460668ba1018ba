using Awe.Tests.Midi;
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
        var parsed = SystemMessages.Parse(Smf.Hex(message));
        Assert.Equal((SystemMessageKind.Reset, mode, false), (parsed.Kind, parsed.Mode, parsed.HasWrongChecksum));
    }

    [Fact]
    public void A_message_may_lack_its_frame_bytes() => Assert.Equal(SystemMode.Gm2, SystemMessages.Parse(Smf.Hex("7E 7F 09 03")).Mode);

    [Fact]
    public void A_gs_reset_with_a_wrong_checksum_is_obeyed_and_reported()
    {
        var parsed = SystemMessages.Parse(Smf.Hex("F0 41 10 42 12 40 00 7F 00 40 F7"));
        Assert.Equal((SystemMessageKind.Reset, SystemMode.Gs, true), (parsed.Kind, parsed.Mode, parsed.HasWrongChecksum));
    }

    [Theory]
    [InlineData("F0 41 10 42 12 40 11 15 02 18 F7", SystemMessageKind.GsData)]
    [InlineData("F0 41 10 42 12 40 11 15 02 19 F7", SystemMessageKind.None)]
    internal void Other_gs_messages_need_the_right_checksum(string message, SystemMessageKind kind) =>
        Assert.Equal(kind, SystemMessages.Parse(Smf.Hex(message)).Kind);

    [Theory]
    [InlineData("")]
    [InlineData("F0")]
    [InlineData("F0 F7")]
    [InlineData("F0 7E 7F 09 F7")]
    [InlineData("F0 7E 7F 09 04 F7")]
    [InlineData("F0 7E 7F 06 01 F7")]
    [InlineData("F0 7F 7F 04 01 00 F7")]
    [InlineData("F0 41 10 42 12 F7")]
    [InlineData("F0 41 10 42 12 40 00 F7")]
    [InlineData("F0 41 10 42 12 40 1A 15 F7")]
    [InlineData("F0 43 10 4C 08 00 07 F7")]
    [InlineData("F0 43 00 4C 00 00 7E 00 F7")]
    [InlineData("F0 41 10 16 12 7F 00 00 00 01 F7")]
    public void Anything_else_is_nothing(string message) => Assert.Equal(SystemMessageKind.None, SystemMessages.Parse(Smf.Hex(message)).Kind);

    [Fact]
    public void A_message_longer_than_any_that_means_something_is_nothing()
    {
        byte[] start = [0x43, 0x10, 0x4C, 0x08, 0x00, 0x00];
        Assert.Equal(SystemMessageKind.XgData, SystemMessages.Parse([.. start, .. new byte[1000]]).Kind);
        Assert.Equal(SystemMessageKind.None, SystemMessages.Parse([.. start, .. new byte[100_000]]).Kind);
    }

    [Fact]
    public void A_message_with_a_status_byte_inside_is_nothing() =>
        Assert.Equal(SystemMessageKind.None, SystemMessages.Parse(Smf.Hex("F0 43 10 4C 08 80 07 01 F7")).Kind);
}
