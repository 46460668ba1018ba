namespace Awe.SoundFonts;

/// <summary>
/// Turns sample records into headers that may be believed: positions in order and inside the bank's points, a rate, a root key;
/// and a reason where the sample cannot sound. Real banks break the specification's rules for loops and margins all the time,
/// so only what cannot be played is a fault.
/// </summary>
internal sealed class SampleSanitizer(SampleData data, WarningList warnings)
{
    /// <summary>The flag in a sample's type that says it is in the card's ROM.</summary>
    public const int RomFlag = 0x8000;

    /// <summary>What a sample of the card's ROM says while nothing answers for it.</summary>
    public const string RomFault = "a sample of the card's ROM, which is not there";

    private const int EncodedFlag = 0x10;
    private const int KnownFlags = RomFlag | EncodedFlag | 0xF;
    private const int DefaultRateHz = 44100;
    private const int MaxRateHz = 1_000_000;
    private const int UnpitchedRootKey = 60;

    private const string NoDataFault = "the bank holds no sample points";

    /// <summary>Headers of all records but the terminal one.</summary>
    public SampleHeader[] Sanitize(SampleRecord[] records)
    {
        var headers = new SampleHeader[records.Length - 1];
        for (var i = 0; i < headers.Length; i++)
        {
            headers[i] = Sanitize(i, records[i]);
        }

        WarnOfSilent(headers.Count(h => h.Fault == NoDataFault), headers.Length, NoDataFault);
        return headers;
    }

    private SampleHeader Sanitize(int index, in SampleRecord record)
    {
        if ((record.Type & (EncodedFlag | ~KnownFlags | RomFlag)) == EncodedFlag)
        {
            return SanitizeEncoded(index, record);
        }

        var fault = FindFault(index, record);
        var (start, end) = fault is null ? (record.Start, Math.Min(record.End, data.Points)) : (0L, 0L);
        if (fault is null && end < record.End)
        {
            warnings.Add($"sample {index} '{record.Name}' ends at point {record.End} of {data.Points}: cut");
        }

        var (loopStart, loopEnd) = fault is null ? Loop(index, record, start, end) : (0L, 0L);
        return Header(index, record, fault) with
        {
            Start = start,
            End = end,
            LoopStart = loopStart,
            LoopEnd = loopEnd,
            ReachStart = start,
            ReachEnd = Math.Max(end, loopEnd),
        };
    }

    /// <summary>Start and end are bytes here, the end excluded, and the loop counts from the first decoded point (SF3).</summary>
    private SampleHeader SanitizeEncoded(int index, in SampleRecord record)
    {
        var end = Math.Min(record.End, data.Bytes);
        if (record.Start >= end)
        {
            warnings.Add($"sample {index} '{record.Name}' reaches from byte {record.Start} to {record.End} of {data.Bytes}: silent");
            return Header(index, record, $"no bytes from {record.Start} to {record.End} of {data.Bytes}") with { IsEncoded = true };
        }

        if (end < record.End)
        {
            warnings.Add($"sample {index} '{record.Name}' ends at byte {record.End} of {data.Bytes}: cut");
        }

        var (loopStart, loopEnd) = (Math.Min(record.LoopStart, record.LoopEnd), Math.Max(record.LoopStart, record.LoopEnd));
        var isLooped = loopEnd - loopStart >= 2;
        return Header(index, record, fault: null) with
        {
            IsEncoded = true,
            EncodedOffset = record.Start,
            EncodedBytes = end - record.Start,
            LoopStart = isLooped ? loopStart : 0,
            LoopEnd = isLooped ? loopEnd : 0,
        };
    }

    /// <summary>What is the same for all kinds of samples; no point is in it yet.</summary>
    private SampleHeader Header(int index, in SampleRecord record, string? fault) => new()
    {
        Name = record.Name,
        Start = 0,
        End = 0,
        LoopStart = 0,
        LoopEnd = 0,
        ReachStart = 0,
        ReachEnd = 0,
        Rate = Rate(index, record),
        RootKey = record.RootKey > 127 ? (byte)UnpitchedRootKey : record.RootKey,
        CorrectionCents = record.CorrectionCents,
        Link = record.Link,
        Type = record.Type,
        Fault = fault,
    };

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

    private void WarnOfSilent(int silent, int samples, string fault)
    {
        if (silent > 0)
        {
            warnings.Add($"{silent} of {samples} samples are silent: {fault}");
        }
    }
}
