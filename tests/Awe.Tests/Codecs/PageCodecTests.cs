using Awe.Codecs;

namespace Awe.Tests.Codecs;

/// <summary>What goes in comes out, in as few bytes as was promised, and bytes that are no page do no harm.</summary>
public sealed class PageCodecTests
{
    private const int HeadBytes = 3 + (2 * 8 * 5) + 16;

    [Theory]
    [MemberData(nameof(TestPages.Names), MemberType = typeof(TestPages))]
    public void A_hard_page_comes_back_as_it_was(string name) => AssertComesBack(TestPages.Of(name));

    [Fact]
    public void Random_pages_come_back_as_they_were()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            AssertComesBack(TestPages.Random(seed));
        }
    }

    [Theory]
    [InlineData("FluidR3_GM.sf2", 1.9)]
    [InlineData("MuseScore_General_Full.sf2", 2.1)]
    public void Pages_of_a_real_bank_come_back_and_take_little_more_than_half(string bank, double ratio)
    {
        var (pages, bytes) = (0, 0L);
        foreach (var page in TestPages.OfBank(bank, 500))
        {
            pages++;
            bytes += AssertComesBack(page);
        }

        Assert.True(pages * 8192.0 / bytes > ratio, $"{pages * 8192.0 / bytes:0.000}");
    }

    [Fact]
    public void A_page_of_one_value_takes_three_bytes()
    {
        Assert.Equal(3, Encode(TestPages.Of("silence")).Length);
        Assert.Equal(3, Encode(TestPages.Of("lowest value")).Length);
    }

    [Fact]
    public void Noise_takes_one_byte_more_than_raw() => Assert.Equal(PageCodec.MaximumBytes, Encode(TestPages.Of("full noise")).Length);

    [Theory]
    [InlineData("one bit", HeadBytes + 1100)]
    [InlineData("one impulse", HeadBytes + 900)]
    [InlineData("full sine", HeadBytes + 1700)]
    [InlineData("eight-bit sine", HeadBytes + 1200)]
    [InlineData("only the highest bit", HeadBytes + 1100)]
    public void A_page_that_holds_little_takes_little(string name, int bytes) => Assert.InRange(Encode(TestPages.Of(name)).Length, 3, bytes);

    [Fact]
    public void A_page_that_is_cut_short_or_goes_on_is_refused()
    {
        var points = new short[PageCodec.Points];
        foreach (var encoded in TestPages.All.Select(Encode))
        {
            for (var length = 0; length < encoded.Length; length += length < 200 ? 1 : 97)
            {
                Assert.False(PageCodec.TryDecode(encoded.AsSpan(0, length), points), $"{length} of {encoded.Length}");
            }

            Assert.False(PageCodec.TryDecode([.. encoded, 1], points));
            Assert.False(PageCodec.TryDecode([.. encoded, 0], points));
        }
    }

    [Fact]
    public void Bytes_that_are_no_page_do_no_harm()
    {
        var random = new Random(1);
        var points = new short[PageCodec.Points];
        var good = Encode(TestPages.Of("two sines and noise"));
        for (var round = 0; round < 5000; round++)
        {
            var bytes = good.ToArray();
            for (var damage = random.Next(1, 6); damage > 0; damage--)
            {
                bytes[random.Next(random.Next(2) == 0 ? HeadBytes : bytes.Length)] = (byte)random.Next(256);
            }

            PageCodec.TryDecode(bytes, points);
            random.NextBytes(bytes);
            bytes[0] = 2;
            bytes[1] = (byte)random.Next(12);
            PageCodec.TryDecode(bytes.AsSpan(0, random.Next(bytes.Length)), points);
        }
    }

    [Fact]
    public void Damage_beyond_the_frame_of_a_page_decodes_the_same_everywhere()
    {
        // The quotients stay as they are, so the page is accepted; everything else is noise: sums wrap as the format says.
        var random = new Random(2);
        var encoded = Encode(TestPages.Of("two sines and noise"));
        random.NextBytes(encoded.AsSpan(3, 80));
        var points = new short[PageCodec.Points];

        Assert.True(PageCodec.TryDecode(encoded, points));
        Assert.Equal(PlainPageDecoder.Decode(encoded), points);
    }

    [Fact]
    public void Only_whole_pages_are_taken()
    {
        var (points, bytes) = (new short[PageCodec.Points], new byte[PageCodec.MaximumBytes]);
        Assert.Throws<ArgumentException>(() => PageCodec.Encode(points.AsSpan(1), bytes));
        Assert.Throws<ArgumentException>(() => PageCodec.Encode(points, bytes.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => PageCodec.TryDecode(bytes, points.AsSpan(1)));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var (page, points, bytes) = (TestPages.Of("two sines and noise"), new short[PageCodec.Points], new byte[PageCodec.MaximumBytes]);

        var allocated = AllocationMeter.LeastOf(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                PageCodec.TryDecode(bytes.AsSpan(0, PageCodec.Encode(page, bytes)), points);
            }
        });

        Assert.Equal(0, allocated);
    }

    private static int AssertComesBack(short[] page)
    {
        var encoded = Encode(page);
        var points = new short[PageCodec.Points];
        Array.Fill(points, (short)-1);

        Assert.True(PageCodec.TryDecode(encoded, points));
        Assert.Equal(page, points);
        Assert.Equal(page, PlainPageDecoder.Decode(encoded));
        return encoded.Length;
    }

    private static byte[] Encode(short[] page)
    {
        // Room beyond what was asked for stays as it is.
        var destination = new byte[PageCodec.MaximumBytes + 64];
        Array.Fill(destination, (byte)0xA5);
        var bytes = PageCodec.Encode(page, destination);

        Assert.InRange(bytes, 1, PageCodec.MaximumBytes);
        Assert.All(destination[PageCodec.MaximumBytes..], value => Assert.Equal(0xA5, value));
        return destination[..bytes];
    }
}
