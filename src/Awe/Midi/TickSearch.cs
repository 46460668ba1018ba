namespace Awe.Midi;

/// <summary>An order of numbered things: first those that are not past a place, then those that are.</summary>
internal interface ITickOrder
{
    /// <summary>Whether the thing of this number is past the place.</summary>
    bool IsPast(long number);
}

/// <summary>Binary search: songs with tens of thousands of tempo changes exist, and seeking asks for times often.</summary>
internal static class TickSearch
{
    /// <summary>The last number of <paramref name="first"/> to <paramref name="last"/> that is not past the place; at least <paramref name="first"/>.</summary>
    public static long LastNotPast<TOrder>(long first, long last, TOrder order)
        where TOrder : ITickOrder
    {
        while (first < last)
        {
            var middle = first + ((last - first + 1) / 2);
            (first, last) = order.IsPast(middle) ? (first, middle - 1) : (middle, last);
        }

        return first;
    }
}
