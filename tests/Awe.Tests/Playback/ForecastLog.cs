using Awe.Storage;

namespace Awe.Tests.Playback;

/// <summary>Keeps what a scout expects, as long as there is room, and holds it to its promise about time.</summary>
internal sealed class ForecastLog(int capacity = int.MaxValue) : IPageForecast
{
    private readonly Lock _gate = new();
    private readonly List<PageEntry> _entries = [];

    /// <summary>How often everything became void.</summary>
    public int Restarts { get; private set; }

    public int Refusals { get; private set; }

    public PageEntry[] Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    public bool TryExpect(StoredBank bank, int page, long frame)
    {
        lock (_gate)
        {
            Assert.InRange(page, 0, bank.Table.Pages - 1);
            if (_entries.Count > 0)
            {
                Assert.InRange(frame, _entries[^1].Frame, long.MaxValue - 1);
            }

            if (_entries.Count == capacity)
            {
                Refusals++;
                return false;
            }

            _entries.Add(new PageEntry(bank.Number, page, frame, true));
            return true;
        }
    }

    public void Restart()
    {
        lock (_gate)
        {
            Restarts++;
            _entries.Clear();
        }
    }

    /// <summary>What lies before a frame has been used.</summary>
    public void Forget(long before)
    {
        lock (_gate)
        {
            _entries.RemoveAll(entry => entry.Frame < before);
        }
    }
}

/// <summary>A voice enters a page.</summary>
/// <param name="Bank">The bank's number in the store.</param>
/// <param name="Page">The page.</param>
/// <param name="Frame">When.</param>
/// <param name="IsStart">Whether a note begins with it, and the frame is exact; else the block's end is known.</param>
internal readonly record struct PageEntry(int Bank, int Page, long Frame, bool IsStart);
