namespace Awe.Tests;

/// <summary>What a piece of code allocates on its thread.</summary>
internal static class AllocationMeter
{
    private const int MostPasses = 6;

    /// <summary>
    /// Bytes of the pass that allocated least, of a few; the first is for compiling. What code allocates it allocates every time; the runtime
    /// on the side does not: a collection in between counts the rest of the thread's allocation context, some kilobytes, and so does a
    /// method that is compiled anew.
    /// </summary>
    public static long LeastBytesOf(Action work)
    {
        work();
        return LeastOf(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }

    /// <summary>The least of a few measurements; 0 ends it.</summary>
    public static long LeastOf(Func<long> measure)
    {
        var least = long.MaxValue;
        for (var pass = 0; pass < MostPasses && least > 0; pass++)
        {
            least = Math.Min(least, measure());
        }

        return least;
    }
}
