namespace Awe.SoundFonts;

/// <summary>
/// Checks ranges [first, next) that records claim of a table. In a sound bank they follow one another and sum up to the table;
/// hostile ones could each claim all of it, and make the work the product of two tables. So their sum is bounded too.
/// </summary>
internal sealed class IndexRanges(int tableLength)
{
    private long _unclaimed = 2L * tableLength;

    /// <summary>Returns how many entries from <paramref name="first"/> on belong to the range, or -1 where it cannot be honoured.</summary>
    public int Claim(int first, int next)
    {
        var length = Math.Min(next, tableLength) - first;
        if (next < first || length > _unclaimed)
        {
            return -1;
        }

        // A range that begins past the table is empty.
        length = Math.Max(length, 0);
        _unclaimed -= length;
        return length;
    }
}
