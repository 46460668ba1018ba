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

        if (!played.Channel.TryBeginNote(key, ref velocity))
        {
            return;
        }

        if (_isPassing || IsLeftOut(played))
        {
            played.Pass(key);
            return;
        }

        played.Keys.Press(key, velocity);
        var glide = _isRestriking ? default : played.Portamento.Take(played.Channel, key, before);
        Begin(played, key, velocity, glide, isSlurred);
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
            GoBack(played, velocity, key);
        }

        LiftKey(played, key); // unless it has become the other note, or has given way to it
    }

    private void GoBack(PlayedChannel played, int velocity, int before)
    {
        if (!IsLeftOut(played))
        {
            var key = played.Keys.Latest;
            Begin(played, key, velocity, played.Portamento.Between(played.Channel, key, before), played.Channel.IsLegato);
        }
    }

    private void Begin(PlayedChannel played, int key, int velocity, GlideStart glide, bool isSlurred)
    {
        var sounding = SoundingKey(played.Channel, key);
        if (!_starter.Repertoire.TryFindNote(played.Channel, sounding, velocity, out var entry, out var zones))
        {
            MissingProgramCount++;
            return;
        }

        var note = new StruckNote(key, sounding, velocity, glide, _isScore);
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
