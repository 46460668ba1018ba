namespace Awe.Voices;

/// <summary>Where a <see cref="Performer"/> starts its voices, and finds them again.</summary>
internal interface IVoicePool
{
    /// <summary>All voices that are not over; starting one may change the order.</summary>
    ReadOnlySpan<PlayedVoice> Live { get; }

    /// <summary>Starts a voice. False when there is no room, since the note itself fills the pool.</summary>
    bool TryStart(in VoiceStart start);

    /// <summary>A voice is to end at once.</summary>
    void Fade(PlayedVoice voice);
}
