namespace Awe.SoundFonts;

/// <summary>One wave of a DLS bank's pool: what it is, and where its data lies.</summary>
internal sealed record DlsWave
{
    private const int Pcm = 1;
    private const int ALaw = 6;

    public string Name { get; init; } = "";

    /// <summary>What its numbers are, as in a WAV file: 1 is PCM, 6 is A-law; 0 where it does not say.</summary>
    public int Format { get; init; }

    public int Channels { get; init; }

    public int Bits { get; init; }

    public uint RateHz { get; init; }

    public long DataOffset { get; init; }

    /// <summary>Bytes of data that the file really has.</summary>
    public long DataBytes { get; init; }

    /// <summary>Tuning, gain and loop, unless a region has its own.</summary>
    public DlsWaveSample? Sample { get; init; }

    public bool IsALaw => Format == ALaw;

    /// <summary>Points of one channel.</summary>
    public long Points => IsReadable ? DataBytes / FrameBytes : 0;

    public int FrameBytes => Channels * Bits / 8;

    /// <summary>Whether its points can be read from the file as they are: one channel of 16 bits.</summary>
    public bool IsPlain => Format == Pcm && Channels == 1 && Bits == 16;

    /// <summary>Whether it can be played at all.</summary>
    public bool IsReadable => Channels is 1 or 2 && (Format == Pcm ? Bits is 8 or 16 : Format == ALaw && Bits == 8);

    /// <summary>Why it is silent, or null.</summary>
    public string? Fault =>
        Format == 0 ? "no wave of the pool"
        : !IsReadable ? $"format {Format} of {Bits} bits and {Channels} channels, expected 8 or 16 bits of PCM, or A-law"
        : Points == 0 ? "no points"
        : null;
}
