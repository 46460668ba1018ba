using Awe.Midi;

namespace Awe.Playback;

/// <summary>
/// A place in a song that is being played: what comes next, and at which frame of the synthesizer. It knows the loop, where the music ends, and
/// which messages are to be obeyed on the way to a place.
/// </summary>
/// <remarks>One thread. Nothing here allocates after construction.</remarks>
internal sealed class SongCursor
{
    private readonly MidiFile _song;
    private readonly int _rate;
    private readonly byte[]? _missingKeyUps;
    private readonly (int[] Messages, int[] HeldNotes) _reach;
    private int _next; // the message that comes next
    private int _repeats; // how often the message before it is still to be given again
    private int _target; // while on the way to a place: its first message
    private bool _hasEnded; // every note has been let go
    private SongClock _clock;
    private SongClock _later; // holds from its frame on
    private SongLoopPlace _loop;
    private int _jumpsLeft;
    private double _endSeconds;
    private ScoreStep _step;

    public SongCursor(MidiFile song, int rate)
        : this(song, rate, MissingKeyUps.Find(song.Messages))
    {
    }

    private SongCursor(MidiFile song, int rate, byte[]? missingKeyUps)
        : this(song, rate, missingKeyUps, SongReach.Find(song, missingKeyUps))
    {
    }

    private SongCursor(MidiFile song, int rate, byte[]? missingKeyUps, (int[] Messages, int[] HeldNotes) reach)
    {
        _song = song;
        _rate = rate;
        _missingKeyUps = missingKeyUps;
        _reach = reach;
        _endSeconds = song.Seconds;
        Clock = new SongClock(0, 0, 1);
    }

    /// <summary>Which place is when. Setting it changes when, and not what, comes next.</summary>
    public SongClock Clock
    {
        get => _clock;
        set
        {
            _clock = _later = value;
            Plan();
        }
    }

    /// <summary>Where the music ends, in seconds of the song: what comes from there on is not played.</summary>
    public double EndSeconds
    {
        get => _endSeconds;
        set
        {
            _endSeconds = value;
            Plan();
        }
    }

    /// <summary>Whether the end has been played.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>How often the loop will still be jumped back; <see cref="SongLoopPlace.Endless"/> without end.</summary>
    public int JumpsLeft => _jumpsLeft;

    /// <summary>The frame of the synthesizer at which the next step is due; <see cref="long.MaxValue"/> after the end.</summary>
    public long NextFrame { get; private set; }

    /// <summary>The song's place, in frames from its beginning, of a time.</summary>
    public long PlaceOf(double seconds) => (long)Math.Round(seconds * _rate, MidpointRounding.AwayFromZero);

    /// <summary>Another cursor in the same song, for another thread, at its beginning.</summary>
    public SongCursor Another() => new(_song, _rate, _missingKeyUps, _reach);

    /// <summary>The loop from now on, with this many jumps left in it, if the place is before its end.</summary>
    public void SetLoop(in SongLoopPlace loop, double place, int jumps)
    {
        _loop = loop;
        _jumpsLeft = place < loop.EndPlace ? jumps : 0;
        Plan();
    }

    /// <summary>Sets out for a place, from the beginning; <see cref="TryPass"/> is the way. The loop has all its jumps before it again.</summary>
    public void GoTo(long place)
    {
        _target = IndexAt(place);
        _next = _repeats = 0;
        _hasEnded = false;
        _jumpsLeft = place < _loop.EndPlace ? _loop.Jumps : 0;
    }

    /// <summary>The next message on the way that still has a say at the place; false: this is the place, and the clock may be set.</summary>
    public bool TryPass(out MidiMessage message) => TryFindReaching(_reach.Messages, ref _next, out message);

    /// <summary>A note that is held at the place where the cursor stands, though it began before.</summary>
    /// <param name="from">0 at first; moved on.</param>
    /// <param name="message">Its note-on.</param>
    public bool TryNextHeld(ref int from, out MidiMessage message)
    {
        _target = _next;
        return TryFindReaching(_reach.HeldNotes, ref from, out message);
    }

    /// <summary>Until a frame one clock holds, from then on another.</summary>
    public void SetClocks(in SongClock clock, in SongClock later)
    {
        (_clock, _later) = (clock, later);
        Plan();
    }

    /// <summary>Takes the next step, which is then past.</summary>
    public ScoreStep Take(out MidiMessage message)
    {
        message = default;
        var step = _step;
        switch (step)
        {
            case ScoreStep.End:
                _hasEnded = true;
                break;
            case ScoreStep.Jump:
                JumpBack();
                break;
            default:
                message = TakeMessage();
                break;
        }

        Plan();
        return step;
    }

    /// <summary>The bytes of a SysEx message of the song.</summary>
    public ReadOnlySpan<byte> SysEx(int index) => _song.SysEx(index);

    private bool TryFindReaching(ReadOnlySpan<int> reach, ref int from, out MidiMessage message)
    {
        var found = from < _target ? reach[from.._target].IndexOfAnyInRange(_target, int.MaxValue) : -1;
        from = found < 0 ? _target : from + found + 1;
        message = found < 0 ? default : _song.Messages[from - 1].Message;
        return found >= 0;
    }

    private int IndexAt(long place)
    {
        var messages = _song.Messages;
        var (low, high) = (0, messages.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = messages[middle].FrameAt(_rate) < place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // What is left of the frame that the jump was rounded to goes on with it, so that a thousand rounds take as long as they should.
    private void JumpBack()
    {
        var frame = _clock.FrameAt(_loop.EndPlace);
        _clock = _later = new SongClock(frame, _loop.StartPlace + (_clock.PlaceAt(frame) - _loop.EndPlace), _clock.Speed);
        _next = _loop.StartIndex;
        _repeats = 0;
        _jumpsLeft -= _jumpsLeft > 0 ? 1 : 0;
    }

    private MidiMessage TakeMessage()
    {
        if (_repeats > 0)
        {
            _repeats--;
        }
        else
        {
            _repeats = _missingKeyUps?[_next] ?? 0;
            _next++;
        }

        return _song.Messages[_next - 1].Message;
    }

    private void Plan()
    {
        FindNext();
        if (NextFrame >= _later.Frame && _later != _clock)
        {
            _clock = _later;
            FindNext();
        }
    }

    // A loop that ends where the music does is played first. At its own end the song still says its last word; at an end that was set, what is
    // there is not played.
    private void FindNext()
    {
        var index = _repeats > 0 ? _next - 1 : _next;
        var isJumpNext = _jumpsLeft != 0 && index >= _loop.EndIndex;
        _step = isJumpNext ? ScoreStep.Jump : ScoreStep.Message;
        var place = isJumpNext ? _loop.EndPlace
            : index < _song.Messages.Length ? _song.Messages[index].Seconds * _rate
            : double.PositiveInfinity;
        NextFrame = _clock.FrameAt(place);
        if (isJumpNext && _loop.EndPlace <= _endSeconds * _rate)
        {
            return;
        }

        var end = _clock.FrameAt(_endSeconds * _rate) is var frame && frame < long.MaxValue && _endSeconds >= _song.Seconds ? frame + 1 : frame;
        if (NextFrame >= end)
        {
            (NextFrame, _step) = (_hasEnded ? long.MaxValue : end, ScoreStep.End);
        }
        else
        {
            _hasEnded = false; // the end has been moved further away
        }
    }
}
