namespace Awe.SoundFonts;

/// <summary>Where a bank's sample points lie in its source.</summary>
/// <param name="Offset">Byte offset of the first 16-bit point (smpl).</param>
/// <param name="Points">Number of points that the source really holds.</param>
/// <param name="LowByteOffset">Byte offset of the low bytes (sm24), or -1 when the bank is 16-bit.</param>
public readonly record struct SampleData(long Offset, long Points, long LowByteOffset)
{
    /// <summary>Bytes of sample data (smpl); among encoded samples the number may be odd.</summary>
    public long Bytes { get; init; } = Points * 2;

    /// <summary>Whether a second plane of low bytes makes the points 24-bit.</summary>
    public bool Is24Bit => LowByteOffset >= 0;
}
