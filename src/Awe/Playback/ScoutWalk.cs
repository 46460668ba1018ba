using Awe.Midi;
using Awe.Storage;
using Awe.Voices;

namespace Awe.Playback;

/// <summary>What came of a step of a <see cref="ScoutWalk"/>.</summary>
internal enum ScoutStep
{
    /// <summary>It has moved.</summary>
    Moved,

    /// <summary>The forecast takes no more for now.</summary>
    Full,

    /// <summary>It is as far ahead as it was to go.</summary>
    Far,

    /// <summary>The song has no more pages.</summary>
    Over,
}

/// <summary>
/// The scout's way through a song, in steps: plays it as the synthesizer will, with the same performer, on voices that only count pages,
/// and offers each page to the forecast in order of time.
/// </summary>
/// <remarks>
/// One thread, any. Nothing here allocates after construction. A step is one message, one page, or a piece of the way to a new place, and
/// takes less than a millisecond whatever song and bank are.
/// </remarks>
internal sealed class ScoutWalk
{
    private const int MostVoices = 512;
    private const int PassedAtOnce = 256;
    private readonly Synthesizer _synthesizer;
    private readonly SongCursor _song;
    private readonly Performer _performer;
    private readonly PlannedVoices _voices;
    private readonly IPageForecast _forecast;
    private SongClock _before;
    private SongClock _clock;
    private bool _isRestruck;
    private bool _isOnTheWay; // to the place where notes begin to count

    /// <param name="synthesizer">Whose programs and clock are meant; nothing of it is moved.</param>
    /// <param name="song">A cursor of its own.</param>
    /// <param name="forecast">Where pages go.</param>
    public ScoutWalk(Synthesizer synthesizer, SongCursor song, IPageForecast forecast)
    {
        _synthesizer = synthesizer;
        _song = song;
        _forecast = forecast;
        _voices = new PlannedVoices(VoicesFor(synthesizer.Polyphony), synthesizer.SampleRate);
        _performer = synthesizer.CreatePerformer(_voices);
    }

    /// <summary>How far it has come, in frames of the synthesizer.</summary>
    public long Frame => _voices.Now;

    /// <summary>What lies before this frame of the synthesizer is past: walked through, and not offered.</summary>
    public long Past { get; set; }

    /// <summary>Pages that the forecast has taken.</summary>
    public long PagesExpected { get; private set; }

    /// <summary>Notes that it has come by and that found a preset.</summary>
    public long NotesSeen => _performer.NoteCount;

    /// <inheritdoc cref="PlannedVoices.ForgottenCount"/>
    public long VoicesForgotten => _voices.ForgottenCount;

    /// <summary>Memory of a walk for a synthesizer of so many voices and channels.</summary>
    public static long BytesFor(int polyphony, int channels) =>
        PlannedVoices.BytesFor(VoicesFor(polyphony)) + Synthesizer.ChannelBytesFor(channels);

    /// <summary>What was expected is void; the way begins anew at this place.</summary>
    public void Aim(in ScoutAim aim)
    {
        _forecast.Restart();
        _voices.Clear();
        _performer.Use(_synthesizer.Repertoire);
        _performer.Reset(SystemMode.Gs);
        _performer.Transpose(aim.Semitones, aim.Cents);
        _performer.Silence(aim.Silenced);
        _song.GoTo(aim.FromPlace);
        _song.SetLoop(aim.Loop, aim.FromPlace, aim.JumpsLeft);
        _song.EndSeconds = aim.EndSeconds;
        (_before, _clock) = (aim.Before, aim.Clock);
        _voices.Now = (aim.FromPlace < aim.Clock.Place ? aim.Before : aim.Clock).FrameAt(aim.FromPlace);
        Past = aim.Frame;
        _isRestruck = aim.IsRestruck;
        _isOnTheWay = true;
    }

    /// <summary>Goes on up to a frame of the synthesizer, as far as the forecast takes it: for those who have no other thread.</summary>
    public ScoutStep RunUntil(long horizon)
    {
        ScoutStep step;
        do
        {
            step = Step(horizon);
        }
        while (step == ScoutStep.Moved);

        return step;
    }

    /// <summary>Takes a step, unless it leads beyond a frame of the synthesizer.</summary>
    public ScoutStep Step(long horizon)
    {
        if (_isOnTheWay)
        {
            PassOn();
            return ScoutStep.Moved;
        }

        var voice = _voices.Next(out var due);
        var message = _song.NextFrame;
        var next = Math.Min(due, message);
        if (next == long.MaxValue)
        {
            return ScoutStep.Over;
        }

        if (next > horizon)
        {
            return ScoutStep.Far;
        }

        if (due <= message)
        {
            return Pass(voice!, due);
        }

        _voices.Now = Math.Max(_voices.Now, message);
        TakeStep();
        return ScoutStep.Moved;
    }

    private static int VoicesFor(int polyphony) => Math.Min(polyphony, MostVoices);

    private ScoutStep Pass(PlannedVoice voice, long due)
    {
        var page = voice.DuePage;
        if (page != PlannedVoice.NoPage && due >= Past)
        {
            if (!_forecast.TryExpect(voice.Bank, page, due))
            {
                return ScoutStep.Full;
            }

            PagesExpected++;
        }

        _voices.Now = due;
        _voices.Pass(voice);
        return ScoutStep.Moved;
    }

    private void PassOn()
    {
        for (var i = 0; i < PassedAtOnce; i++)
        {
            if (!_song.TryPass(out var message))
            {
                _song.SetClocks(_before, _clock);
                _isOnTheWay = false;
                RestrikeHeldNotes();
                return;
            }

            Pass(message);
        }
    }

    private void RestrikeHeldNotes()
    {
        var from = 0;
        while (_isRestruck && _song.TryNextHeld(ref from, out var note))
        {
            _performer.Restrike(note);
        }
    }

    private void Pass(in MidiMessage message)
    {
        if (message.Kind == MidiMessageKind.SysEx)
        {
            Obey(message);
        }
        else
        {
            _performer.PassScore(message);
        }
    }

    private void TakeStep()
    {
        switch (_song.Take(out var message))
        {
            case ScoreStep.Message:
                Obey(message);
                break;
            case ScoreStep.Jump:
                _performer.LiftScoreKeys();
                break;
            default:
                _performer.ReleaseScore();
                break;
        }
    }

    private void Obey(in MidiMessage message)
    {
        if (message.Kind == MidiMessageKind.SysEx)
        {
            _performer.Play(SystemMessages.Parse(_song.SysEx(message.SysExIndex)), message.Channel);
        }
        else
        {
            _performer.PlayScore(message);
        }
    }
}
