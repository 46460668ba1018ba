using Awe.Voices;

namespace Awe.Playback;

/// <content>What any thread may ask, and ask for.</content>
public sealed partial class Player
{
    /// <summary>The slowest <see cref="Speed"/>.</summary>
    public const double SlowestSpeed = 0.1;

    /// <summary>The fastest <see cref="Speed"/>.</summary>
    public const double FastestSpeed = 10;

    /// <summary>The furthest <see cref="Transposition"/> up or down, in semitones.</summary>
    public const double FurthestTransposition = 48;

    private readonly Lock _callers = new(); // one at a time; to follow orders takes no lock
    private PlayerOrders _wanted;
    private bool _isDisposed;

    /// <summary>Place in the song, in seconds at its own tempo. It goes on after the end, while voices still sound.</summary>
    public double Seconds
    {
        get
        {
            var status = _status.Read();
            return _orders.TryRead(out var orders) && orders.SeekNumber != status.SeekNumber
                ? orders.SeekSeconds
                : status.PlaceAt(_synthesizer.Frame) / _rate;
        }
    }

    /// <summary>What the song has at its place now: ticks, bars, tempo, texts that are due.</summary>
    public SongPlace Place => SongPlace.At(_song, Seconds);

    /// <summary>
    /// Where the music ends, in seconds of the song: its length unless something earlier is set. From there on no message is played, and
    /// every note is let go to ring out, whatever its key and the pedals say.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number.</exception>
    public double EndSeconds
    {
        get => _orders.Read().EndSeconds;
        set
        {
            ThrowIfNotANumber(value);
            lock (_callers)
            {
                Order(_wanted with { EndSeconds = Math.Clamp(value, 0, _song.Seconds) });
            }
        }
    }

    /// <summary>Whether the place is at the end of the music; voices may still sound.</summary>
    public bool IsAtEnd => Seconds >= (_orders.TryRead(out var orders) ? orders.EndSeconds : _status.Read().EndSeconds);

    /// <summary>How long the music is from its beginning, in seconds as they pass, tempo and loop considered; infinite with an endless loop.</summary>
    public double LengthSeconds
    {
        get
        {
            var orders = _orders.Read();
            return orders.SecondsFrom(0, orders.JumpsFrom(0));
        }
    }

    /// <summary>How long the music goes on from here, in seconds as they pass, tempo and loop considered; infinite with an endless loop.</summary>
    public double RemainingSeconds
    {
        get
        {
            var (orders, status) = (_orders.Read(), _status.Read());
            return orders.SeekNumber != status.SeekNumber
                ? orders.SecondsFrom(orders.SeekSeconds, orders.JumpsFrom(orders.SeekSeconds))
                : orders.SecondsFrom(status.PlaceAt(_synthesizer.Frame) / _rate, status.JumpsLeft);
        }
    }

    /// <summary>Whether the song stands still.</summary>
    public bool IsPaused => _orders.Read().IsPaused;

    /// <summary>
    /// How fast the song goes, <see cref="SlowestSpeed"/> to <see cref="FastestSpeed"/>; 1 is its own tempo. Only messages move: envelopes
    /// and everything else that a note does take their own time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of this range.</exception>
    public double Speed
    {
        get => _orders.Read().Speed;
        set
        {
            ThrowIfOutside(value, SlowestSpeed, FastestSpeed);
            lock (_callers)
            {
                Order(_wanted with { Speed = value });
            }
        }
    }

    /// <summary>
    /// By how many semitones the song sounds higher, -<see cref="FurthestTransposition"/> to <see cref="FurthestTransposition"/>; drums stay.
    /// Whole semitones are for the notes that come, which begin on other keys; the rest tunes the melodic channels and is heard at once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of this range.</exception>
    public double Transposition
    {
        get => _orders.Read().Transposition;
        set
        {
            ThrowIfOutside(value, -FurthestTransposition, FurthestTransposition);
            lock (_callers)
            {
                Order(_wanted with { Transposition = value });
            }
        }
    }

    /// <summary>
    /// Whether a seek, or the end of a pause, strikes again what the song holds at that place; off: notes that began before are not heard.
    /// </summary>
    public bool RestrikesHeldNotes
    {
        get => _orders.Read().RestrikesHeldNotes;
        set
        {
            lock (_callers)
            {
                Order(_wanted with { RestrikesHeldNotes = value });
            }
        }
    }

    /// <summary>
    /// The stretch that is repeated, or null. At its end the song jumps back: keys that are down are let go, everything else stays as it is,
    /// and what rings rings on. Set while the place is before the stretch's end, it begins its rounds anew, as a seek does; a place after it
    /// is never in it. A stretch that ends after <see cref="EndSeconds"/> is not repeated.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is too short, not within the song, or to be played less than 0 times.</exception>
    public LoopSpan? Loop
    {
        get => _orders.Read() is { HasLoop: true } orders ? orders.Span : null;
        set
        {
            var span = Checked(value);
            var place = span is { } some ? SongLoopPlace.Of(some, _song, _rate) : default;
            lock (_callers)
            {
                Order(_wanted with { LoopNumber = _wanted.LoopNumber + 1, HasLoop = span is not null, Span = span ?? default, Loop = place });
            }
        }
    }

    /// <summary>
    /// Goes to a place. What sounds fades in some milliseconds, reverberation rings on; then the channels are as if the song had been
    /// played up to there. Notes that begin at the place itself sound, notes held across it only if <see cref="RestrikesHeldNotes"/> says so.
    /// </summary>
    /// <param name="seconds">In seconds of the song; before its start is the start, past the end is the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a number.</exception>
    public void Seek(double seconds)
    {
        ThrowIfNotANumber(seconds);
        lock (_callers)
        {
            Order(SeekTo(seconds));
        }
    }

    /// <summary>The song stands still: its notes are released, whatever the pedals say, and ring out.</summary>
    public void Pause() => SetPaused(true);

    /// <summary>The song goes on from where it stands.</summary>
    public void Resume() => SetPaused(false);

    /// <summary>What sounds fades, and the song stands still at its beginning.</summary>
    public void Stop()
    {
        lock (_callers)
        {
            Order(SeekTo(0) with { IsPaused = true });
        }
    }

    /// <summary>Leaves out the song's notes of a channel, those that sound included, or plays them again. Everything else is obeyed meanwhile.</summary>
    /// <param name="channel">0-based, 16 for each port of the song.</param>
    /// <param name="isMuted">Whether they are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channel is not 0-255.</exception>
    public void SetMuted(int channel, bool isMuted)
    {
        ThrowIfNoChannel(channel);
        lock (_callers)
        {
            Order(_wanted with { Muted = _wanted.Muted.With(channel, isMuted) });
        }
    }

    /// <summary>Plays the song's notes of this channel and of others for which the same was said, and of no more; muted ones stay so.</summary>
    /// <param name="channel">0-based, 16 for each port of the song.</param>
    /// <param name="isSoloed">Whether it is one of these.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channel is not 0-255.</exception>
    public void SetSoloed(int channel, bool isSoloed)
    {
        ThrowIfNoChannel(channel);
        lock (_callers)
        {
            Order(_wanted with { Soloed = _wanted.Soloed.With(channel, isSoloed) });
        }
    }

    /// <summary>Whether <see cref="SetMuted"/> left out a channel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The channel is not 0-255.</exception>
    public bool IsMuted(int channel)
    {
        ThrowIfNoChannel(channel);
        return _orders.Read().Muted.Contains(channel);
    }

    /// <summary>Whether <see cref="SetSoloed"/> chose a channel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The channel is not 0-255.</exception>
    public bool IsSoloed(int channel)
    {
        ThrowIfNoChannel(channel);
        return _orders.Read().Soloed.Contains(channel);
    }

    private void Order(in PlayerOrders orders)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _wanted = orders;
        _orders.Give(orders);
        FollowAtOnce();
    }

    // If nobody else renders, and if it is still this song that is played: another player's keys and places are not this one's to change.
    private void FollowAtOnce()
    {
        if (!_synthesizer.RenderingThread.TryBorrow(out var owner))
        {
            return; // who renders will see to it
        }

        try
        {
            if (_synthesizer.IsScore(this) && _orders.TryTake(ref _seen, out var taken))
            {
                Follow(taken);
                GoOn(int.MaxValue);
            }
        }
        finally
        {
            _synthesizer.RenderingThread.GiveBack(owner);
        }
    }

    private PlayerOrders SeekTo(double seconds) =>
        _wanted with { SeekNumber = _wanted.SeekNumber + 1, SeekSeconds = Math.Clamp(seconds, 0, _song.Seconds) };

    private void SetPaused(bool isPaused)
    {
        lock (_callers)
        {
            Order(_wanted with { IsPaused = isPaused });
        }
    }

    private LoopSpan? Checked(LoopSpan? loop)
    {
        if (loop is not { } span)
        {
            return null;
        }

        // A file's loop may end a rounding error after the song.
        var end = Math.Min(span.EndSeconds, _song.Seconds);
        return span.StartSeconds >= 0 && end - span.StartSeconds >= LoopSpan.ShortestSeconds && span.Plays >= 0
            ? span with { EndSeconds = end }
            : throw new ArgumentOutOfRangeException(
                nameof(loop), span, $"A loop lies within the song's {_song.Seconds} seconds, lasts {LoopSpan.ShortestSeconds} s at least, and is played 0 times or more.");
    }

    private static void ThrowIfNotANumber(double seconds)
    {
        if (double.IsNaN(seconds))
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "A time must be a number of seconds.");
        }
    }

    private static void ThrowIfOutside(double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"Expected {least} to {most}.");
        }
    }

    private static void ThrowIfNoChannel(int channel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, ChannelSet.Capacity);
    }
}
