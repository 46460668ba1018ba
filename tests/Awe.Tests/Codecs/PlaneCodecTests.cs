using Awe.Codecs;

namespace Awe.Tests.Codecs;

public sealed class PlaneCodecTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void A_plane_of_one_value_takes_two_bytes(byte value)
    {
        var plane = new byte[PlaneCodec.PlaneBytes];
        Array.Fill(plane, value);
        Assert.Equal(2, AssertComesBack(plane));
    }

    [Fact]
    public void Any_other_plane_takes_one_byte_more_than_raw()
    {
        var plane = new byte[PlaneCodec.PlaneBytes];
        plane[^1] = 1;
        Assert.Equal(PlaneCodec.MaximumBytes, AssertComesBack(plane));
        new Random(1).NextBytes(plane);
        Assert.Equal(PlaneCodec.MaximumBytes, AssertComesBack(plane));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 3)]
    [InlineData(1, PlaneCodec.MaximumBytes - 1)]
    [InlineData(1, PlaneCodec.MaximumBytes + 1)]
    [InlineData(2, PlaneCodec.MaximumBytes)]
    public void Bytes_that_are_no_plane_are_refused(byte kind, int length)
    {
        var encoded = new byte[length];
        encoded.AsSpan().Fill(kind);
        Assert.False(PlaneCodec.TryDecode(encoded, new byte[PlaneCodec.PlaneBytes]));
    }

    [Fact]
    public void Only_whole_planes_are_taken()
    {
        var (plane, bytes) = (new byte[PlaneCodec.PlaneBytes], new byte[PlaneCodec.MaximumBytes]);
        Assert.Throws<ArgumentException>(() => PlaneCodec.Encode(plane.AsSpan(1), bytes));
        Assert.Throws<ArgumentException>(() => PlaneCodec.Encode(plane, bytes.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => PlaneCodec.TryDecode(bytes, plane.AsSpan(1)));
    }

    private static int AssertComesBack(byte[] plane)
    {
        var (encoded, back) = (new byte[PlaneCodec.MaximumBytes], new byte[PlaneCodec.PlaneBytes]);
        var bytes = PlaneCodec.Encode(plane, encoded);
        Assert.True(PlaneCodec.TryDecode(encoded.AsSpan(0, bytes), back));
        Assert.Equal(plane, back);
        return bytes;
    }
}
