namespace Awe.Voices;

/// <content>Controllers: which of a channel's voices they concern, and what the pedals hold and let go.</content>
internal sealed partial class Performer
{
    private void Carry(PlayedChannel played, ControlEffect effect)
    {
        if (!_pool.Live.IsEmpty) // or hidden, on the way through a song
        {
            CarryToVoices(played, effect);
        }

        if (effect.Kind is ControlEffectKind.AllNotesOff or ControlEffectKind.AllSoundOff)
        {
            played.Keys.LiftAll();
        }
    }

    private void CarryToVoices(PlayedChannel played, ControlEffect effect)
    {
        foreach (var voice in played.Voices)
        {
            Carry(voice, effect);
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
                voice.LiftForGood();
                ReleaseUnlessHeld(voice);
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

    private static void ReleaseUnlessHeld(PlayedVoice voice)
    {
        if (!voice.IsHeld)
        {
            voice.Release();
        }
    }
}
