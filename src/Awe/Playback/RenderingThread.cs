namespace Awe.Playback;

/// <summary>
/// Who may change what the rendering thread owns. That is the thread that rendered last; before anybody has rendered, and for that thread
/// itself between two calls, a change can be made at once, on loan. All others leave word, and the next quantum takes it.
/// </summary>
internal sealed class RenderingThread
{
    private const int Nobody = 0;
    private const int OnLoan = -1;
    private int _owner = Nobody; // the managed number of a thread, which is never 0 or less

    /// <summary>
    /// The thread that renders from now on. It waits only when it was another one before, or none, and exactly then a change is being made.
    /// </summary>
    public void Claim()
    {
        var me = Environment.CurrentManagedThreadId;
        if (Volatile.Read(ref _owner) == me)
        {
            return;
        }

        for (var spin = default(SpinWait); ; spin.SpinOnce())
        {
            var owner = Volatile.Read(ref _owner);
            if (owner != OnLoan && Interlocked.CompareExchange(ref _owner, me, owner) == owner)
            {
                return;
            }
        }
    }

    /// <summary>Whether the caller may make its change now; then it has to <see cref="GiveBack"/>.</summary>
    /// <param name="owner">To be given back.</param>
    public bool TryBorrow(out int owner)
    {
        owner = Volatile.Read(ref _owner);
        return (owner == Nobody || owner == Environment.CurrentManagedThreadId)
            && Interlocked.CompareExchange(ref _owner, OnLoan, owner) == owner;
    }

    /// <summary>The change has been made.</summary>
    public void GiveBack(int owner) => Volatile.Write(ref _owner, owner);
}
