using System.Runtime.CompilerServices;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// The hot tier's memory: frames of one page each in one reserved range, so that a frame is a number, and a page table slot four bytes.
/// A frame gets memory when it is first taken and loses it when the tier must shrink. A second range, frame by frame beside the first, holds
/// the low bytes of 24-bit pages.
/// </summary>
/// <remarks>
/// The audio thread reads points; everything else happens under the store's gate. Frames are numbered 1..Capacity, since 0 in a page
/// table says "not resident"; the one after them is never handed out: it stays silent, and stands in for pages that cannot be read.
/// </remarks>
internal sealed class PageFrames : IDisposable
{
    /// <summary>What a frame costs: its points, and its share of the tables of the tier and of its policy.</summary>
    public const long FrameBytes = Page.Bytes + 64;

    private readonly BudgetLedger _ledger;
    private readonly NativeArena _points;
    private readonly NativeArena _lowBytes;
    private readonly NativeArray<FrameState> _states;
    private readonly NativeArray<bool> _hasLowBytes;
    private readonly NativeArray<bool> _isCritical;
    private readonly NativeArray<PageKey> _owners;
    private readonly NativeArray<int> _free;
    private readonly NativeArray<int> _absent;
    private int _freeCount;
    private int _absentCount;
    private int _madeCount = 1;

    /// <param name="ledger">Asked before a frame gets memory.</param>
    /// <param name="capacity">The most frames there can ever be.</param>
    public PageFrames(BudgetLedger ledger, int capacity)
    {
        _ledger = ledger;
        Capacity = capacity;
        _points = new NativeArena((long)(capacity + 2) * Page.Bytes);
        _points.Commit((long)Silent * Page.Bytes, Page.Bytes);
        _lowBytes = new NativeArena((long)(capacity + 2) * Page.PlaneBytes);
        _lowBytes.Commit((long)Silent * Page.PlaneBytes, Page.PlaneBytes);
        _states = new NativeArray<FrameState>(capacity + 2);
        _hasLowBytes = new NativeArray<bool>(capacity + 2);
        _isCritical = new NativeArray<bool>(capacity + 2);
        _owners = new NativeArray<PageKey>(capacity + 2);
        _free = new NativeArray<int>(capacity + 2);
        _absent = new NativeArray<int>(capacity + 2);
    }

    /// <summary>The most frames there can be.</summary>
    public int Capacity { get; }

    /// <summary>The frame of pages that cannot be read: zeros for ever.</summary>
    public int Silent => Capacity + 1;

    /// <summary>Frames 1..MadeCount-1 have been handed out at least once.</summary>
    public int MadeCount => _madeCount;

    /// <summary>What the tier needs beside its frames, for the pool's account: the silent page, and the unused ends of system pages.</summary>
    public static long OwnBytes => Page.Bytes + Page.PlaneBytes + (16L * Environment.SystemPageSize);

    /// <summary>Frames that can be taken without asking the budget.</summary>
    public int FreeCount => _freeCount;

    /// <summary>Frames that the budget allows now, those in use included.</summary>
    public int AllowedCount => (int)Math.Clamp(_ledger.HotLimitBytes / FrameBytes, 1, Capacity);

    /// <summary>Audio thread: the points of a frame. The caller is inside an epoch, or owns the frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<short> Points(int frame) => _points.Span<short>((long)frame * Page.Bytes, Page.Frames);

    /// <summary>Audio thread: the low bytes of a frame that holds a page of 24-bit points.</summary>
    public Span<byte> LowBytes(int frame) => _lowBytes.Span<byte>((long)frame * Page.PlaneBytes, Page.PlaneBytes);

    public FrameState StateOf(int frame) => _states[frame];

    public PageKey OwnerOf(int frame) => _owners[frame];

    /// <summary>Whether the frame holds a page that a note may need at any moment.</summary>
    public bool IsCritical(int frame) => _isCritical[frame];

    /// <summary>A frame to fill, from the free ones or newly made where the budget allows.</summary>
    public bool TryTake(PageKey owner, bool is24Bit, out int frame)
    {
        if (!TryTakeMemory(out frame))
        {
            return false;
        }

        if (!TryAdaptPlane(frame, is24Bit))
        {
            Return(frame);
            return false;
        }

        _states[frame] = FrameState.Loading;
        _owners[frame] = owner;
        return true;
    }

    /// <summary>The frame now holds its owner's page.</summary>
    public void MarkLinked(int frame, bool isCritical = false)
    {
        _states[frame] = FrameState.Linked;
        _isCritical[frame] = isCritical;
    }

    public void MarkRetired(int frame) => _states[frame] = FrameState.Retired;

    public void MarkDemoting(int frame) => _states[frame] = FrameState.Demoting;

    /// <summary>Nobody looks at the frame any more: it may be taken again.</summary>
    public void Return(int frame)
    {
        _states[frame] = FrameState.Free;
        _free[_freeCount++] = frame;
    }

    /// <summary>
    /// Takes the highest free frames, up to <paramref name="most"/>, out of use: their memory is the caller's to <see cref="Release"/>
    /// without the gate, and their bytes the caller's to return with <see cref="MarkAbsent"/>. Sorted, so that neighbours leave together.
    /// </summary>
    public int TakeToRelease(Span<int> frames, int most)
    {
        var count = Math.Min(Math.Min(most, frames.Length), _freeCount);
        var free = _free.Span[.._freeCount];
        free.Sort();
        free[^count..].CopyTo(frames);
        _freeCount -= count;
        foreach (var frame in frames[..count])
        {
            _states[frame] = FrameState.Leaving;
        }

        return count;
    }

    /// <summary>Without the gate: gives the memory of frames that <see cref="TakeToRelease"/> gave back to the system.</summary>
    public void Release(ReadOnlySpan<int> frames)
    {
        for (var i = 0; i < frames.Length;)
        {
            var run = 1;
            while (i + run < frames.Length && frames[i + run] == frames[i] + run)
            {
                run++;
            }

            _points.Decommit((long)frames[i] * Page.Bytes, (long)run * Page.Bytes);
            i += run;
        }
    }

    /// <summary>The frames' memory is gone; the budget has their bytes again.</summary>
    public void MarkAbsent(ReadOnlySpan<int> frames)
    {
        foreach (var frame in frames)
        {
            DropPlane(frame);
            _states[frame] = FrameState.Absent;
            _absent[_absentCount++] = frame;
            _ledger.ReturnHot(FrameBytes);
        }
    }

    public void Dispose()
    {
        _points.Dispose();
        _lowBytes.Dispose();
        _states.Dispose();
        _hasLowBytes.Dispose();
        _isCritical.Dispose();
        _owners.Dispose();
        _free.Dispose();
        _absent.Dispose();
    }

    private bool TryTakeMemory(out int frame)
    {
        if (_freeCount > 0)
        {
            frame = _free[--_freeCount];
            return true;
        }

        frame = 0;
        if ((_absentCount == 0 && _madeCount > Capacity) || !_ledger.TryTakeHot(FrameBytes))
        {
            return false;
        }

        frame = _absentCount > 0 ? _absent[--_absentCount] : _madeCount++;
        _points.Commit((long)frame * Page.Bytes, Page.Bytes);
        return true;
    }

    private bool TryAdaptPlane(int frame, bool is24Bit)
    {
        if (!is24Bit)
        {
            DropPlane(frame);
            return true;
        }

        if (!_hasLowBytes[frame])
        {
            if (!_ledger.TryTakeHot(Page.PlaneBytes) && !(TryGiveUpFree() && _ledger.TryTakeHot(Page.PlaneBytes)))
            {
                return false;
            }

            _lowBytes.Commit((long)frame * Page.PlaneBytes, Page.PlaneBytes);
            _hasLowBytes[frame] = true;
        }

        return true;
    }

    // Where all bytes are in frames, one free frame gives its own for the other's plane.
    private bool TryGiveUpFree()
    {
        if (_freeCount == 0)
        {
            return false;
        }

        ReadOnlySpan<int> frame = [_free[--_freeCount]];
        Release(frame);
        MarkAbsent(frame);
        return true;
    }

    private void DropPlane(int frame)
    {
        if (_hasLowBytes[frame])
        {
            _hasLowBytes[frame] = false;
            _lowBytes.Decommit((long)frame * Page.PlaneBytes, Page.PlaneBytes);
            _ledger.ReturnHot(Page.PlaneBytes);
        }
    }
}
