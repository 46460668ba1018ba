using Awe.Voices;

namespace Awe.Tests.Voices;

public class EffectMessageTests
{
    [Theory]
    [InlineData(1, new byte[] { 0x00, 0x08, 0x01, 0x30 })]
    [InlineData(2, new byte[] { 0x03, 0x05 })]
    public void Gm2_global_parameters_name_their_effect_and_come_in_pairs(int slot, byte[] pairs)
    {
        byte[] bytes = [0xF0, 0x7F, 0x7F, 0x04, 0x05, 0x01, 0x01, 0x01, 0x01, (byte)slot, .. pairs, 0xF7];

        var message = SystemMessages.Parse(bytes);

        Assert.Equal(SystemMessageKind.GlobalParameters, message.Kind);
        Assert.Equal(slot, message.Address);
        Assert.Equal(pairs, message.Data.ToArray());
    }

    [Fact]
    public void Other_slot_paths_and_sizes_of_global_parameters_mean_nothing()
    {
        Assert.Equal(SystemMessageKind.None, SystemMessages.Parse([0x7F, 0x7F, 0x04, 0x05, 0x02, 0x01, 0x01, 0x01, 0x01, 0x00, 0x08]).Kind);
        Assert.Equal(SystemMessageKind.None, SystemMessages.Parse([0x7F, 0x7F, 0x04, 0x05, 0x01, 0x01, 0x02, 0x01, 0x01, 0x00, 0x08, 0x00]).Kind);
    }
}
