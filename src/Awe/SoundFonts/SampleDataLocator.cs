namespace Awe.SoundFonts;

/// <summary>Says where smpl and sm24 lie. Nothing of them is read.</summary>
internal static class SampleDataLocator
{
    private const int PointBytes = 2;

    public static SampleData Locate(BankChunks chunks, SoundFontInfo info, WarningList warnings)
    {
        if (chunks.Find("smpl") is not { } samples)
        {
            if (chunks.Find("smpo") is not null)
            {
                warnings.Add($"samples are one compressed stream ('smpo'), not supported");
            }

            return new SampleData(0, 0, -1);
        }

        var points = samples.SizeBytes / PointBytes;
        return new SampleData(samples.OffsetBytes, points, LocateLowBytes(chunks, info, points, warnings)) { Bytes = samples.SizeBytes };
    }

    // Specification 6.2: from 2.04 on, as many bytes as there are points, rounded up to an even number; else ignored as a whole.
    private static long LocateLowBytes(BankChunks chunks, SoundFontInfo info, long points, WarningList warnings)
    {
        if (chunks.Find("sm24") is not { } lowBytes || points == 0)
        {
            return -1;
        }

        if ((info.MajorVersion, info.MinorVersion).CompareTo((2, 4)) < 0)
        {
            warnings.Add(
                $"'sm24' in a bank of version {info.MajorVersion}.{info.MinorVersion:D2}, expected from 2.04 on: samples are read as 16-bit");
            return -1;
        }

        if (lowBytes.SizeBytes != points && lowBytes.SizeBytes != points + (points & 1))
        {
            warnings.Add(
                $"'sm24' at offset {lowBytes.OffsetBytes} holds {lowBytes.SizeBytes} bytes for {points} points: samples are read as 16-bit");
            return -1;
        }

        return lowBytes.OffsetBytes;
    }
}
