namespace Awe.Codecs;

/// <summary>
/// What decoding a packet writes in before there are points: made once for the largest blocks there are, used by one thread at a time.
/// </summary>
internal sealed class VorbisScratch
{
    public const int MaximumBlock = 8192;
    private const int MaximumBins = MaximumBlock / 2;

    /// <summary>The block's frequencies.</summary>
    public float[] Spectrum { get; } = new float[MaximumBins];

    /// <summary>What the transform goes through.</summary>
    public float[] Transform { get; } = new float[MaximumBins * 2];

    /// <summary>Class of each partition of a residue.</summary>
    public byte[] Classes { get; } = new byte[MaximumBins];

    /// <summary>Heights of floor 1 at its posts.</summary>
    public int[] Heights { get; } = new int[VorbisFloor1.MaximumPosts];

    /// <summary>Posts of floor 1 that the curve goes through.</summary>
    public bool[] Bends { get; } = new bool[VorbisFloor1.MaximumPosts];

    /// <summary>Coefficients of floor 0.</summary>
    public float[] Coefficients { get; } = new float[VorbisFloor0.MaximumOrder];

    /// <summary>Amplitude of floor 0.</summary>
    public float Amplitude { get; set; }

    public long Bytes =>
        ((Spectrum.Length + Transform.Length + Heights.Length + Coefficients.Length) * 4L) + Classes.Length + Bends.Length + 256;
}
