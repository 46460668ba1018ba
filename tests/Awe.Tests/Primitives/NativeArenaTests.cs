using Awe.Primitives;
using Awe.Tests.Storage;

namespace Awe.Tests.Primitives;

[Collection(StoreCollection.Name)]
public sealed class NativeArenaTests
{
    private static readonly int s_page = Environment.SystemPageSize;

    [Fact]
    public void Memory_begins_as_zero_keeps_what_is_written_and_is_zero_again_after_it_was_given_back()
    {
        using var arena = new NativeArena(3L * s_page);
        arena.Commit(0, arena.Bytes);
        var middle = arena.Span<byte>(s_page, s_page);
        Assert.Equal(-1, middle.IndexOfAnyExcept((byte)0));
        middle.Fill(7);
        arena.Span<byte>(0, s_page).Fill(5);

        arena.Decommit(s_page, s_page);
        arena.Commit(s_page, s_page);

        Assert.Equal(-1, arena.Span<byte>(s_page, s_page).IndexOfAnyExcept((byte)0));
        Assert.Equal(-1, arena.Span<byte>(0, s_page).IndexOfAnyExcept((byte)5));
    }

    [Fact]
    public void Sizes_are_whole_pages_of_the_system()
    {
        using var arena = new NativeArena(s_page + 1);
        using var least = new NativeArena(0);
        Assert.Equal((2L * s_page, (long)s_page), (arena.Bytes, least.Bytes));
    }

    [Fact]
    public void A_range_far_beyond_memory_costs_nothing_until_it_is_touched()
    {
        using var arena = new NativeArena(1L << 40);
        arena.Commit((1L << 40) - s_page, s_page);
        arena.Span<short>((1L << 40) - 4, 2)[1] = -3;
        Assert.Equal(-3, arena.Span<short>((1L << 40) - 2, 1)[0]);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(4096, 1)]
    [InlineData(4095, 1)]
    [InlineData(long.MaxValue, 1)]
    public void A_view_that_leaves_the_range_is_refused(long offsetBytes, int count)
    {
        using var arena = new NativeArena(4096, commit: true);
        Assert.SkipUnless(arena.Bytes == 4096, "system pages of another size");
        Assert.Throws<ArgumentOutOfRangeException>(() => arena.Span<short>(offsetBytes, count).Length);
    }

    [Fact]
    public void Disposing_counts_once()
    {
        var before = (NativeArena.LiveCount, NativeArena.LiveBytes);
        var arena = new NativeArena(10);
        Assert.Equal((before.LiveCount + 1, before.LiveBytes + arena.Bytes), (NativeArena.LiveCount, NativeArena.LiveBytes));
        arena.Dispose();
        arena.Dispose();
        Assert.Equal(before, (NativeArena.LiveCount, NativeArena.LiveBytes));
    }
}
