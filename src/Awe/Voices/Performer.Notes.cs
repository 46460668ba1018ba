namespace Awe.Voices;

/// <content>Keys: what a stroke begins and a key-up ends, many notes at a time or one.</content>
internal sealed partial class Performer
{
    private void Strike(PlayedChannel played, int key, int velocity)
    {
        var before = played.Keys.Latest;
        var isSlurred = played.IsMonophonic && played.Channel.IsLegato && played.Keys.IsLatestDown && before != key;
        if (!isSlurred)
        {
            LiftKey(played, key); // without this, repeated notes under a long release would pile up
        }

        if (!played.Channel.TryBeginNote(key, ref velocity) || (_isScore && _silenced.Contains(played.Channel.ReceiveChannel)))
        {
            return;
        }

        played.Keys.Press(key, velocity);
        Begin(played, key, velocity, before, isSlurred);
    }

    // The key-up that still comes for an earlier stroke must not end the later one.
    private void LetGo(PlayedChannel played, int key)
    {
        if (!played.Keys.LetGo(key))
        {
            return;
        }

        if (played.IsMonophonic && played.Keys.Latest == key && played.Keys.TryReturn(out var velocity))
        {
            Begin(played, played.Keys.Latest, velocity, key, played.Channel.IsLegato);
        }
        else
        {
            LiftKey(played, key);
        }
    }

    private void Begin(PlayedChannel played, int key, int velocity, int before, bool isSlurred)
    {
        var sounding = SoundingKey(played.Channel, key);
        if (!_starter.Repertoire.TryFindNote(played.Channel, sounding, velocity, out var entry, out var zones))
        {
            MissingProgramCount++;
            return;
        }

        var note = new StruckNote(key, sounding, velocity, played.Portamento.Take(played.Channel, key, before), _isScore);
        if (isSlurred)
        {
            _starter.Slur(entry, zones, played, note);
        }
        else
        {
            _starter.Start(entry, zones, played, note);
        }
    }

    private static void LiftKey(PlayedChannel played, int key)
    {
        foreach (var voice in played.Voices)
        {
            if (voice.PlayedKey == key && voice.IsKeyDown)
            {
                KeyUp(voice);
            }
        }
    }

    private static void KeyUp(PlayedVoice voice)
    {
        voice.LiftKey();
        ReleaseUnlessHeld(voice);
    }
}
