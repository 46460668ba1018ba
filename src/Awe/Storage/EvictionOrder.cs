using System.Runtime.CompilerServices;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// In which order pages leave.
/// Pages come into a young queue, which is to hold 15 % of all. Each frame carries a small count of uses, the use that the page was
/// loaded for among them. What reaches the front of the young queue and was used at least twice more settles in a second queue; anything
/// else leaves, and its departure is remembered. A page that comes again before half as many others have left as there are frames has
/// shown that it was missed: it settles at once. At the front of the settled queue a page that was used since goes to the end of it, one
/// count poorer; one that was not leaves. So a page that a single phrase touched is soon gone, and what a song keeps coming back to stays.
/// Where a score tells when pages are used next, that comes first: pages of which nothing is known leave before all others, in the
/// order above; among the others the one used furthest in the future leaves. It is looked for among as many frames as
/// <see cref="SampleFrames"/>, or all when there are no more, since the furthest of a sample is nearly as good as the furthest of all.
/// Kept pages are passed by without losing a use.
/// </summary>
/// <remarks>
/// The audio thread counts uses, with plain stores that may get lost; everything else happens under the store's gate. Nothing allocates.
/// A victim costs a few steps without a score, and at most some 2 x <see cref="SampleFrames"/> questions to the rule with one; passing by
/// kept pages comes on top, one step each. The benchmark program's <c>hitrate</c> compares it with other policies.
/// </remarks>
internal sealed class EvictionOrder : IDisposable
{
    /// <summary>Among how many frames with a known next use the furthest is looked for.</summary>
    public const int SampleFrames = 64;

    private const int YoungPercent = 15;
    private const int OnlyItsOwnUse = 1;
    private const int MostUses = 3;
    private readonly NativeArray<byte> _uses;
    private readonly NativeArray<Place> _places;
    private readonly NativeArray<long> _pages;
    private readonly NativeArray<FrameQueue.Links> _links;
    private readonly FrameQueue _young;
    private readonly FrameQueue _settled;
    private readonly DepartedPages _departed;
    private int _highest; // frame that has ever held a page
    private int _sampleHand;

    /// <param name="capacity">Frames are numbered 1..capacity.</param>
    /// <param name="remembered">Departures to remember, if not half of that: that table is touched all over, whatever the number of frames in use.</param>
    public EvictionOrder(int capacity, int? remembered = null)
    {
        _uses = new NativeArray<byte>(capacity + 2);
        _places = new NativeArray<Place>(capacity + 1);
        _pages = new NativeArray<long>(capacity + 1);
        _links = new NativeArray<FrameQueue.Links>(capacity + 2);
        _young = new FrameQueue(_links, 0);
        _settled = new FrameQueue(_links, capacity + 1);
        _departed = new DepartedPages(remembered ?? capacity / 2);
    }

    private enum Place : byte
    {
        Absent,
        Young,
        Settled,
    }

    /// <summary>Frames that hold a page.</summary>
    public int Count => _young.Count + _settled.Count;

    /// <summary>Memory held, whole system pages.</summary>
    public long Bytes => _uses.Bytes + _places.Bytes + _pages.Bytes + _links.Bytes + _departed.Bytes;

    /// <summary>What is remembered of departed pages takes so much.</summary>
    public long RememberedBytes => _departed.Bytes;

    /// <summary>
    /// A page has come into a frame that held none. The next use is the one it came for when it is <paramref name="isAhead"/> of its
    /// voice; otherwise the voice was there before it, and the next use is one more.
    /// </summary>
    public void Add(int frame, long page, bool isAhead = false)
    {
        _highest = Math.Max(_highest, frame);
        _pages[frame] = page;
        _uses[frame] = (byte)(isAhead ? 0 : OnlyItsOwnUse);
        Put(frame, _departed.TryRemove(page, Count / 2) ? Place.Settled : Place.Young);
    }

    /// <summary>Audio thread: a voice has entered the page. A lost count does no harm, so the increment is not atomic.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountUse(int frame)
    {
        ref var uses = ref _uses[frame];
        if (uses < MostUses)
        {
            uses++;
        }
    }

    /// <summary>The page has left the frame for another reason than this order; nothing is remembered of it. No page, no effect.</summary>
    public void Remove(int frame)
    {
        if (_places[frame] != Place.Absent)
        {
            QueueOf(frame).Remove(frame);
            _places[frame] = Place.Absent;
        }
    }

    /// <summary>The frame whose page is to leave next; it is out of the order then. False when there is none but kept ones.</summary>
    public bool TryTakeVictim(IVictimRule rule, out int frame)
    {
        var furthest = new Furthest();
        frame = FirstUnknown(rule, ref furthest);
        if (frame == 0 && furthest.Seen >= SampleFrames)
        {
            frame = Sample(rule, ref furthest);
        }

        frame = frame == 0 ? furthest.Frame : frame;
        if (frame == 0)
        {
            return false;
        }

        if (_places[frame] == Place.Young)
        {
            _departed.Add(_pages[frame]);
        }

        Remove(frame);
        return true;
    }

    public void Dispose()
    {
        _uses.Dispose();
        _places.Dispose();
        _pages.Dispose();
        _links.Dispose();
        _departed.Dispose();
    }

    private FrameQueue QueueOf(int frame) => _places[frame] == Place.Young ? _young : _settled;

    private void Put(int frame, Place place)
    {
        _places[frame] = place;
        QueueOf(frame).Add(frame);
    }

    private bool IsYoungFull => _young.Count * 100L >= Count * (long)YoungPercent;

    /// <summary>
    /// Goes along the queues to the first page that may leave and of which nothing is known; 0 when there is none, or when enough pages with
    /// a known use stood in front.
    /// </summary>
    private int FirstUnknown(IVictimRule rule, ref Furthest furthest)
    {
        var (youngPassed, settledPassed) = (0, 0); // in a row: kept, or known to be used again

        // Each round takes a use from every settled page that may leave; the limit holds even while voices count on.
        for (var steps = (MostUses + 2L) * Count; steps > 0 && furthest.Seen < SampleFrames; steps--)
        {
            var isYoungOpen = youngPassed < _young.Count;
            var isSettledOpen = settledPassed < _settled.Count;
            if (!isYoungOpen && !isSettledOpen)
            {
                return 0;
            }

            var fromYoung = isYoungOpen && (IsYoungFull || !isSettledOpen);
            var queue = fromYoung ? _young : _settled;
            var frame = queue.Oldest;
            var next = rule.NextUse(frame, _pages[frame]);
            if (next != IVictimRule.Unknown)
            {
                queue.MoveToEnd(frame);
                (fromYoung ? ref youngPassed : ref settledPassed)++;
                furthest.See(frame, next);
            }
            else if (!(fromYoung ? TrySettle(frame) : TryStay(frame)))
            {
                return frame;
            }
            else
            {
                settledPassed = 0;
            }
        }

        return 0;
    }

    private bool TrySettle(int frame)
    {
        if (_uses[frame] < MostUses)
        {
            return false;
        }

        _uses[frame] = OnlyItsOwnUse;
        _young.Remove(frame);
        Put(frame, Place.Settled);
        return true;
    }

    private bool TryStay(int frame)
    {
        if (_uses[frame] <= OnlyItsOwnUse)
        {
            return false;
        }

        _uses[frame]--;
        _settled.MoveToEnd(frame);
        return true;
    }

    /// <summary>Goes on round the frames by number, whatever queue they stand in; stops at one of which nothing is known.</summary>
    private int Sample(IVictimRule rule, ref Furthest furthest)
    {
        var enough = furthest.Seen + SampleFrames;
        for (var steps = _highest; steps > 0 && furthest.Seen < enough; steps--)
        {
            _sampleHand = _sampleHand >= _highest ? 1 : _sampleHand + 1;
            if (_places[_sampleHand] == Place.Absent)
            {
                continue;
            }

            var next = rule.NextUse(_sampleHand, _pages[_sampleHand]);
            if (next == IVictimRule.Unknown)
            {
                return _sampleHand;
            }

            furthest.See(_sampleHand, next);
        }

        return 0;
    }

    /// <summary>Of the frames with a known next use that were seen, the one that is used last.</summary>
    private struct Furthest
    {
        private long _next;

        public int Frame { get; private set; }

        public int Seen { get; private set; }

        public void See(int frame, long next)
        {
            if (next == IVictimRule.Keep)
            {
                return;
            }

            Seen++;
            if (Frame == 0 || next > _next)
            {
                (Frame, _next) = (frame, next);
            }
        }
    }
}
