using Awe.Midi;

namespace Awe.Playback;

/// <summary>
/// Plays a song on a synthesizer: keeps the place, seeks with the controllers, programs and system messages in force at the target.
/// </summary>
/// <remarks>All members belong to the rendering thread, or to one thread while nobody renders.</remarks>
public sealed class Player : IScore, IDisposable
{
    private readonly Synthesizer _synthesizer;
    private readonly MidiFile _song;
    private readonly int _rate;
    private readonly byte[]? _missingKeyUps;
    private int _next; // the message that comes next
    private int _repeats; // how often the message before it is still to be given again
    private bool _hasEnded; // every note has been let go
    private double _endSeconds;
    private long _startFrame; // the synthesizer's frame at which the song's frame 0 is, or would have been

    /// <summary>Puts the song at its beginning and connects it.</summary>
    public Player(Synthesizer synthesizer, MidiFile song)
    {
        ArgumentNullException.ThrowIfNull(synthesizer);
        ArgumentNullException.ThrowIfNull(song);
        _synthesizer = synthesizer;
        _song = song;
        _rate = synthesizer.SampleRate;
        _missingKeyUps = MissingKeyUps.Find(song.Messages);
        _endSeconds = song.Seconds;
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
        set => _endSeconds = Math.Clamp(value, 0, _song.Seconds);
    }

    /// <summary>Whether the place is at the end of the music; voices may still sound.</summary>
    public bool IsAtEnd => Seconds >= EndSeconds;

    long IScore.NextFrame => _hasEnded ? long.MaxValue : Math.Min(NextMessageFrame, EndFrame);

    // At its own end the song still says its last word; at an end that was set, what is there is not played.
    private long EndFrame => _startFrame + FrameOf(EndSeconds) + (EndSeconds < _song.Seconds ? 0 : 1);

    private long NextMessageFrame
    {
        get
        {
            var index = _repeats > 0 ? _next - 1 : _next;
            return index < _song.Messages.Length ? _startFrame + _song.Messages[index].FrameAt(_rate) : long.MaxValue;
        }
    }

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
        _repeats = 0;
        _hasEnded = false;
        for (_next = 0; _next < _song.Messages.Length && _song.Messages[_next].FrameAt(_rate) < target; _next++)
        {
            ref readonly var message = ref _song.Messages[_next];
            if (message.Message.Kind is not (MidiMessageKind.NoteOn or MidiMessageKind.NoteOff))
            {
                _synthesizer.Obey(message.Message, this);
            }
        }

        _startFrame = _synthesizer.Frame - target;
    }

    /// <summary>Writes the next frames, planar, full scale +-1; both spans have one length.</summary>
    public void Render(Span<float> left, Span<float> right) => _synthesizer.Render(left, right);

    /// <summary>Lets go of the synthesizer; neither song nor synthesizer is disposed.</summary>
    public void Dispose() => _synthesizer.SetScore(null);

    bool IScore.TryTake(out MidiMessage message)
    {
        message = default;
        if (NextMessageFrame >= EndFrame)
        {
            _hasEnded = true;
            return false;
        }

        if (_repeats > 0)
        {
            _repeats--;
        }
        else
        {
            _repeats = _missingKeyUps?[_next] ?? 0;
            _next++;
        }

        message = _song.Messages[_next - 1].Message;
        return true;
    }

    ReadOnlySpan<byte> IScore.SysEx(int index) => _song.SysEx(index);

    private long FrameOf(double seconds) => (long)Math.Round(seconds * _rate, MidpointRounding.AwayFromZero);
}
