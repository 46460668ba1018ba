using Awe.Midi;

namespace Awe.Voices;

/// <summary>
/// Turns messages into notes: which zones a key starts, what releases it, what the pedals hold, whom an exclusive class ends.
/// </summary>
/// <remarks>Audio thread only, but for construction. Nothing here allocates after it.</remarks>
internal sealed partial class Performer : IParts
{
    private readonly PlayedChannel[] _channels;
    private readonly IVoicePool _pool;
    private readonly NoteStarter _starter;
    private bool _isScore;

    /// <param name="channels">16 or more.</param>
    /// <param name="repertoire">What the programs are.</param>
    /// <param name="pool">Where voices live.</param>
    public Performer(Channel[] channels, Repertoire repertoire, IVoicePool pool)
    {
        _channels = Array.ConvertAll(channels, channel => new PlayedChannel(channel));
        _pool = pool;
        _starter = new NoteStarter(pool, repertoire);
    }

    /// <summary>Note-ons that found a preset.</summary>
    public long NoteCount => _starter.NoteCount;

    /// <summary>Note-ons whose program is in no bank.</summary>
    public long MissingProgramCount { get; private set; }

    /// <summary>Plays other banks from now on; programs, controllers and what sounds stay as they are.</summary>
    public void Use(Repertoire repertoire) => _starter.Repertoire = repertoire;

    /// <inheritdoc/>
    public SystemState System => _channels[0].Channel.System;

    int IParts.Count => _channels.Length;

    Channel IParts.this[int number] => _channels[number].Channel;

    void IParts.Carry(int number, ControlEffect effect) => Carry(_channels[number], effect);

    /// <summary>Obeys a channel message: every part that listens to its channel does.</summary>
    public void Play(in MidiMessage message)
    {
        foreach (var played in _channels)
        {
            if (played.Channel.ReceiveChannel == message.Channel && played.Channel.Switches.Take(message))
            {
                PlayPart(played, message);
            }
        }
    }

    private void PlayPart(PlayedChannel played, in MidiMessage message)
    {
        switch (message.Kind)
        {
            case MidiMessageKind.NoteOn:
                Strike(played, message.Data1, message.Data2);
                break;
            case MidiMessageKind.NoteOff:
                LetGo(played, message.Data1);
                break;
            case MidiMessageKind.ProgramChange:
                played.Channel.ProgramChange(message.Data1);
                break;
            case MidiMessageKind.ControlChange:
                played.Portamento.Watch(message.Data1, message.Data2);
                Carry(played, played.Channel.ControlChange(message.Data1, message.Data2));
                break;
            case MidiMessageKind.PitchWheel:
                Carry(played, played.Channel.PitchWheel(message.Wheel));
                break;
            case MidiMessageKind.ChannelPressure:
                Carry(played, played.Channel.ChannelPressure(message.Data1));
                break;
            case MidiMessageKind.PolyPressure:
                PressKey(played, message.Data1, message.Data2);
                break;
            default:
                break;
        }
    }

    /// <summary>Obeys a system message.</summary>
    /// <param name="message">Recognised by <see cref="SystemMessages"/>.</param>
    /// <param name="firstChannel">The first channel of the port that it came by.</param>
    public void Play(in SystemMessage message, int firstChannel = 0) => SystemSetup.Obey(message, this, firstChannel);

    /// <summary>All channels as at power-on; what sounds fades.</summary>
    public void Reset(SystemMode mode)
    {
        foreach (var voice in _pool.Live)
        {
            _pool.Fade(voice);
        }

        System.Reset();
        foreach (var played in _channels)
        {
            played.Reset(mode);
        }
    }

    /// <summary>Obeys a message of a score: its notes end with the score, live ones do not.</summary>
    public void PlayScore(in MidiMessage message)
    {
        _isScore = true;
        Play(message);
        _isScore = false;
    }

    private void PressKey(PlayedChannel played, int key, int pressure)
    {
        var source = played.Channel.PolyPressure(SoundingKey(played.Channel, key, _isScore), pressure).Source;
        foreach (var voice in played.Voices)
        {
            if (voice.PlayedKey == key)
            {
                voice.Update(source);
            }
        }
    }
}
