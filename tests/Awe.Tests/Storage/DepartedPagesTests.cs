using Awe.Storage;

namespace Awe.Tests.Storage;

public sealed class DepartedPagesTests
{
    [Fact]
    public void A_page_is_remembered_once()
    {
        using var departed = new DepartedPages(8);
        departed.Add(7);
        Assert.False(departed.TryRemove(8, 4));
        Assert.True(departed.TryRemove(7, 4));
        Assert.False(departed.TryRemove(7, 4));
    }

    [Fact]
    public void A_page_is_forgotten_when_as_many_others_have_left_as_the_window_is_wide()
    {
        using var departed = new DepartedPages(8);
        for (var page = 1; page <= 6; page++)
        {
            departed.Add(page);
        }

        Assert.False(departed.TryRemove(2, 4));
        Assert.True(departed.TryRemove(3, 4));
    }

    [Fact]
    public void Nearly_all_of_as_many_as_there_is_room_for_are_remembered_and_hardly_any_stranger_is()
    {
        const int Room = 10_000;
        using var departed = new DepartedPages(Room);
        for (var page = 0; page < 10 * Room; page++)
        {
            departed.Add(page);
        }

        var strangers = Enumerable.Range(20 * Room, Room).Count(page => departed.TryRemove(page, Room));
        var known = Enumerable.Range(9 * Room, Room).Count(page => departed.TryRemove(page, Room));
        Assert.Equal(0, strangers);
        Assert.True(known > 0.93 * Room, $"{known} of {Room}");
    }
}
