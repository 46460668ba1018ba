namespace Awe.Primitives;

/// <summary>
/// What the garbage collector saw at its last collection: the answer where the system has no better one. It stands still between
/// collections, is zero load before the first, and each reading allocates.
/// </summary>
internal sealed class CollectorMemoryProbe : IMemoryProbe
{
    public MemoryReading Read()
    {
        var info = GC.GetGCMemoryInfo();
        var total = info.TotalAvailableMemoryBytes;
        return new MemoryReading(Math.Clamp(total - info.MemoryLoadBytes, 0, total), total);
    }

    public void Dispose()
    {
    }
}
