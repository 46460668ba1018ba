using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>
/// The waves of a DLS bank, and which of them the numbers in its regions mean. Their headers lie between their points, so there is one short read a wave.
/// </summary>
internal sealed class DlsWavePool
{
    // A wave's headers come before its points, and with them its name.
    private const int WindowBytes = 512;

    // More than any bank has; what is said to be there need not be.
    private const int MostWaves = 1 << 16;

    private const int NameBytes = 256;

    private readonly DlsChunks _chunks;
    private readonly List<DlsWave> _waves = [];
    private readonly List<int> _byNumber = [];

    private DlsWavePool(IByteSource source) => _chunks = new DlsChunks(source, WindowBytes);

    public IReadOnlyList<DlsWave> Waves => _waves;

    /// <param name="source">The bank.</param>
    /// <param name="pool">List wvpl.</param>
    /// <param name="table">Chunk ptbl; where there is none, waves go by their order.</param>
    /// <param name="warnings">What was wrong.</param>
    public static DlsWavePool Read(IByteSource source, DlsChunk pool, DlsChunk? table, WarningList warnings)
    {
        var waves = new DlsWavePool(source);
        if (table is { } cues)
        {
            waves.ReadByTable(pool, cues, warnings);
        }
        else
        {
            warnings.Add($"no table of waves ('ptbl'): waves go by their order");
            waves.ReadInOrder(pool);
        }

        waves._chunks.Warn(warnings, "waves");
        return waves;
    }

    /// <summary>The index of the wave that regions know by a number, or -1.</summary>
    public int IndexOf(uint number) => number < _byNumber.Count ? _byNumber[(int)number] : -1;

    private void ReadByTable(DlsChunk pool, DlsChunk table, WarningList warnings)
    {
        var indexes = new Dictionary<uint, int>();
        foreach (var cue in ReadCues(table, warnings))
        {
            if (!indexes.TryGetValue(cue, out var index))
            {
                indexes.Add(cue, index = _waves.Count);
                var chunk = _chunks.At(pool.Offset + cue, pool.End);
                _waves.Add(chunk is { IsList: true } wave && wave.Is("wave") ? ReadWave(wave) : new DlsWave());
            }

            _byNumber.Add(index);
        }
    }

    private List<uint> ReadCues(DlsChunk table, WarningList warnings)
    {
        var header = _chunks.Read(table, 8);
        if (header.Length < 8)
        {
            warnings.Add($"'ptbl' at offset {table.Offset} holds {table.SizeBytes} bytes, expected at least 8: no wave is known");
            return [];
        }

        var first = table.Offset + Math.Max(BinaryPrimitives.ReadUInt32LittleEndian(header), 8);
        var said = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        var count = (int)Math.Min(Math.Min(said, Math.Max(table.End - first, 0) / sizeof(uint)), MostWaves);
        if (count < said)
        {
            warnings.Add($"'ptbl' at offset {table.Offset} says {said} waves: has {count}");
        }

        var cues = new List<uint>(count);
        for (var i = 0; i < count; i++)
        {
            var cue = _chunks.Read(first + (i * sizeof(uint)), sizeof(uint));
            cues.Add(cue.Length < sizeof(uint) ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(cue));
        }

        return cues;
    }

    private void ReadInOrder(DlsChunk pool)
    {
        foreach (var chunk in _chunks.Within(pool))
        {
            if (chunk.IsList && chunk.Is("wave") && _waves.Count < MostWaves)
            {
                _byNumber.Add(_waves.Count);
                _waves.Add(ReadWave(chunk));
            }
        }
    }

    private DlsWave ReadWave(DlsChunk list)
    {
        var wave = new DlsWave();
        foreach (var chunk in _chunks.Within(list))
        {
            wave = chunk switch
            {
                { IsList: true } when chunk.Is("INFO") => wave with { Name = DlsTexts.Name(_chunks, chunk, NameBytes) },
                _ when chunk.Is("fmt ") => WithFormat(wave, _chunks.Read(chunk, 16)),
                _ when chunk.Is("data") => wave with { DataOffset = chunk.Offset, DataBytes = chunk.SizeBytes },
                _ when chunk.Is("wsmp") => wave with { Sample = DlsWaveSample.Read(_chunks.Read(chunk, DlsWaveSample.MostBytes)) },
                _ => wave,
            };
        }

        return wave;
    }

    private static DlsWave WithFormat(DlsWave wave, ReadOnlySpan<byte> format) => format.Length < 16 ? wave : wave with
    {
        Format = BinaryPrimitives.ReadUInt16LittleEndian(format),
        Channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]),
        RateHz = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]),
        Bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]),
    };
}
