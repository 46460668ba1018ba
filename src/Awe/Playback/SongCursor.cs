using Awe.Midi;

namespace Awe.Playback;

/// <summary>A place in a song: which message comes next, in frames from the song's beginning, and where the music ends.</summary>
/// <remarks>One thread.</remarks>
internal sealed class SongCursor
{
    private readonly MidiFile _song;
    private readonly int _rate;
    private readonly byte[]? _missingKeyUps;
    private int _next; // the message that comes next
    private int _repeats; // how often the message before it is still to be given again
    private bool _hasEnded; // every note has been let go

    public SongCursor(MidiFile song, int rate)
        : this(song, rate, MissingKeyUps.Find(song.Messages))
    {
    }

    private SongCursor(MidiFile song, int rate, byte[]? missingKeyUps)
    {
        _song = song;
        _rate = rate;
        _missingKeyUps = missingKeyUps;
    }

    /// <summary>Where the music ends: what comes from there on is not played.</summary>
    public long EndFrame { get; set; } = long.MaxValue;

    /// <summary>The frame at which the next message sounds, or the music ends; <see cref="long.MaxValue"/> after that.</summary>
    public long NextFrame => _hasEnded ? long.MaxValue : Math.Min(NextMessageFrame, EndFrame);

    private long NextMessageFrame
    {
        get
        {
            var index = _repeats > 0 ? _next - 1 : _next;
            return index < _song.Messages.Length ? _song.Messages[index].FrameAt(_rate) : long.MaxValue;
        }
    }

    /// <summary>Another cursor in the same song, for another thread, at its beginning.</summary>
    public SongCursor Another() => new(_song, _rate, _missingKeyUps);

    /// <summary>Back to the beginning.</summary>
    public void Restart()
    {
        _next = _repeats = 0;
        _hasEnded = false;
    }

    /// <summary>The next message if it is before a frame, on the way there. False: this is the place.</summary>
    public bool TryPass(long frame, out MidiMessage message)
    {
        if (_next < _song.Messages.Length && _song.Messages[_next].FrameAt(_rate) < frame)
        {
            message = _song.Messages[_next++].Message;
            return true;
        }

        message = default;
        return false;
    }

    /// <summary>Whether a message is obeyed on the way to a place: everything but notes is.</summary>
    public static bool IsObeyedInPassing(in MidiMessage message) => message.Kind is not (MidiMessageKind.NoteOn or MidiMessageKind.NoteOff);

    /// <summary>The next message, which is then past; false when what comes is the end of the music, where every note is let go.</summary>
    public bool TryTake(out MidiMessage message)
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

    /// <summary>The bytes of a SysEx message of the song.</summary>
    public ReadOnlySpan<byte> SysEx(int index) => _song.SysEx(index);
}
