using Awe.Midi;
using Awe.Storage;
using Awe.Voices;

namespace Awe.Playback;

/// <summary>
/// Plays a song on a synthesizer: keeps the place; seeks with the controllers, programs and system messages in force at the target; pauses,
/// repeats, changes tempo and key, leaves out channels.
/// </summary>
/// <remarks>
/// Any thread may ask for anything. While another thread renders, it is done when the next quantum begins, in 1.5 ms or less; the latest
/// word counts. Called by the thread that renders, or before anybody has rendered, it is done at once. <see cref="Render"/> belongs to the rendering thread.
/// A player whose place another has taken keeps what it is asked for and tells it when asked, and nothing follows; one that was disposed refuses with
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed partial class Player : IScore, IDisposable
{
    // A seek obeys so many messages a quantum, some 20 us; a system message is reckoned as 64.
    private const int PassedAtOnce = 1024;
    private const int SystemMessageCost = 64;

    private readonly Synthesizer _synthesizer;
    private readonly MidiFile _song;
    private readonly SongCursor _cursor;
    private readonly int _rate;
    private readonly IPageForecast? _forecast;
    private readonly Scout? _scout;

    private readonly LatestValue<PlayerOrders> _orders = new();

    // The rendering thread, or who acts on its behalf.
    private readonly LatestValue<PlayerStatus> _status = new();
    private PlayerOrders _followed;
    private int _seen;
    private bool _isOnTheWay; // to the place of the last seek
    private SongClock _before; // up to where the cursor's clock begins
    private SongClock _beforeForScout; // the same, but never before a seek or a jump
    private double _notesFrom; // the place of the last seek or jump
    private bool _isRestruck; // what is held there was struck again

    /// <summary>Puts the song at its beginning and connects it.</summary>
    /// <remarks>A thread looks ahead in the song and tells the store which pages it will need, as far as the store's budget has room for that.</remarks>
    public Player(Synthesizer synthesizer, MidiFile song)
        : this(synthesizer, song, song is null ? null : synthesizer?.OpenForecast())
    {
    }

    /// <param name="synthesizer">Plays it.</param>
    /// <param name="song">The song.</param>
    /// <param name="forecast">Told ahead which pages the song will use; null when nobody wants to know. Owned.</param>
    internal Player(Synthesizer synthesizer, MidiFile song, IPageForecast? forecast)
    {
        ArgumentNullException.ThrowIfNull(synthesizer);
        ArgumentNullException.ThrowIfNull(song);
        _synthesizer = synthesizer;
        _song = song;
        _rate = synthesizer.SampleRate;
        _cursor = new SongCursor(song, _rate);
        _followed = _wanted = new PlayerOrders { Speed = 1, EndSeconds = song.Seconds };
        _forecast = forecast;
        _scout = forecast is null ? null : new Scout(synthesizer, _cursor.Another(), forecast);
        Tell();
        _wanted = SeekTo(0);
        _orders.Give(_wanted); // before it is the score: until then its clock stands at the synthesizer's beginning, which may be long past
        _synthesizer.SetScore(this);
        FollowAtOnce();
    }

    /// <summary>What ended the look-ahead before its time, or null.</summary>
    internal string? ScoutFault => _scout?.Fault;

    long IScore.NextFrame => _isOnTheWay ? long.MaxValue : _cursor.NextFrame;

    /// <summary>The number of channels a synthesizer needs for a song: 16 for each of its ports.</summary>
    public static int ChannelsFor(MidiFile song)
    {
        ArgumentNullException.ThrowIfNull(song);
        var highest = 0;
        foreach (ref readonly var message in song.Messages)
        {
            highest = Math.Max(highest, message.Message.Channel);
        }

        return ((highest / 16) + 1) * 16;
    }

    /// <summary>The rendering thread: writes the next frames, planar, full scale +-1; both spans have one length.</summary>
    public void Render(Span<float> left, Span<float> right) => _synthesizer.Render(left, right);

    /// <summary>Lets go of the synthesizer, which releases the song's notes; neither song nor synthesizer is disposed. No order is taken any more.</summary>
    public void Dispose()
    {
        lock (_callers)
        {
            _isDisposed = true;
        }

        _synthesizer.DropScore(this);
        _scout?.Dispose();
        (_forecast as IDisposable)?.Dispose();
    }

    void IScore.BeginQuantum()
    {
        if (_orders.TryTake(ref _seen, out var orders))
        {
            Follow(orders);
        }

        if (_isOnTheWay)
        {
            GoOn(PassedAtOnce);
        }
    }

    ScoreStep IScore.Take(out MidiMessage message)
    {
        var clock = _cursor.Clock;
        var step = _cursor.Take(out message);
        if (step == ScoreStep.Jump)
        {
            _before = clock;
            _beforeForScout = _cursor.Clock;
            _notesFrom = _cursor.Clock.Place;
            _isRestruck = false;
            Tell();
        }

        return step;
    }

    void IScore.NoteBanks() => AimScout();

    ReadOnlySpan<byte> IScore.SysEx(int index) => _song.SysEx(index);

    private void Follow(in PlayerOrders orders)
    {
        var before = _followed;
        _followed = orders;
        FollowKeysAndChannels(before, orders);
        var hadEnded = _cursor.HasEnded;
        if (orders.EndSeconds != before.EndSeconds)
        {
            _cursor.EndSeconds = orders.EndSeconds;
        }

        if (orders.LoopNumber != before.LoopNumber)
        {
            _cursor.SetLoop(orders.Loop, PlaceNow, orders.Loop.Jumps);
        }

        if (orders.SeekNumber != before.SeekNumber)
        {
            SetOut(_cursor.PlaceOf(orders.SeekSeconds));
        }
        else if (hadEnded && !_cursor.HasEnded)
        {
            SetOut(PlaceNow); // what lies between the former end and here was not played, and must not come all at once
        }
        else if (!_isOnTheWay)
        {
            FollowSpeed(before, orders);
            AimScout();
        }

        Tell();
    }

    private void FollowKeysAndChannels(in PlayerOrders before, in PlayerOrders orders)
    {
        var isFirst = before.SeekNumber == 0; // another player may have left its own
        if (isFirst || orders.Transposition != before.Transposition)
        {
            var (semitones, cents) = orders.Keys;
            _synthesizer.Performer.Transpose(semitones, cents);
        }

        if (isFirst || orders.Silenced != before.Silenced)
        {
            _synthesizer.Performer.Silence(orders.Silenced);
        }
    }

    private void FollowSpeed(in PlayerOrders before, in PlayerOrders orders)
    {
        if (orders.Speed == before.Speed && orders.IsPaused == before.IsPaused)
        {
            return;
        }

        _before = _beforeForScout = _cursor.Clock;
        _cursor.Clock = _before.From(_synthesizer.NextQuantumFrame, orders.IsPaused ? 0 : orders.Speed);
        if (orders.IsPaused && !before.IsPaused)
        {
            _synthesizer.Performer.ReleaseScore();
        }
        else if (before.IsPaused && !orders.IsPaused)
        {
            _beforeForScout = _cursor.Clock; // before, everything was let go
            _notesFrom = _cursor.Clock.Place;
            RestrikeHeldNotes();
        }
    }

    private double PlaceNow => _cursor.Clock.PlaceAt(_synthesizer.NextQuantumFrame);

    private void SetOut(double place)
    {
        _synthesizer.Restart();
        _notesFrom = place;
        _cursor.GoTo((long)_notesFrom);
        _isOnTheWay = true;
        StandAt(speed: 0);
    }

    private void GoOn(int messages)
    {
        for (var cost = 0; _isOnTheWay && cost < messages;)
        {
            if (_cursor.TryPass(out var message))
            {
                _synthesizer.ObeyInPassing(message, this);
                cost += message.Kind == MidiMessageKind.SysEx ? SystemMessageCost : 1;
            }
            else
            {
                Arrive();
            }
        }
    }

    private void Arrive()
    {
        _isOnTheWay = false;
        StandAt(_followed.IsPaused ? 0 : _followed.Speed);
        if (!_followed.IsPaused)
        {
            RestrikeHeldNotes();
        }

        AimScout();
        Tell();
    }

    private void StandAt(double speed) =>
        _before = _beforeForScout = _cursor.Clock = new SongClock(_synthesizer.NextQuantumFrame, _notesFrom, speed);

    private void RestrikeHeldNotes()
    {
        var from = 0;
        _isRestruck = _followed.RestrikesHeldNotes;
        while (_isRestruck && _cursor.TryNextHeld(ref from, out var note))
        {
            _synthesizer.Performer.Restrike(note);
        }
    }

    private void Tell() => _status.Give(new PlayerStatus(_followed.SeekNumber, _before, _cursor.Clock, _cursor.JumpsLeft, _followed.EndSeconds));

    private void AimScout()
    {
        if (_scout is not null && !_isOnTheWay)
        {
            _scout.Aim(Aim());
        }
    }
}
