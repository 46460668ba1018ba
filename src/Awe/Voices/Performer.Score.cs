using Awe.Midi;

namespace Awe.Voices;

/// <content>What a player asks of the notes of its score: some channels silent, all in another key, let go where the score jumps or ends.</content>
internal sealed partial class Performer
{
    private ChannelSet _silenced;
    private int _transposition;
    private bool _isPassing;
    private bool _isRestriking;

    /// <summary>
    /// Obeys a message of a score on the way to a place. A note is not played, but the next one glides from its key, and what CC84 named is used up.
    /// </summary>
    public void PassScore(in MidiMessage message)
    {
        _isPassing = true;
        PlayScore(message);
        _isPassing = false;
    }

    /// <summary>Plays a note-on of a score that lies before the present place: it is held there, so it does not come gliding.</summary>
    public void Restrike(in MidiMessage message)
    {
        _isRestriking = true;
        PlayScore(message);
        _isRestriking = false;
    }

    /// <summary>
    /// The score's notes of these channels are not played; those that sound fade. Everything else is obeyed, so that programs and controllers
    /// are right when a channel is heard again.
    /// </summary>
    public void Silence(in ChannelSet channels)
    {
        _silenced = channels;
        foreach (var voice in _pool.Live)
        {
            if (voice.IsOfScore && channels.Contains(voice.Channel.ReceiveChannel))
            {
                _pool.Fade(voice);
            }
        }
    }

    /// <summary>
    /// The score's next notes are struck on other keys, but for drums. What is no whole semitone tunes the melodic channels, and is heard at once.
    /// </summary>
    /// <param name="semitones">Keys upwards.</param>
    /// <param name="cents">The rest.</param>
    public void Transpose(int semitones, float cents)
    {
        _transposition = semitones;
        foreach (var played in _channels)
        {
            played.Channel.TranspositionCents = cents;
        }

        foreach (var voice in _pool.Live)
        {
            voice.Retune();
        }
    }

    /// <summary>The score is over, or stands still: its notes are let go, whatever their keys and the pedals say.</summary>
    public void ReleaseScore()
    {
        foreach (var voice in _pool.Live)
        {
            if (voice.IsOfScore && !voice.IsReleasing)
            {
                voice.Release();
            }
        }

        LiftScoreStrokes(); // their key-ups will not come, or will find nothing
    }

    /// <summary>The score goes on elsewhere: its keys go up, and pedals hold what they hold.</summary>
    public void LiftScoreKeys()
    {
        foreach (var voice in _pool.Live)
        {
            if (voice.IsOfScore && voice.IsKeyDown)
            {
                KeyUp(voice);
            }
        }

        LiftScoreStrokes();
    }

    private bool IsLeftOut(PlayedChannel played, bool isOfScore) => isOfScore && _silenced.Contains(played.Channel.ReceiveChannel);

    private void LiftScoreStrokes()
    {
        foreach (var played in _channels)
        {
            played.Keys.LiftScore();
        }
    }

    // Beyond the ends of the keyboard a note stays an octave nearer.
    private int SoundingKey(Channel channel, int key, bool isOfScore)
    {
        if (!isOfScore || channel.IsDrums || _transposition == 0)
        {
            return key;
        }

        var sounding = key + _transposition;
        while (sounding < 0)
        {
            sounding += 12;
        }

        while (sounding >= Keyboard.Keys)
        {
            sounding -= 12;
        }

        return sounding;
    }
}
