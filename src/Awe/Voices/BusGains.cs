namespace Awe.Voices;

/// <summary>A voice's gain to each bus. Sends are taken before pan.</summary>
internal readonly record struct BusGains(float Left, float Right, float Reverb, float Chorus, float Delay)
{
    public static BusGains Silent => default;

    /// <summary>What a straight line to others has reached after a share of the way, 1 or more being all of it.</summary>
    public BusGains Towards(in BusGains target, float share) => share >= 1
        ? target
        : new(
            Left + ((target.Left - Left) * share),
            Right + ((target.Right - Right) * share),
            Reverb + ((target.Reverb - Reverb) * share),
            Chorus + ((target.Chorus - Chorus) * share),
            Delay + ((target.Delay - Delay) * share));

    public static BusGains operator *(BusGains gains, float factor) =>
        new(gains.Left * factor, gains.Right * factor, gains.Reverb * factor, gains.Chorus * factor, gains.Delay * factor);
}
