using System.Diagnostics;

namespace Awe.Storage;

/// <summary>
/// Pages that could not be read and are silent, for a while: a fault may pass (a server comes back, a cable is plugged in), and asking at
/// every quantum would be no use to anybody. Bounded; what finds no room stays silent.
/// </summary>
/// <remarks>Under the store's gate.</remarks>
internal sealed class SilentPages
{
    private const int Capacity = 1024;
    private static readonly long s_silenceTicks = 5 * Stopwatch.Frequency;
    private readonly Queue<(PageKey Page, long DueTicks)> _pages = new(Capacity);

    public static long Bytes => Capacity * 24L;

    public void Add(PageKey page)
    {
        if (_pages.Count < Capacity)
        {
            _pages.Enqueue((page, Stopwatch.GetTimestamp() + s_silenceTicks));
        }
    }

    /// <summary>The next page whose silence is over.</summary>
    public bool TryTakeDue(out PageKey page)
    {
        page = default;
        if (!_pages.TryPeek(out var first) || first.DueTicks > Stopwatch.GetTimestamp())
        {
            return false;
        }

        page = _pages.Dequeue().Page;
        return true;
    }
}
