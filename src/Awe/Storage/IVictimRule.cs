namespace Awe.Storage;

/// <summary>What the store knows of a page that might leave.</summary>
internal interface IVictimRule
{
    /// <summary>The page stays, whatever else is said: a voice is in it or about to be.</summary>
    const long Keep = long.MinValue;

    /// <summary>No score tells of a next use, or not within its horizon.</summary>
    const long Unknown = long.MaxValue;

    /// <summary>When the page is used next, in any unit that is the same for all pages, or <see cref="Keep"/>, or <see cref="Unknown"/>.</summary>
    long NextUse(int frame, long page);
}
