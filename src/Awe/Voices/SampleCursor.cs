using Awe.Primitives;
using Awe.Storage;

namespace Awe.Voices;

/// <summary>
/// A voice's place in its sample: reads the points that a block of output needs, whatever pages, loop or sample end they cross, and asks
/// for the pages to come. Positions are 32.32 fixed point, counted from the sample's origin in the store.
/// </summary>
/// <remarks>
/// Audio thread. A block that lies within one page is a view of it; any other is put together in the caller's scratch. Between waits no
/// view is held (<see cref="PageReader"/>), so a sample larger than the whole hot tier plays.
/// </remarks>
internal struct SampleCursor
{
    /// <summary>Points a block may span: 64 frames at the highest increment, and the taps around them.</summary>
    public const int ScratchPoints = (MaximumFrames * MaximumIncrement) + SincKernels.MostTaps + 1;

    /// <summary>Six octaves up; beyond, pitch stops rising.</summary>
    public const int MaximumIncrement = 64;

    private const int MaximumFrames = 64;

    // Pages are asked for so early that a slow disk's read and a queue of other voices' fit in.
    private const double AheadSeconds = 0.25;

    // More than a sample has points: nothing that was heard before the loop is near any more.
    private const long EndlesslyLooped = 1L << 32;

    private StoredBank _bank;
    private StoredSample _sample;
    private int _voice;
    private long _position;
    private int _start;
    private int _end;
    private int _loopStart;
    private int _loopEnd;
    private int _page;
    private int _previousPage;
    private bool _isLooping;
    private long _loopedPoints; // how far the loop has brought the cursor back, altogether

    /// <summary>Whether the sample has been played to its end.</summary>
    public readonly bool HasEnded => !_isLooping && (_position >> 32) >= _end;

    /// <summary>Puts the cursor at the start of a sample. Positions are points from the sample's origin; a loop needs two points.</summary>
    /// <returns>Whether there is anything to play.</returns>
    public bool Start(StoredBank bank, StoredSample sample, int voice, in SampleSpan span, PageReader reader, double pointsPerFrame)
    {
        _bank = bank;
        _sample = sample;
        _voice = voice;
        _start = span.Start;
        _end = span.End;
        _loopStart = span.LoopStart;
        _loopEnd = span.LoopEnd;
        _isLooping = span.IsLooped;
        _loopedPoints = 0;
        _position = (long)_start << 32;
        _page = _previousPage = -1;
        if (_isLooping && _start >= _loopEnd)
        {
            _position = (long)_loopStart << 32;
            _loopedPoints = EndlesslyLooped;
        }

        if (!_isLooping && _start >= _end)
        {
            return false;
        }

        EnterPage(reader, pointsPerFrame);
        return true;
    }

    /// <summary>The key is up in a sample that loops until then: this pass is finished, and the rest played to the end.</summary>
    public void LeaveLoop()
    {
        if (!_isLooping)
        {
            return;
        }

        _isLooping = false;
        _end = Math.Max(_end, _loopEnd);
        (_previousPage, _page) = (_page, -1); // entered anew, so that what follows the loop is asked for
    }

    /// <summary>Whether the page the cursor is in is resident: what a voice waits for before it starts.</summary>
    public readonly bool IsReady(PageReader reader) => !reader.Read(_bank, PageAt((int)(_position >> 32))).IsEmpty;

    /// <summary>
    /// The points for <paramref name="frames"/> frames at <paramref name="increment"/>, beginning half of the taps less one before the cursor,
    /// whose <see cref="Fraction"/> is what to begin with.
    /// </summary>
    /// <param name="reader">The way to pages.</param>
    /// <param name="frames">Wanted on entry; on return what the sample still has, fewer only at its end.</param>
    /// <param name="increment">Points per frame, 32.32.</param>
    /// <param name="taps">Points that interpolation takes around each position.</param>
    /// <param name="scratch">At least <see cref="ScratchPoints"/>.</param>
    /// <returns>An empty view when a page is missing (real time only) or could not be read.</returns>
    public readonly ReadOnlySpan<short> Read(PageReader reader, ref int frames, long increment, int taps, Span<short> scratch)
    {
        frames = Math.Min(frames, FramesToEnd(increment));
        if (frames == 0)
        {
            return default;
        }

        var (first, count) = Around(frames, increment, taps);
        return IsPlain(first, count)
            ? Slice(reader.ReadSound(_bank, PageAt(first)), first, count)
            : Assemble(reader, first, scratch[..count], isLow: false);
    }

    /// <summary>Whether the sample's points have low bytes, which <see cref="ReadLowBytes"/> gives.</summary>
    public readonly bool Is24Bit => _bank.Is24Bit;

    /// <summary>
    /// The low bytes to what <see cref="Read"/> gave, as points from 0 to 255; empty when a page has gone meanwhile (real time only).
    /// </summary>
    public readonly ReadOnlySpan<short> ReadLowBytes(PageReader reader, int frames, long increment, int taps, Span<short> scratch)
    {
        var (first, count) = Around(frames, increment, taps);
        return Assemble(reader, first, scratch[..count], isLow: true);
    }

    /// <summary>The fraction of the cursor's position, for interpolation.</summary>
    public readonly long Fraction => (uint)_position;

    /// <summary>Moves on by <paramref name="frames"/> frames, round the loop as often as it takes.</summary>
    public void Advance(PageReader reader, int frames, long increment, double pointsPerFrame)
    {
        _position += frames * increment;
        if (_isLooping && (_position >> 32) >= _loopEnd)
        {
            var length = (long)(_loopEnd - _loopStart) << 32;
            var inLoop = ((long)_loopStart << 32) + ((_position - ((long)_loopStart << 32)) % length);
            _loopedPoints = Math.Min(EndlesslyLooped, _loopedPoints + ((_position - inLoop) >> 32));
            _position = inLoop;
        }

        if (!HasEnded && PageAt((int)(_position >> 32)) != _page)
        {
            EnterPage(reader, pointsPerFrame);
        }
    }

    private static ReadOnlySpan<short> Slice(ReadOnlySpan<short> page, int first, int count) =>
        page.IsEmpty ? default : page.Slice(first & Page.Mask, count);

    private readonly (int First, int Count) Around(int frames, long increment, int taps)
    {
        var index = (int)(_position >> 32);
        var last = (int)((_position + ((frames - 1) * increment)) >> 32);
        return (index - ((taps / 2) - 1), last - index + taps);
    }

    // Once round the loop, what lies before it is no longer heard, wherever the sample started.
    private readonly int FirstPoint => _loopedPoints > 0 ? _loopStart : _start;

    private readonly int PageAt(int point) => _sample.FirstPage + (point >> Page.Shift);

    private readonly int FramesToEnd(long increment)
    {
        if (_isLooping)
        {
            return MaximumFrames;
        }

        var left = ((long)_end << 32) - _position;
        return left <= 0 ? 0 : (int)Math.Min(MaximumFrames, (left + increment - 1) / increment);
    }

    /// <summary>Whether the points lie in one page and mean themselves: no loop seam, no sample edge among them.</summary>
    private readonly bool IsPlain(int first, int count)
    {
        var last = first + count - 1;
        return first >= FirstPoint
            && last < (_isLooping ? _loopEnd : _end)
            && first >> Page.Shift == last >> Page.Shift;
    }

    private readonly ReadOnlySpan<short> Assemble(PageReader reader, int first, Span<short> points, bool isLow)
    {
        for (var done = 0; done < points.Length;)
        {
            var run = CopyRun(reader, first + done, points[done..], isLow);
            if (run == 0)
            {
                return default;
            }

            done += run;
        }

        return points;
    }

    /// <summary>Copies what lies in one stretch from a logical position on; returns how many points, 0 when the page is missing.</summary>
    private readonly int CopyRun(PageReader reader, int logical, Span<short> points, bool isLow)
    {
        var (point, stretch) = Place(logical);
        var run = Math.Min(points.Length, stretch);
        if (point < 0)
        {
            points[..run].Clear(); // after the end: the zero points that the specification wants there, whatever the file has
            return run;
        }

        run = Math.Min(run, Page.Frames - (point & Page.Mask));
        var page = reader.ReadSound(_bank, PageAt(point));
        if (page.IsEmpty)
        {
            return 0;
        }

        if (!isLow)
        {
            page.Slice(point & Page.Mask, run).CopyTo(points);
            return run;
        }

        var lowBytes = reader.LowBytes(_bank, PageAt(point));
        if (lowBytes.IsEmpty)
        {
            return 0;
        }

        Kernels.Widen(lowBytes.Slice(point & Page.Mask, run), points);
        return run;
    }

    /// <summary>The stored point that a logical position means, and how many logical positions go on in a row from there; -1 is silence.</summary>
    private readonly (int Point, int Stretch) Place(int logical)
    {
        if (logical < FirstPoint)
        {
            return PlaceBefore(logical);
        }

        if (!_isLooping)
        {
            return logical < _end ? (logical, _end - logical) : (-1, int.MaxValue);
        }

        return logical < _loopEnd ? (logical, _loopEnd - logical) : PlaceInLoop(logical);
    }

    // What was heard before: earlier passes of the loop, the first one with what led to it, and before the sample its first point for ever.
    private readonly (int Point, int Stretch) PlaceBefore(int logical)
    {
        var first = logical + _loopedPoints; // where this was, had the first pass gone on
        if (_loopedPoints > 0 && first >= _loopEnd)
        {
            return PlaceInLoop(logical);
        }

        return first < _start ? (_start, 1) : ((int)first, _loopEnd - (int)first);
    }

    // A loop may be shorter than the taps around one position: it is gone round as often as they reach, on either side.
    private readonly (int Point, int Stretch) PlaceInLoop(int logical)
    {
        var length = _loopEnd - _loopStart;
        var into = (logical - _loopStart) % length;
        into += into < 0 ? length : 0;
        return (_loopStart + into, length - into);
    }

    private void EnterPage(PageReader reader, double pointsPerFrame)
    {
        var page = PageAt((int)(_position >> 32));
        if (page != _page && page != _previousPage)
        {
            reader.NoteEntry(_bank, page);
        }

        _previousPage = _page;
        _page = page;
        var lastPage = PageAt((_isLooping ? _loopEnd : _end) - 1);
        PinAround(reader, page, lastPage);
        AskAhead(reader, page, lastPage, pointsPerFrame);
    }

    private readonly void PinAround(PageReader reader, int page, int lastPage)
    {
        reader.Pins.Pin(_voice, 0, new PageKey(_bank.Number, page));
        reader.Pins.Pin(_voice, 1, new PageKey(_bank.Number, Math.Min(page + 1, lastPage)));
        reader.Pins.Pin(_voice, 2, new PageKey(_bank.Number, Math.Min(page + 2, lastPage)));
        reader.Pins.Pin(_voice, 3, new PageKey(_bank.Number, _isLooping ? PageAt(_loopStart) : page));
        reader.Pins.Pin(_voice, 4, new PageKey(_bank.Number, _previousPage >= 0 ? _previousPage : page));
    }

    // Asked anew at every page: a request may have been lost, and a page gone again. What is on its way already is passed over by the desk.
    private readonly void AskAhead(PageReader reader, int page, int lastPage, double pointsPerFrame)
    {
        var ahead = 1 + (int)(pointsPerFrame * reader.Rate * AheadSeconds / Page.Frames);
        var wanted = Math.Min(page + ahead, lastPage);
        for (var next = page; next <= wanted;)
        {
            if (_bank.Table.IsLinked(next))
            {
                next++;
                continue;
            }

            // A little more than needed now: one read of several pages costs hardly more than of one.
            var count = Math.Min(_bank.RunPages, lastPage - next + 1);
            var due = (int)(Math.Max(0L, ((long)(next - _sample.FirstPage) << Page.Shift) - (_position >> 32)) / pointsPerFrame);
            reader.Request(_bank, next, count, due, next == page ? PagePriority.Critical : PagePriority.High);
            next += count;
        }

        if (_isLooping && wanted == lastPage)
        {
            AskForSeam(reader, lastPage, pointsPerFrame);
        }
    }

    // Near the seam of a loop interpolation reads on either side of it: the first page of the loop before the voice comes there, which it may
    // never have been in or long ago, and where it began beyond the loop, the last.
    private readonly void AskForSeam(PageReader reader, int lastPage, double pointsPerFrame)
    {
        var firstPage = PageAt(_loopStart);
        if (!_bank.Table.IsLinked(firstPage))
        {
            var due = (int)(Math.Max(0L, _loopEnd - (_position >> 32)) / pointsPerFrame);
            reader.Request(_bank, firstPage, 1, due, PagePriority.High);
        }

        if (_loopedPoints == EndlesslyLooped && _previousPage < 0 && !_bank.Table.IsLinked(lastPage))
        {
            reader.Request(_bank, lastPage, 1, 0, PagePriority.Critical);
        }
    }
}
