namespace Awe.Voices;

/// <summary>A channel in performance: what its messages said, its keys, and the voices that it sounds with.</summary>
internal sealed class PlayedChannel(Channel channel)
{
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

    /// <summary>As at power-on; what sounds is the caller's.</summary>
    public void Reset(SystemMode mode)
    {
        Channel.Reset(mode);
        Keys.Reset();
        Portamento.Reset();
        LatestNote = 0;
    }
}
