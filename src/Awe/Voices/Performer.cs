using Awe.Midi;

namespace Awe.Voices;

/// <summary>
/// Turns messages into notes: which zones a key starts, what releases it, what the pedals hold, whom an exclusive class ends.
/// </summary>
/// <remarks>Audio thread only, but for construction. Nothing here allocates after it.</remarks>
internal sealed partial class Performer : IParts
{
    private const int Keys = 128;
    private readonly Channel[] _channels;
    private Repertoire _repertoire;
    private readonly IVoicePool _pool;

    // Strokes whose key-up is still to come, by channel and key. Counted from messages alone: whose voices have ended by themselves or were
    // stolen does not change which stroke a key-up belongs to.
    private readonly byte[] _openStrokes;
    private long _note;
    private bool _isScore;

    /// <param name="channels">16 or more.</param>
    /// <param name="repertoire">What the programs are.</param>
    /// <param name="pool">Where voices live.</param>
    public Performer(Channel[] channels, Repertoire repertoire, IVoicePool pool)
    {
        _channels = channels;
        _repertoire = repertoire;
        _pool = pool;
        _openStrokes = new byte[channels.Length * Keys];
    }

    /// <summary>Note-ons that found a preset.</summary>
    public long NoteCount => _note;

    /// <summary>Note-ons whose program is in no bank.</summary>
    public long MissingProgramCount { get; private set; }

    /// <summary>Plays other banks from now on; programs, controllers and what sounds stay as they are.</summary>
    public void Use(Repertoire repertoire) => _repertoire = repertoire;

    /// <inheritdoc/>
    public SystemState System => _channels[0].System;

    int IParts.Count => _channels.Length;

    Channel IParts.this[int number] => _channels[number];

    void IParts.Carry(int number, ControlEffect effect) => Carry(number, effect);

    /// <summary>Obeys a channel message: every part that listens to its channel does.</summary>
    public void Play(in MidiMessage message)
    {
        for (var part = 0; part < _channels.Length; part++)
        {
            if (_channels[part].ReceiveChannel == message.Channel && _channels[part].Switches.Take(message))
            {
                PlayPart(message with { Channel = (byte)part });
            }
        }
    }

    private void PlayPart(in MidiMessage message)
    {
        var channel = _channels[message.Channel];
        switch (message.Kind)
        {
            case MidiMessageKind.NoteOn:
                Strike(message.Channel, message.Data1, message.Data2);
                break;
            case MidiMessageKind.NoteOff:
                LetGo(message.Channel, message.Data1);
                break;
            case MidiMessageKind.ProgramChange:
                channel.ProgramChange(message.Data1);
                break;
            case MidiMessageKind.ControlChange:
                Carry(message.Channel, channel.ControlChange(message.Data1, message.Data2));
                break;
            case MidiMessageKind.PitchWheel:
                Carry(message.Channel, channel.PitchWheel(message.Wheel));
                break;
            case MidiMessageKind.ChannelPressure:
                Carry(message.Channel, channel.ChannelPressure(message.Data1));
                break;
            case MidiMessageKind.PolyPressure:
                PressKey(channel, message.Data1, message.Data2);
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
        foreach (var channel in _channels)
        {
            channel.Reset(mode);
        }

        Array.Clear(_openStrokes);
    }

    /// <summary>Obeys a message of a score: its notes end with the score, live ones do not.</summary>
    public void PlayScore(in MidiMessage message)
    {
        _isScore = true;
        Play(message);
        _isScore = false;
    }

    private void Strike(int channelNumber, int key, int velocity)
    {
        var channel = _channels[channelNumber];
        ReleaseEarlierStroke(channelNumber, key);
        if (!channel.TryBeginNote(key, ref velocity) || (_isScore && _silenced.Contains(channel.ReceiveChannel)))
        {
            return;
        }

        var sounding = SoundingKey(channel, key);
        if (!_repertoire.TryFindNote(channel, sounding, velocity, out var entry, out var zones))
        {
            MissingProgramCount++;
            return;
        }

        _note++;
        StartZones(entry, zones, channel, key, velocity);
        EndClassmates(channel);
    }

    // A pool that is full of the note's own voices ends it: the note has to do with the voices that it has.
    private void StartZones(PresetMapEntry entry, ZonePairs zones, Channel channel, int key, int velocity)
    {
        var sounding = SoundingKey(channel, key);
        while (zones.TryNext(out var pair)
               && _pool.TryStart(_repertoire.VoiceOf(entry, pair, channel, sounding, velocity) with { StruckKey = key, Note = _note, IsOfScore = _isScore }))
        {
        }
    }

    // Without this, repeated notes under a long release would pile up. The key-up that still comes for the earlier stroke must not
    // end the later one.
    private void ReleaseEarlierStroke(int channelNumber, int key)
    {
        LiftKey(channelNumber, key);
        ref var strokes = ref _openStrokes[(channelNumber * Keys) + key];
        strokes += strokes < byte.MaxValue ? (byte)1 : (byte)0;
    }

    private void LetGo(int channelNumber, int key)
    {
        ref var strokes = ref _openStrokes[(channelNumber * Keys) + key];
        strokes -= strokes > 0 ? (byte)1 : (byte)0;
        if (strokes == 0 && _channels[channelNumber].HearsNoteOff(key))
        {
            LiftKey(channelNumber, key);
        }
    }

    private void LiftKey(int channelNumber, int key)
    {
        foreach (var voice in _pool.Live)
        {
            if (voice.Channel == _channels[channelNumber] && voice.PlayedKey == key && voice.IsKeyDown)
            {
                KeyUp(voice);
            }
        }
    }

    private static void KeyUp(PlayedVoice voice)
    {
        voice.IsKeyDown = false;
        ReleaseUnlessHeld(voice);
    }

    private static void ReleaseUnlessHeld(PlayedVoice voice)
    {
        if (!voice.IsKeyDown && !voice.IsReleasing && !voice.Channel.IsSustained && !(voice.IsCaptured && voice.Channel.IsSostenutoDown))
        {
            voice.Release();
        }
    }

    private void EndClassmates(Channel channel)
    {
        foreach (var voice in _pool.Live)
        {
            if (voice.Note == _note && voice.ExclusiveClass != 0)
            {
                EndEarlier(channel, voice.ExclusiveClass);
            }
        }
    }

    private void EndEarlier(Channel channel, int exclusiveClass)
    {
        foreach (var voice in _pool.Live)
        {
            if (voice.Channel == channel && voice.ExclusiveClass == exclusiveClass && voice.Note < _note && !voice.IsFading)
            {
                voice.EndForClass();
            }
        }
    }

    private void PressKey(Channel channel, int key, int pressure)
    {
        var source = channel.PolyPressure(SoundingKey(channel, key), pressure).Source;
        foreach (var voice in _pool.Live)
        {
            if (voice.Channel == channel && voice.PlayedKey == key)
            {
                voice.Update(source);
            }
        }
    }

    private void Carry(int channelNumber, ControlEffect effect)
    {
        var channel = _channels[channelNumber];
        foreach (var voice in _pool.Live)
        {
            if (voice.Channel == channel)
            {
                Carry(voice, effect);
            }
        }

        if (effect.Kind is ControlEffectKind.AllNotesOff or ControlEffectKind.AllSoundOff)
        {
            Array.Clear(_openStrokes, channelNumber * Keys, Keys);
        }
    }

    private void Carry(PlayedVoice voice, ControlEffect effect)
    {
        if (effect.Source != ModulatorSource.None)
        {
            voice.Update(effect.Source);
        }

        if (effect.Generators != 0)
        {
            voice.Reread(effect.Generators);
        }

        switch (effect.Kind)
        {
            case ControlEffectKind.SustainReleased:
                ReleaseUnlessHeld(voice);
                break;
            case ControlEffectKind.SostenutoPressed:
                voice.IsCaptured = voice.IsKeyDown;
                break;
            case ControlEffectKind.SostenutoReleased:
                voice.IsCaptured = false;
                ReleaseUnlessHeld(voice);
                break;
            case ControlEffectKind.AllNotesOff:
                KeyUp(voice);
                break;
            case ControlEffectKind.AllSoundOff:
                _pool.Fade(voice);
                break;
            case ControlEffectKind.TuningChanged:
                voice.Retune();
                break;
            case ControlEffectKind.ResetControllers:
                voice.UpdateAll();
                voice.Retune();
                ReleaseUnlessHeld(voice);
                break;
            default:
                break;
        }
    }
}
