namespace Awe.Voices;

/// <summary>A voice's gain to each bus. Sends are taken before pan.</summary>
internal readonly record struct BusGains(float Left, float Right, float Reverb, float Chorus, float Delay)
{
    public static BusGains Silent => default;

    public static BusGains operator *(BusGains gains, float factor) =>
        new(gains.Left * factor, gains.Right * factor, gains.Reverb * factor, gains.Chorus * factor, gains.Delay * factor);
}
