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
            LiftEarlierStroke(played, key); // without this, repeated notes under a long release would pile up
        }

        if (!played.Channel.TryBeginNote(key, ref velocity))
        {
            return;
        }

        if (_isPassing || IsLeftOut(played, _isScore))
        {
            played.Pass(key, _isScore);
            return;
        }

        played.Keys.Press(key, velocity, _isScore);
        var glide = _isRestriking ? default : played.Portamento.Take(played.Channel, key, before);
        Begin(played, key, velocity, glide, isSlurred, _isScore);
    }

    // The key-up that still comes for an earlier stroke must not end the later one.
    private void LetGo(PlayedChannel played, int key)
    {
        if (!played.Keys.LetGo(key, _isScore))
        {
            return;
        }

        if (played.IsMonophonic && played.Keys.IsLatest(key, _isScore) && played.Keys.TryReturn(out var velocity))
        {
            GoBack(played, velocity, key);
        }

        LiftKey(played, key); // unless it has become the other note, or has given way to it
    }

    // It may be the other player's key.
    private void GoBack(PlayedChannel played, int velocity, int before)
    {
        var isOfScore = played.Keys.IsLatestOfScore;
        if (!IsLeftOut(played, isOfScore))
        {
            var key = played.Keys.Latest;
            Begin(played, key, velocity, played.Portamento.Between(played.Channel, key, before), played.Channel.IsLegato, isOfScore);
        }
    }

    private void Begin(PlayedChannel played, int key, int velocity, GlideStart glide, bool isSlurred, bool isOfScore)
    {
        var sounding = SoundingKey(played.Channel, key, isOfScore);
        if (!_starter.Repertoire.TryFindNote(played.Channel, sounding, velocity, out var entry, out var zones))
        {
            MissingProgramCount++;
            return;
        }

        var note = new StruckNote(key, sounding, velocity, glide, isOfScore);
        if (isSlurred)
        {
            _starter.Slur(entry, zones, played, note);
        }
        else
        {
            _starter.Start(entry, zones, played, note);
        }
    }

    private void LiftKey(PlayedChannel played, int key)
    {
        foreach (var voice in played.Voices)
        {
            if (voice.PlayedKey == key && voice.IsOfScore == _isScore && voice.IsKeyDown)
            {
                KeyUp(voice);
            }
        }
    }

    // A drum that hears no key-up hears this: in a loop it would sound for ever, once more with each stroke.
    private void LiftEarlierStroke(PlayedChannel played, int key)
    {
        foreach (var voice in played.Voices)
        {
            if (voice.PlayedKey == key && voice.IsOfScore == _isScore && (voice.IsKeyDown || voice.IgnoresKeyUp))
            {
                voice.LiftForGood();
                ReleaseUnlessHeld(voice);
            }
        }
    }

    private static void KeyUp(PlayedVoice voice)
    {
        voice.LiftKey();
        ReleaseUnlessHeld(voice);
    }
}
