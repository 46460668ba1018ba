using System.Runtime.CompilerServices;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// The hot tier's memory: frames of one page each in one reserved range, so that a frame is a number, and a page table slot four bytes.
/// A frame gets memory when it is first taken and loses it when the tier must shrink.
/// </summary>
/// <remarks>
/// The audio thread reads points and counts uses; everything else happens under the store's gate. Frames are numbered 1..Capacity, since 0
/// in a page table says "not resident"; the one after them is never handed out: it stays silent, and stands in for pages that cannot be read.
/// </remarks>
internal sealed class PageFrames : IDisposable
{
    private const int MaximumUses = 3;
    private readonly BudgetLedger _ledger;
    private readonly NativeArena _points;
    private readonly NativeArray<FrameState> _states;
    private readonly NativeArray<byte> _uses;
    private readonly NativeArray<PageKey> _owners;
    private readonly NativeArray<int> _free;
    private int _freeCount;
    private int _madeCount = 1;

    /// <param name="ledger">Asked before a frame gets memory.</param>
    /// <param name="capacity">The most frames there can ever be.</param>
    public PageFrames(BudgetLedger ledger, int capacity)
    {
        _ledger = ledger;
        Capacity = capacity;
        _points = new NativeArena((long)(capacity + 2) * Page.Bytes);
        _points.Commit((long)Silent * Page.Bytes, Page.Bytes);
        _states = new NativeArray<FrameState>(capacity + 2);
        _uses = new NativeArray<byte>(capacity + 2);
        _owners = new NativeArray<PageKey>(capacity + 2);
        _free = new NativeArray<int>(capacity + 2);
    }

    /// <summary>The most frames there can be.</summary>
    public int Capacity { get; }

    /// <summary>The frame of pages that cannot be read: zeros for ever.</summary>
    public int Silent => Capacity + 1;

    /// <summary>Frames 1..MadeCount-1 have been handed out at least once.</summary>
    public int MadeCount => _madeCount;

    /// <summary>What the tier needs beside its frames, for the pool's account.</summary>
    public long TableBytes => _states.Bytes + _uses.Bytes + _owners.Bytes + _free.Bytes + Page.Bytes;

    /// <summary>Frames that can be taken without asking the budget.</summary>
    public int FreeCount => _freeCount;

    public static long TableBytesPerFrame => sizeof(FrameState) + sizeof(byte) + Unsafe.SizeOf<PageKey>() + sizeof(int);

    /// <summary>Audio thread: the points of a frame. The caller is inside an epoch, or owns the frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<short> Points(int frame) => _points.Span<short>((long)frame * Page.Bytes, Page.Frames);

    /// <summary>Audio thread: a voice has entered the page. A lost count does no harm, so the increment is not atomic.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountUse(int frame)
    {
        ref var uses = ref _uses[frame];
        if (uses < MaximumUses)
        {
            uses++;
        }
    }

    /// <summary>Takes one use off a frame and says whether it had one.</summary>
    public bool TryAge(int frame)
    {
        ref var uses = ref _uses[frame];
        if (uses == 0)
        {
            return false;
        }

        uses--;
        return true;
    }

    public FrameState StateOf(int frame) => _states[frame];

    public PageKey OwnerOf(int frame) => _owners[frame];

    /// <summary>A frame to fill, from the free ones or newly made where the budget allows.</summary>
    public bool TryTake(PageKey owner, out int frame)
    {
        if (_freeCount > 0)
        {
            frame = _free[--_freeCount];
        }
        else if (!TryMake(out frame))
        {
            return false;
        }

        _states[frame] = FrameState.Loading;
        _owners[frame] = owner;
        return true;
    }

    /// <summary>The frame now holds its owner's page.</summary>
    public void MarkLinked(int frame)
    {
        _states[frame] = FrameState.Linked;
        _uses[frame] = 1;
    }

    public void MarkRetired(int frame) => _states[frame] = FrameState.Retired;

    /// <summary>Nobody looks at the frame any more: it may be taken again.</summary>
    public void Return(int frame)
    {
        _states[frame] = FrameState.Free;
        _free[_freeCount++] = frame;
    }

    /// <summary>Gives the memory of a free frame back to the system and to the budget; false when no frame is free.</summary>
    public bool TryUnmake()
    {
        if (_freeCount == 0)
        {
            return false;
        }

        var frame = _free[--_freeCount];
        _states[frame] = FrameState.Absent;
        _points.Decommit((long)frame * Page.Bytes, Page.Bytes);
        _ledger.ReturnHot(Page.Bytes);
        return true;
    }

    public void Dispose()
    {
        _points.Dispose();
        _states.Dispose();
        _uses.Dispose();
        _owners.Dispose();
        _free.Dispose();
    }

    private bool TryMake(out int frame)
    {
        frame = _madeCount <= Capacity ? _madeCount : FindAbsent();
        if (frame == 0 || !_ledger.TryTakeHot(Page.Bytes))
        {
            frame = 0;
            return false;
        }

        _madeCount = Math.Max(_madeCount, frame + 1);
        _points.Commit((long)frame * Page.Bytes, Page.Bytes);
        return true;
    }

    // Only after the tier has shrunk and grows again; 0 when every frame is in use.
    private int FindAbsent()
    {
        for (var frame = 1; frame <= Capacity; frame++)
        {
            if (_states[frame] == FrameState.Absent)
            {
                return frame;
            }
        }

        return 0;
    }
}
