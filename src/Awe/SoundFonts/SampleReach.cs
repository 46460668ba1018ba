namespace Awe.SoundFonts;

/// <summary>
/// Widens each sample to what the zones that use it can reach by their address offsets. The sample store keeps pages for that range,
/// so the sum over all samples is bounded: first offsets lose their effect on it, then samples fall silent. No sound bank comes near.
/// </summary>
internal sealed class SampleReach(SampleData data, SampleHeader[] samples, WarningList warnings)
{
    // Four times the bank; small banks may share their points as often as they like, up to half a gigabyte's worth.
    private const int MaxOverlap = 4;
    private const long AlwaysAllowedPoints = 1L << 28;

    private const string OverlapFault = "samples overlap so often that their sum is many times the bank";

    private readonly long[] _first = [.. samples.Select(s => s.ReachStart)];
    private readonly long[] _end = [.. samples.Select(s => s.ReachEnd)];

    private long LimitPoints => Math.Max(MaxOverlap * data.Points, AlwaysAllowedPoints);

    /// <summary>Takes in one instrument zone: its sample and its offsets.</summary>
    public void Include(int sample, AddressOffsets offsets)
    {
        var header = samples[sample];
        if (!header.IsPlayable || header.IsEncoded || offsets.IsZero)
        {
            return;
        }

        Widen(sample, header.Start + offsets.Start, header.End + offsets.End);
        if (header.LoopEnd > header.LoopStart)
        {
            Widen(sample, header.LoopStart + offsets.LoopStart, header.LoopEnd + offsets.LoopEnd);
        }
    }

    /// <summary>Writes what was found into the headers.</summary>
    public void Apply()
    {
        if (Sum() > LimitPoints)
        {
            warnings.Add($"address offsets make samples reach {Sum()} points, the bank has {data.Points}: offsets end at their sample's ends");
        }
        else
        {
            for (var i = 0; i < samples.Length; i++)
            {
                if (_first[i] != samples[i].ReachStart || _end[i] != samples[i].ReachEnd)
                {
                    samples[i] = samples[i] with { ReachStart = _first[i], ReachEnd = _end[i] };
                }
            }
        }

        SilenceOverlap();
    }

    private void Widen(int sample, long first, long end)
    {
        first = Math.Clamp(first, 0, data.Points);
        end = Math.Clamp(end, 0, data.Points);
        if (first < end)
        {
            _first[sample] = Math.Min(_first[sample], first);
            _end[sample] = Math.Max(_end[sample], end);
        }
    }

    private long Sum()
    {
        var sum = 0L;
        for (var i = 0; i < _first.Length; i++)
        {
            sum += _end[i] - _first[i];
        }

        return sum;
    }

    private void SilenceOverlap()
    {
        var (sum, silenced) = (0L, 0);
        for (var i = 0; i < samples.Length; i++)
        {
            var points = samples[i].ReachEnd - samples[i].ReachStart;
            if (sum + points <= LimitPoints)
            {
                sum += points;
                continue;
            }

            silenced++;
            samples[i] = samples[i] with
            {
                Start = 0,
                End = 0,
                LoopStart = 0,
                LoopEnd = 0,
                ReachStart = 0,
                ReachEnd = 0,
                Fault = OverlapFault,
            };
        }

        if (silenced > 0)
        {
            warnings.Add($"{silenced} of {samples.Length} samples are silent: {OverlapFault}");
        }
    }
}
