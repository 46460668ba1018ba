namespace Awe.Voices;

/// <summary>
/// The voices of one channel, latest first. A message concerns one channel, so what it has to look at does not grow with what sounds elsewhere.
/// </summary>
/// <remarks>A voice enters when its note begins and leaves when its pool ends it. Nothing here allocates.</remarks>
internal sealed class VoiceChain
{
    private PlayedVoice? _first;

    /// <summary>Goes through the voices. They may be changed on the way, but none may end or begin.</summary>
    public Enumerator GetEnumerator() => new(_first);

    public void Enter(PlayedVoice voice)
    {
        voice.NextOfChannel = _first;
        voice.PreviousOfChannel = null;
        if (_first is { } next)
        {
            next.PreviousOfChannel = voice;
        }

        _first = voice;
    }

    public void Leave(PlayedVoice voice)
    {
        if (voice.PreviousOfChannel is { } previous)
        {
            previous.NextOfChannel = voice.NextOfChannel;
        }
        else
        {
            _first = voice.NextOfChannel;
        }

        if (voice.NextOfChannel is { } next)
        {
            next.PreviousOfChannel = voice.PreviousOfChannel;
        }

        voice.NextOfChannel = voice.PreviousOfChannel = null;
    }

    /// <inheritdoc cref="GetEnumerator"/>
    public struct Enumerator(PlayedVoice? first)
    {
        private PlayedVoice? _next = first;

        public PlayedVoice Current { get; private set; } = null!;

        public bool MoveNext()
        {
            if (_next is null)
            {
                return false;
            }

            Current = _next;
            _next = Current.NextOfChannel;
            return true;
        }
    }
}
