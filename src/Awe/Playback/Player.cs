using Awe.Midi;
using Awe.Storage;

namespace Awe.Playback;

/// <summary>
/// Plays a song on a synthesizer: keeps the place, seeks with the controllers, programs and system messages in force at the target.
/// </summary>
/// <remarks>All members belong to the rendering thread, or to one thread while nobody renders.</remarks>
public sealed class Player : IScore, IDisposable
{
    // Notes that are older than this have read on by themselves.
    private const double LookBackSeconds = 30;

    private readonly Synthesizer _synthesizer;
    private readonly MidiFile _song;
    private readonly SongCursor _cursor;
    private readonly int _rate;
    private readonly IPageForecast? _forecast;
    private readonly Scout? _scout;
    private double _endSeconds;
    private long _soughtFrame; // the song's frame of the last seek
    private long _startFrame; // the synthesizer's frame at which the song's frame 0 is, or would have been

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
        _endSeconds = song.Seconds;
        _cursor.EndFrame = EndFrame;
        _forecast = forecast;
        _scout = forecast is null ? null : new Scout(synthesizer, _cursor.Another(), forecast);
        Seek(0);
        _synthesizer.SetScore(this);
    }

    /// <summary>Place in the song in seconds.</summary>
    public double Seconds => (double)(_synthesizer.Frame - _startFrame) / _rate;

    /// <summary>
    /// Where the music ends, in seconds: the song's length unless something earlier is set. From there on no message is played, and every
    /// note is let go to ring out, whatever its key and the pedals say.
    /// </summary>
    public double EndSeconds
    {
        get => _endSeconds;
        set
        {
            _endSeconds = Math.Clamp(value, 0, _song.Seconds);
            _cursor.EndFrame = EndFrame;
            AimScout(_synthesizer.Frame - _startFrame);
        }
    }

    /// <summary>Whether the place is at the end of the music; voices may still sound.</summary>
    public bool IsAtEnd => Seconds >= EndSeconds;

    /// <summary>What ended the look-ahead before its time, or null.</summary>
    internal string? ScoutFault => _scout?.Fault;

    long IScore.NextFrame => _cursor.NextFrame is var frame && frame < long.MaxValue ? _startFrame + frame : long.MaxValue;

    // At its own end the song still says its last word; at an end that was set, what is there is not played.
    private long EndFrame => FrameOf(EndSeconds) + (EndSeconds < _song.Seconds ? 0 : 1);

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

    /// <summary>
    /// Goes to a place: silence, then everything but notes from the start of the song up to there is obeyed, in order. Notes that
    /// begin at the place itself sound, notes held across it do not.
    /// </summary>
    /// <param name="seconds">0 or later; past the end is the end.</param>
    public void Seek(double seconds)
    {
        var target = FrameOf(Math.Clamp(seconds, 0, _song.Seconds));
        _synthesizer.Reset();
        _cursor.Restart();
        while (_cursor.TryPass(target, out var message))
        {
            if (SongCursor.IsObeyedInPassing(message))
            {
                _synthesizer.Obey(message, this);
            }
        }

        _startFrame = _synthesizer.Frame - target;
        _soughtFrame = target;
        AimScout(target);
    }

    /// <summary>Writes the next frames, planar, full scale +-1; both spans have one length.</summary>
    public void Render(Span<float> left, Span<float> right) => _synthesizer.Render(left, right);

    /// <summary>Lets go of the synthesizer; neither song nor synthesizer is disposed.</summary>
    public void Dispose()
    {
        _synthesizer.SetScore(null);
        _scout?.Dispose();
        (_forecast as IDisposable)?.Dispose();
    }

    void IScore.NoteBanks() => AimScout(_synthesizer.Frame - _startFrame);

    bool IScore.TryTake(out MidiMessage message) => _cursor.TryTake(out message);

    ReadOnlySpan<byte> IScore.SysEx(int index) => _song.SysEx(index);

    // Without a seek, what sounds goes on: the scout gets to know it from what has just been played.
    private void AimScout(long songFrame)
    {
        var from = Math.Max(_soughtFrame, songFrame - (long)(LookBackSeconds * _rate));
        _scout?.Aim(new ScoutAim(from, songFrame, _startFrame, _cursor.EndFrame));
    }

    private long FrameOf(double seconds) => (long)Math.Round(seconds * _rate, MidpointRounding.AwayFromZero);
}
