namespace Awe.Storage;

/// <summary>A page that a song is going to use.</summary>
/// <param name="Page">The page.</param>
/// <param name="Frame">The reader's frame at which a voice enters it.</param>
/// <param name="Next">Number of the same page's next use; 0 when none is known.</param>
internal readonly record struct ExpectedUse(PageKey Page, long Frame, long Next);
