using Awe.Primitives;
using Awe.Storage;

namespace Awe.Voices;

/// <summary>
/// A voice that is not heard: it passes through its sample as a <see cref="Voice"/> does, and knows only when it enters which page. Pitch
/// follows wheel, tuning and envelope; oscillators are left out, since they come back to where they were.
/// </summary>
/// <remarks>The scout's thread only. Pooled: nothing here allocates after construction. Times are frames of the synthesizer.</remarks>
internal sealed class PlannedVoice : PlayedVoice
{
    /// <summary>A block that begins before a page may reach into it.</summary>
    public const int BlockFrames = 64;

    /// <summary>Never.</summary>
    public const long Never = long.MaxValue;

    // While an envelope bends the pitch, this long is taken for a straight line: 6 ms.
    private const int BendFrames = 256;
    /// <summary>No page, and no sample either.</summary>
    public const int NoPage = int.MinValue;

    private readonly PlannedVoices _pool;
    private readonly int _rate;
    private VoiceControls _controls;
    private StoredSample _sample;
    private SampleSpan _span;
    private double _rateRatio;
    private float _cents;
    private double _pointsPerFrame;
    private double _position; // the furthest point that has been read, at _at
    private double _at;
    private long _controlsAt;
    private double _border; // where the page ends, or the loop, or the sample
    private double _borderAt;
    private int _nextPage; // beyond the border; NoPage when the sample ends there, or something else comes first
    private int _page;
    private int _previousPage;
    private bool _isLooping;
    private bool _isUnknown;
    private int _end;
    private long _startAt;
    private long _releaseAt;
    private long _silentAt;
    private long _overAt;
    private bool _isFading;

    /// <param name="pool">Whose it is.</param>
    /// <param name="rate">Frames a second.</param>
    public PlannedVoice(PlannedVoices pool, int rate)
    {
        _pool = pool;
        _rate = rate;
    }

    public StoredBank Bank { get; private set; } = null!;

    /// <summary>Its place among the live voices, kept by the pool.</summary>
    public int Index { get; set; }

    /// <summary>Whether it has passed its last page, or nothing of it is heard any more.</summary>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public override bool IsReleasing => _releaseAt != Never || _controls.IsReleasing;

    /// <inheritdoc/>
    public override bool IsFading => _isFading;

    /// <summary>
    /// The page that it enters next, at the frame that the pool keeps for it; <see cref="NoPage"/> when something else comes then, and the
    /// complement of its sample's number where it is not known how long that is.
    /// </summary>
    /// <remarks>Back in the page before, a voice enters nothing: both are kept for it.</remarks>
    public int DuePage => _nextPage == _previousPage || _nextPage == _page ? NoPage : _nextPage;

    /// <summary>Begins a note now. Returns false when the sample has nothing to play.</summary>
    public bool Start(in VoiceStart start)
    {
        Begin(start);
        _controls.Start(start, _rate);
        ExclusiveClass = _controls.ExclusiveClass;
        Bank = start.Bank;
        _rateRatio = start.SampleRate / (double)_rate;
        _cents = float.NaN;
        _startAt = _controlsAt = _pool.Now;
        _releaseAt = Never;
        _isFading = IsOver = false;
        _page = _previousPage = NoPage;
        _isUnknown = !Bank.IsKnown(start.InstrumentZone.Target);
        return _isUnknown ? StartUnknown(start.InstrumentZone.Target) : StartAtPage(start.InstrumentZone.Target);
    }

    // All that is known is that the sample will be wanted.
    private bool StartUnknown(int sample)
    {
        _isLooping = false;
        _silentAt = Never;
        _nextPage = ~sample;
        return true;
    }

    private bool StartAtPage(int sample)
    {
        _sample = Bank.SampleAt(sample);
        _span = _controls.SpanOf(Bank, sample);
        _isLooping = _span.IsLooped;
        _end = _span.End;
        if (_sample.PageCount == 0 || (!_isLooping && _span.Start >= _end))
        {
            return false;
        }

        UpdatePitch();
        _position = _border = _isLooping && _span.Start >= _span.LoopEnd ? _span.LoopStart : _span.Start;
        _at = _borderAt = _startAt - BlockFrames;
        _nextPage = PageAt(_position);
        _silentAt = SilentAt();
        return true;
    }

    /// <summary>What was due has come: the page is entered, or the release begins, or the voice is over.</summary>
    public void Pass()
    {
        var now = _pool.Now;
        if (_isUnknown)
        {
            IsOver = true;
            return;
        }

        if (_nextPage != NoPage)
        {
            EnterPage();
        }
        else
        {
            PassUntil(now);
        }

        if (now >= _releaseAt)
        {
            BeginRelease();
        }

        IsOver = now >= _overAt;
        Plan();
    }

    /// <inheritdoc/>
    public override void Release()
    {
        LiftKey();
        _releaseAt = Math.Max(_pool.Now, _startAt + (long)(Voice.ShortestNoteSeconds * _rate));
        Plan();
    }

    /// <inheritdoc/>
    public override void GiveWay()
    {
        LiftKey();
        PassUntil(_pool.Now);
        LeaveLoop();
        _controls.ReleaseWithin(Voice.GivingWaySeconds);
        Replan();
    }

    /// <summary>Ends now.</summary>
    public void Fade()
    {
        LiftKey();
        _isFading = true;
        _silentAt = _pool.Now;
        Plan();
    }

    /// <inheritdoc/>
    public override void Update(byte source)
    {
        PassUntil(_pool.Now);
        _controls.Update(source);
        Replan();
    }

    /// <inheritdoc/>
    public override void UpdateAll()
    {
        PassUntil(_pool.Now);
        _controls.UpdateAll();
        Replan();
    }

    /// <inheritdoc/>
    public override void Reread(ulong generators)
    {
        PassUntil(_pool.Now);
        _controls.Reread(generators);
        Replan();
    }

    /// <inheritdoc/>
    public override void Retune()
    {
        PassUntil(_pool.Now);
        _controls.Retune(Channel);
        Replan();
    }

    /// <inheritdoc/>
    protected override void MoveTo(in StruckNote note)
    {
        PassUntil(_pool.Now);
        _controls.MoveTo(note, Channel, _rate);
        Replan();
    }

    /// <summary>Tells the pool when something comes next.</summary>
    public void Plan()
    {
        if (_page == NoPage)
        {
            _overAt = _silentAt;
            _pool.Schedule(this, _startAt); // the first page is still to be entered
            return;
        }

        FindBorder();
        var border = Frame(_borderAt);
        _overAt = _nextPage == NoPage ? Math.Min(_silentAt, border) : _silentAt;
        var due = Math.Min(_releaseAt, _overAt);
        if (_controls.IsPitchMoving && border < Never)
        {
            due = Math.Min(due, (long)_at + BendFrames);
        }

        if (due < border)
        {
            _nextPage = NoPage;
        }

        _pool.Schedule(this, Math.Max(_pool.Now, Math.Min(due, border)));
    }

    private void Replan()
    {
        UpdatePitch();
        _silentAt = SilentAt();
        Plan();
    }

    private void EnterPage()
    {
        if (_nextPage != _page)
        {
            (_previousPage, _page) = (_page, _nextPage);
        }

        _position = _isLooping && _border >= _span.LoopEnd ? _span.LoopStart : _border;
        _at = _borderAt;
        MoveControls();
        UpdatePitch();
    }

    private void PassUntil(long frame)
    {
        _position += Math.Max(0, frame - _at) * _pointsPerFrame;
        if (_isLooping && _position >= _span.LoopEnd)
        {
            _position = _span.LoopStart + ((_position - _span.LoopStart) % (_span.LoopEnd - _span.LoopStart));
        }

        _at = Math.Max(_at, frame);
        MoveControls();
        UpdatePitch();
    }

    private void MoveControls()
    {
        // Nothing that takes longer than this still moves.
        var frames = (int)Math.Clamp((long)_at - _controlsAt, 0, int.MaxValue);
        _controls.Advance(frames);
        _controlsAt += frames;
    }

    private void UpdatePitch()
    {
        var cents = _controls.SteadyPitchCents;
        if (cents != _cents)
        {
            _cents = cents;
            _pointsPerFrame = Math.Max(VoiceControls.PointsPerFrame(cents, _rateRatio), 1.0 / (1L << 32));
        }
    }

    private void BeginRelease()
    {
        _releaseAt = Never;
        LeaveLoop();
        _controls.Release();
        _silentAt = SilentAt();
    }

    private void LeaveLoop()
    {
        if (_isLooping && _controls.SampleMode == SampleMode.LoopUntilRelease)
        {
            _isLooping = false;
            _end = Math.Max(_end, _span.LoopEnd);
            _previousPage = NoPage;
        }
    }

    private long SilentAt() => Frame(_controlsAt + (_controls.SecondsLeft(Voice.Inaudible) * _rate));

    private void FindBorder()
    {
        var pageEnd = (double)(((long)_position >> Page.Shift) + 1 << Page.Shift);
        if (_isLooping)
        {
            _border = Math.Min(pageEnd, _span.LoopEnd);
            _nextPage = PageAt(_border < _span.LoopEnd ? _border : _span.LoopStart);
            _borderAt = HasEnteredLoop ? double.PositiveInfinity : _at + ((_border - _position) / _pointsPerFrame);
        }
        else
        {
            _border = Math.Min(pageEnd, _end);
            _nextPage = _border < _end ? PageAt(_border) : NoPage;
            _borderAt = _at + ((_border - _position) / _pointsPerFrame);
        }
    }

    // A loop of one or two pages brings nothing new once both have been entered.
    private bool HasEnteredLoop
    {
        get
        {
            var (first, last) = (PageAt(_span.LoopStart), PageAt(_span.LoopEnd - 1));
            return _position >= _span.LoopStart
                && (first == last || (last == first + 1 && _previousPage >= first && _previousPage <= last));
        }
    }

    private int PageAt(double point) => _sample.FirstPage + ((int)point >> Page.Shift);

    private static long Frame(double frame) => frame < Never ? (long)frame : Never;
}
