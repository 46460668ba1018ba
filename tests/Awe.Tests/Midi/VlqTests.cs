using Awe.Midi;
using CsCheck;

namespace Awe.Tests.Midi;

public class VlqTests
{
    [Theory]
    [InlineData("00", 0)]
    [InlineData("40", 64)]
    [InlineData("7F", 127)]
    [InlineData("81 00", 128)]
    [InlineData("C0 00", 8192)]
    [InlineData("FF 7F", 16383)]
    [InlineData("81 80 00", 16384)]
    [InlineData("FF FF FF 7F", 268435455)]
    public void These_bytes_are_this_number(string hex, uint expected)
    {
        var (bytes, position) = (Smf.Hex(hex), 0);

        Assert.Equal(bytes.Length, Vlq.Read(bytes, ref position, out var value));
        Assert.Equal((expected, bytes.Length), (value, position));
        Assert.Equal(bytes, Vlq.Bytes(expected));
    }

    [Fact]
    public void Every_number_survives_writing_and_reading() => Gen.UInt[0, Vlq.Max].Sample(value =>
    {
        var (bytes, position) = (Vlq.Bytes(value), 0);
        return Vlq.Read(bytes, ref position, out var read) == bytes.Length && read == value;
    });

    [Fact]
    public void A_number_cut_short_is_not_read_and_nothing_moves()
    {
        var position = 1;

        Assert.Equal(0, Vlq.Read(Smf.Hex("00 81 82"), ref position, out _));
        Assert.Equal(1, position);
    }

    [Fact]
    public void Reading_stops_after_five_bytes_and_keeps_the_low_28_bits()
    {
        var position = 0;

        Assert.Equal(5, Vlq.Read(Smf.Hex("FF 80 80 80 81 82"), ref position, out var value));
        Assert.Equal((1u, 5), (value, position));
    }

    [Fact]
    public void A_number_above_28_bits_cannot_be_written() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Vlq.Bytes(Vlq.Max + 1));
}
