namespace Awe.Tests;

/// <summary>Counts what a piece of work allocates on the thread that does it.</summary>
internal static class AllocationMeter
{
    private const int MostPasses = 5;

    /// <summary>
    /// The bytes of the pass that allocated least, after one that does not count; no more passes than it takes to see none. What the work
    /// allocates it allocates at every pass, so that the least is its own. What the runtime adds it adds now and then: a collection in
    /// between counts the unused rest of the thread's allocation context (8 KiB or so) as allocated, and so may a method compiled anew.
    /// </summary>
    /// <param name="work">The same every time, and after itself.</param>
    /// <param name="prepare">What goes before every pass and is not counted.</param>
    public static long LeastOf(Action work, Action? prepare = null)
    {
        prepare?.Invoke();
        work();
        var least = long.MaxValue;
        for (var pass = 0; pass < MostPasses && least > 0; pass++)
        {
            prepare?.Invoke();
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
