namespace Awe.Voices;

/// <summary>Where voices add their sound: dry stereo and the three sends, all of one length.</summary>
internal readonly ref struct MixBuses(Span<float> left, Span<float> right, Span<float> reverb, Span<float> chorus, Span<float> delay)
{
    public Span<float> Left { get; } = left;

    public Span<float> Right { get; } = right;

    public Span<float> Reverb { get; } = reverb;

    public Span<float> Chorus { get; } = chorus;

    public Span<float> Delay { get; } = delay;

    public int Frames => Left.Length;
}
