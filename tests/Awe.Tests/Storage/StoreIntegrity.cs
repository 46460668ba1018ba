using Awe.Storage;

namespace Awe.Tests.Storage;

/// <summary>What must hold of a store's frames and page tables whenever nothing is under way, whatever happened before.</summary>
internal static class StoreIntegrity
{
    // Frames that streamers and the keeper move on by themselves; while they do, no two counts fit together.
    private static readonly FrameState[] s_onTheWay = [FrameState.Loading, FrameState.Retired, FrameState.Demoting, FrameState.Leaving];

    /// <summary>Waits until no load is under way, then checks. No reader is inside a quantum.</summary>
    public static void Assert(SampleStore store, params StoredBank[] banks)
    {
        Patience.Until(() => store.WaitingLoads == 0 && s_onTheWay.All(state => FramesIn(store, state) == 0), "loads and evictions under way");
        var linked = banks.Sum(bank => LinkedPages(store, bank, banks));
        var free = FramesIn(store, FrameState.Free);
        var seen = store.Statistics;

        Xunit.Assert.Equal(FramesIn(store, FrameState.Linked), linked);
        Xunit.Assert.Equal(store.Frames.FreeCount, free);
        Xunit.Assert.Equal((linked + free) * PageFrames.FrameBytes, seen.Hot.Bytes);
        Xunit.Assert.True(seen.Hot.Bytes + seen.Warm.Bytes + seen.Pool.Bytes <= seen.BudgetBytes);
        Xunit.Assert.True(seen.PeakBytes <= seen.BudgetBytes);
    }

    // Every slot's frame is owned by the slot's page, so no frame can be linked twice. What the frame holds is the source's.
    private static int LinkedPages(SampleStore store, StoredBank bank, StoredBank[] banks)
    {
        var linked = 0;
        for (var page = 0; page < bank.Table.Pages; page++)
        {
            var frame = bank.Table.FrameOf(page);
            Xunit.Assert.Equal(frame == 0, bank.Table.IsAbsent(page));
            if (frame == 0 || frame == store.Frames.Silent)
            {
                continue;
            }

            linked++;
            Xunit.Assert.Equal(FrameState.Linked, store.Frames.StateOf(frame));
            Xunit.Assert.Equal(new PageKey(Array.IndexOf(banks, bank), page), store.Frames.OwnerOf(frame));
            TestBank.AssertPage(bank, page, store.Frames.Points(frame));
        }

        return linked;
    }

    private static int FramesIn(SampleStore store, FrameState state)
    {
        var count = 0;
        for (var frame = 1; frame < store.Frames.MadeCount; frame++)
        {
            count += store.Frames.StateOf(frame) == state ? 1 : 0;
        }

        return count;
    }
}
