namespace Awe.Voices;

/// <summary>A channel in performance: what its messages said, its keys, and the voices that it sounds with.</summary>
internal sealed class PlayedChannel(Channel channel)
{
    /// <summary>Memory of one beside its channel.</summary>
    public const int Bytes = Keyboard.Bytes + 256;

    public Channel Channel { get; } = channel;

    public Keyboard Keys { get; } = new();

    public Portamento Portamento { get; } = new();

    public VoiceChain Voices { get; } = new();

    /// <summary>Number of the latest note; 0 before the first.</summary>
    public long LatestNote { get; set; }

    /// <summary>
    /// Whether one note sounds at a time: in mono mode, and while the legato pedal is down, which is about nothing else. A drum kit is many
    /// instruments, and always polyphonic.
    /// </summary>
    public bool IsMonophonic => (Channel.IsMono || Channel.IsLegato) && !Channel.IsDrums;

    /// <summary>A note that is not played: the next one follows it all the same.</summary>
    public void Pass(int key, bool isOfScore)
    {
        Keys.Pass(key, isOfScore);
        Portamento.Forget();
    }

    /// <summary>As at power-on; what sounds is the caller's.</summary>
    public void Reset(SystemMode mode)
    {
        Channel.Reset(mode);
        Keys.Reset();
        Portamento.Reset();
        LatestNote = 0;
    }
}
