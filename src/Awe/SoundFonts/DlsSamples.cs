using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>
/// The waves of a DLS bank as samples. The file from its first byte on is taken for one stretch of 16-bit points, so that the store reads plain waves from where
/// they are. Others (8 bits, A-law, two channels) are expanded once, into memory behind the end of the file.
/// </summary>
internal sealed class DlsSamples
{
    private const int PointBytes = sizeof(short);
    private const long MostExpandedBytes = 64L << 20;
    private const ushort Mono = 1;
    private const int DefaultRateHz = 44100;
    private const int MostRateHz = 1_000_000;

    private readonly IByteSource _source;
    private readonly DlsWave[] _waves;
    private readonly DlsLoop?[] _loops;
    private readonly long _firstByte;
    private readonly long _padBytes;
    private readonly byte[] _behind;
    private int _expandedBytes;
    private int _mixed;
    private int _tooMany;

    /// <param name="source">The bank.</param>
    /// <param name="waves">Its waves.</param>
    /// <param name="loops">The loop of each that is said in its header; a region may have another.</param>
    /// <param name="warnings">What was wrong.</param>
    public DlsSamples(IByteSource source, DlsWave[] waves, DlsLoop?[] loops, WarningList warnings)
    {
        _source = source;
        _waves = waves;
        _loops = loops;

        // Chunks begin at even places, or else all are shifted by the same byte.
        _firstByte = (waves.FirstOrDefault(wave => wave.IsPlain && wave.Points > 0)?.DataOffset ?? 0) % PointBytes;
        _padBytes = (source.Length - _firstByte) % PointBytes;
        _behind = new byte[ExpandedBytesOf(waves) is 0 ? 0 : _padBytes + ExpandedBytesOf(waves)];
        Headers = new SampleHeader[waves.Length];
        for (var i = 0; i < waves.Length; i++)
        {
            Headers[i] = Convert(i);
        }

        Warn(warnings);
    }

    /// <summary>A header for each wave.</summary>
    public SampleHeader[] Headers { get; }

    /// <summary>What stands behind the end of the file.</summary>
    public ReadOnlyMemory<byte> Behind => _behind;

    public SampleData Data => new(_firstByte, (_source.Length + _behind.Length - _firstByte) / PointBytes, -1)
    {
        Bytes = _waves.Sum(wave => wave.DataBytes),
    };

    private bool IsInPlace(DlsWave wave) => wave.IsPlain && (wave.DataOffset - _firstByte) % PointBytes == 0;

    private long ExpandedBytesOf(DlsWave[] waves)
    {
        var sum = 0L;
        foreach (var wave in waves)
        {
            var bytes = wave.Fault is null && !IsInPlace(wave) ? wave.Points * PointBytes : 0;
            sum += sum + bytes <= MostExpandedBytes ? bytes : 0;
        }

        return sum;
    }

    private SampleHeader Convert(int index)
    {
        var wave = _waves[index];
        if (wave.Fault is { } fault)
        {
            return Header(wave, 0, 0, fault);
        }

        if (IsInPlace(wave))
        {
            return Header(wave, index, (wave.DataOffset - _firstByte) / PointBytes, null);
        }

        var bytes = wave.Points * PointBytes;
        if (_expandedBytes + bytes > MostExpandedBytes)
        {
            _tooMany++;
            return Header(wave, index, 0, "too much to be expanded");
        }

        var place = _padBytes + _expandedBytes;
        DlsWaveDecoder.Expand(_source, wave, _behind.AsSpan((int)place, (int)bytes));
        _expandedBytes += (int)bytes;
        _mixed += wave.Channels > 1 ? 1 : 0;
        return Header(wave, index, (_source.Length + place - _firstByte) / PointBytes, null);
    }

    private SampleHeader Header(DlsWave wave, int index, long first, string? fault)
    {
        var sample = wave.Sample ?? DlsWaveSample.Default;
        var points = fault is null ? wave.Points : 0;
        var (loopStart, loopEnd) = fault is null ? _loops[index]?.Inside(points) ?? (0, 0) : (0, 0);
        return new SampleHeader
        {
            Name = wave.Name,
            Start = first,
            End = first + points,
            LoopStart = first + loopStart,
            LoopEnd = first + loopEnd,
            ReachStart = first,
            ReachEnd = first + points,
            Rate = wave.RateHz == 0 ? DefaultRateHz : (int)Math.Min(wave.RateHz, MostRateHz),
            RootKey = sample.UnityKey,
            CorrectionCents = (sbyte)Math.Clamp(sample.FineTuneCents, sbyte.MinValue, sbyte.MaxValue),
            Link = 0,
            Type = Mono,
            Fault = fault,
        };
    }

    private void Warn(WarningList warnings)
    {
        foreach (var group in _waves.GroupBy(wave => wave.Fault).Where(group => group.Key is not null))
        {
            warnings.Add($"{group.Count()} of {_waves.Length} waves are silent: {group.Key}");
        }

        if (_tooMany > 0)
        {
            warnings.Add($"{_tooMany} of {_waves.Length} waves are silent: they would have to be expanded, and {MostExpandedBytes >> 20} MB are by then");
        }

        if (_mixed > 0)
        {
            warnings.Add($"{_mixed} of {_waves.Length} waves have two channels, where DLS has one: mixed");
        }

        if (_waves.Count(wave => wave.Fault is null && wave.RateHz is 0 or > MostRateHz) is > 0 and var odd)
        {
            warnings.Add($"{odd} of {_waves.Length} waves have no rate that can be: taken as {DefaultRateHz} or {MostRateHz} Hz");
        }
    }
}
