namespace Awe.Storage;

/// <summary>Where a sample's points are in the page table of its bank.</summary>
/// <param name="FirstPage">Page that begins with point <paramref name="Origin"/>.</param>
/// <param name="PageCount">Pages of the sample; 0 when it cannot sound.</param>
/// <param name="Origin">Point of the bank's sample data with which the first page begins.</param>
/// <param name="Points">Points that the pages hold, from <paramref name="Origin"/> on.</param>
internal readonly record struct StoredSample(int FirstPage, int PageCount, long Origin, long Points);
