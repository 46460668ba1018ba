namespace Awe.Voices;

/// <summary>Some of 256 channels, as bits: a value that passes between threads as it is.</summary>
internal readonly record struct ChannelSet(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>Channels that a set has room for.</summary>
    public const int Capacity = 256;

    public static ChannelSet None => default;

    public static ChannelSet All => ~None;

    public bool IsEmpty => (First | Second | Third | Fourth) == 0;

    /// <summary>Whether a channel is among them; numbers that are no channel's never are.</summary>
    public bool Contains(int channel) => channel is >= 0 and < Capacity && (Word(channel >> 6) >> (channel & 63) & 1) != 0;

    /// <summary>The same set with a channel, 0-255, or without it.</summary>
    public ChannelSet With(int channel, bool isIn)
    {
        var only = (channel >> 6) switch
        {
            0 => new ChannelSet(Bit(channel), 0, 0, 0),
            1 => new ChannelSet(0, Bit(channel), 0, 0),
            2 => new ChannelSet(0, 0, Bit(channel), 0),
            _ => new ChannelSet(0, 0, 0, Bit(channel)),
        };
        return isIn ? this | only : this & ~only;
    }

    public static ChannelSet operator |(ChannelSet a, ChannelSet b) =>
        new(a.First | b.First, a.Second | b.Second, a.Third | b.Third, a.Fourth | b.Fourth);

    public static ChannelSet operator &(ChannelSet a, ChannelSet b) =>
        new(a.First & b.First, a.Second & b.Second, a.Third & b.Third, a.Fourth & b.Fourth);

    public static ChannelSet operator ~(ChannelSet a) => new(~a.First, ~a.Second, ~a.Third, ~a.Fourth);

    private static ulong Bit(int channel) => 1UL << (channel & 63);

    private ulong Word(int number) => number switch
    {
        0 => First,
        1 => Second,
        2 => Third,
        _ => Fourth,
    };
}
