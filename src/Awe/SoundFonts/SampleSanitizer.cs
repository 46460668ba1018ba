namespace Awe.SoundFonts;

/// <summary>
/// Turns sample records into headers that may be believed: positions in order and inside the bank's points, a rate, a root key;
/// and a reason where the sample cannot sound. Real banks break the specification's rules for loops and margins all the time,
/// so only what cannot be played is a fault.
/// </summary>
internal sealed class SampleSanitizer(SampleData data, WarningList warnings)
{
    private const int RomFlag = 0x8000;
    private const int EncodedFlag = 0x10;
    private const int KnownFlags = RomFlag | EncodedFlag | 0xF;
    private const int DefaultRateHz = 44100;
    private const int MaxRateHz = 1_000_000;
    private const int UnpitchedRootKey = 60;

    private const string EncodedFault = "encoded samples (SF3) are not supported yet";
    private const string RomFault = "a sample of the card's ROM, which is not there";
    private const string NoDataFault = "the bank holds no sample points";

    /// <summary>Headers of all records but the terminal one.</summary>
    public SampleHeader[] Sanitize(SampleRecord[] records)
    {
        var headers = new SampleHeader[records.Length - 1];
        for (var i = 0; i < headers.Length; i++)
        {
            headers[i] = Sanitize(i, records[i]);
        }

        WarnOfSilent(headers, EncodedFault);
        WarnOfSilent(headers, RomFault);
        WarnOfSilent(headers, NoDataFault);
        return headers;
    }

    private SampleHeader Sanitize(int index, in SampleRecord record)
    {
        var fault = FindFault(index, record);
        var (start, end) = fault is null ? (record.Start, Math.Min(record.End, data.Points)) : (0L, 0L);
        if (fault is null && end < record.End)
        {
            warnings.Add($"sample {index} '{record.Name}' ends at point {record.End} of {data.Points}: cut");
        }

        var (loopStart, loopEnd) = fault is null ? Loop(index, record, start, end) : (0L, 0L);
        return new SampleHeader
        {
            Name = record.Name,
            Start = start,
            End = end,
            LoopStart = loopStart,
            LoopEnd = loopEnd,
            ReachStart = start,
            ReachEnd = Math.Max(end, loopEnd),
            Rate = Rate(index, record),
            RootKey = record.RootKey > 127 ? (byte)UnpitchedRootKey : record.RootKey,
            CorrectionCents = record.CorrectionCents,
            Link = record.Link,
            Type = record.Type,
            Fault = fault,
        };
    }

    private string? FindFault(int index, in SampleRecord record)
    {
        if ((record.Type & ~KnownFlags) != 0)
        {
            warnings.Add($"sample {index} '{record.Name}' has the unknown type 0x{record.Type:X4}: silent");
            return $"unknown sample type 0x{record.Type:X4}";
        }

        if ((record.Type & RomFlag) != 0)
        {
            return RomFault;
        }

        if ((record.Type & EncodedFlag) != 0)
        {
            return EncodedFault;
        }

        if (data.Points == 0)
        {
            return NoDataFault;
        }

        if (record.Start >= Math.Min(record.End, data.Points))
        {
            warnings.Add($"sample {index} '{record.Name}' reaches from point {record.Start} to {record.End} of {data.Points}: silent");
            return $"no points from {record.Start} to {record.End} of {data.Points}";
        }

        return null;
    }

    /// <summary>
    /// Swaps reversed ends; a start outside [start, data] becomes the sample's start, an end outside it the sample's end.
    /// A loop past the sample's end but inside the bank's points is played as it is.
    /// </summary>
    private (long Start, long End) Loop(int index, in SampleRecord record, long start, long end)
    {
        long loopStart = Math.Min(record.LoopStart, record.LoopEnd);
        long loopEnd = Math.Max(record.LoopStart, record.LoopEnd);
        if (loopEnd - loopStart < 2)
        {
            return (start, start);
        }

        loopStart = loopStart >= start && loopStart <= data.Points ? loopStart : start;
        loopEnd = loopEnd >= start && loopEnd <= data.Points ? loopEnd : end;
        if (loopEnd - loopStart < 2)
        {
            (loopStart, loopEnd) = (start, start);
        }

        if (loopStart != record.LoopStart || loopEnd != record.LoopEnd)
        {
            warnings.Add(
                $"sample {index} '{record.Name}' loops from {record.LoopStart} to {record.LoopEnd}: taken as {loopStart} to {loopEnd}");
        }

        return (loopStart, loopEnd);
    }

    private int Rate(int index, in SampleRecord record)
    {
        var rate = record.Rate == 0 ? DefaultRateHz : (int)Math.Min(record.Rate, MaxRateHz);
        if (rate != record.Rate)
        {
            warnings.Add($"sample {index} '{record.Name}' has the rate {record.Rate} Hz: taken as {rate}");
        }

        return rate;
    }

    private void WarnOfSilent(SampleHeader[] headers, string fault)
    {
        var count = headers.Count(h => h.Fault == fault);
        if (count > 0)
        {
            warnings.Add($"{count} of {headers.Length} samples are silent: {fault}");
        }
    }
}
