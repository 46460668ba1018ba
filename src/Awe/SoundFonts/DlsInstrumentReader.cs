using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>Reads the instruments of a DLS bank (list lins): regions, and articulations already in the words of SoundFont 2.</summary>
internal sealed class DlsInstrumentReader
{
    private const int WindowBytes = 64 * 1024;
    private const int MostInstruments = 1 << 16;

    // Far beyond any bank. What they turn into is larger than what the file says of them.
    private const int MostRegions = 1 << 17;
    private const int MostConnections = 1 << 20;

    private const int HighestKey = 127;

    private readonly DlsChunks _chunks;
    private int _regions;
    private int _connections;
    private int _leftOut;
    private int _conditions;
    private bool _isFull;

    private DlsInstrumentReader(IByteSource source) => _chunks = new DlsChunks(source, WindowBytes);

    /// <summary>Whether anything was met that level 1 does not have.</summary>
    public bool IsLevel2 { get; private set; }

    public List<DlsInstrument> Instruments { get; } = [];

    public static DlsInstrumentReader Read(IByteSource source, DlsChunk list, WarningList warnings)
    {
        var reader = new DlsInstrumentReader(source);
        foreach (var chunk in reader._chunks.Within(list))
        {
            if (chunk.IsList && chunk.Is("ins ") && !reader._isFull)
            {
                reader.ReadInstrument(chunk);
            }
        }

        reader.Warn(warnings);
        return reader;
    }

    private void Warn(WarningList warnings)
    {
        _chunks.Warn(warnings, "instruments");
        if (_isFull)
        {
            warnings.Add($"more than {MostInstruments} instruments, {MostRegions} regions or {MostConnections} connections: the others are ignored");
        }

        if (_leftOut > 0)
        {
            warnings.Add($"{_leftOut} of {_connections} connections of articulations have no counterpart in a SoundFont: left out");
        }

        if (_conditions > 0)
        {
            warnings.Add($"{_conditions} conditions ('cdl ') are not examined: what they are about is always there");
        }
    }

    private void ReadInstrument(DlsChunk list)
    {
        var (name, bank, program) = ("", 0u, 0);
        var articulation = new Choice();
        var regions = new List<DlsRegion>();
        foreach (var chunk in _chunks.Within(list))
        {
            if (chunk.Is("insh") && _chunks.Read(chunk, 12) is { Length: 12 } header)
            {
                bank = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
                program = (int)BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) & 0x7F;
            }
            else if (chunk.IsList && chunk.Is("INFO"))
            {
                name = DlsTexts.Name(_chunks, chunk);
            }
            else if (chunk.IsList && chunk.Is("lrgn"))
            {
                ReadRegions(chunk, regions);
            }
            else
            {
                ReadArticulation(chunk, ref articulation);
            }
        }

        _isFull |= Instruments.Count == MostInstruments;
        if (!_isFull)
        {
            Instruments.Add(new DlsInstrument(name, bank, program, articulation.Chosen, regions));
        }
    }

    private void ReadRegions(DlsChunk list, List<DlsRegion> regions)
    {
        foreach (var chunk in _chunks.Within(list))
        {
            if (!chunk.IsList || !(chunk.Is("rgn ") || chunk.Is("rgn2")))
            {
                continue;
            }

            IsLevel2 |= chunk.Is("rgn2");
            _isFull |= _regions++ >= MostRegions;
            if (!_isFull && ReadRegion(chunk) is { } region)
            {
                regions.Add(region);
            }
        }
    }

    /// <summary>A region without a header or a link to a wave is none.</summary>
    private DlsRegion? ReadRegion(DlsChunk list)
    {
        (DlsRegion? region, uint? wave, DlsWaveSample? sample) = (null, null, null);
        var articulation = new Choice();
        foreach (var chunk in _chunks.Within(list))
        {
            if (chunk.Is("rgnh") && _chunks.Read(chunk, 12) is { Length: 12 } header)
            {
                region = ReadHeader(header);
            }
            else if (chunk.Is("wlnk") && _chunks.Read(chunk, 12) is { Length: 12 } link)
            {
                wave = BinaryPrimitives.ReadUInt32LittleEndian(link[8..]);
            }
            else if (chunk.Is("wsmp"))
            {
                sample = DlsWaveSample.Read(_chunks.Read(chunk, DlsWaveSample.MostBytes));
            }
            else
            {
                ReadArticulation(chunk, ref articulation);
            }
        }

        return region is { } complete && wave is { } number
            ? complete with { Wave = number, Sample = sample, Articulation = articulation.Chosen }
            : null;
    }

    private static DlsRegion ReadHeader(ReadOnlySpan<byte> header)
    {
        var (velocityLow, velocityHigh) = (Position(header[4..]), Position(header[6..]));
        return new DlsRegion
        {
            KeyLow = Position(header),
            KeyHigh = Position(header[2..]),
            VelocityLow = velocityLow,

            // Level 1 has no splits by velocity, and some of its editors leave the range empty.
            VelocityHigh = velocityHigh == 0 ? (byte)HighestKey : velocityHigh,
            KeyGroup = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]),
        };
    }

    private static byte Position(ReadOnlySpan<byte> field) => (byte)Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(field), (ushort)HighestKey);

    /// <summary>Takes in a chunk if it is a list of articulations; one of level 2 replaces one of level 1 that stands beside it.</summary>
    private void ReadArticulation(DlsChunk list, ref Choice choice)
    {
        _conditions += list.Is("cdl ") ? 1 : 0;
        var isLevel2 = list.Is("lar2");
        if (!list.IsList || !(isLevel2 || list.Is("lart")) || (choice.IsLevel2 && !isLevel2))
        {
            return;
        }

        IsLevel2 |= isLevel2;
        var articulator = new DlsArticulator();
        foreach (var chunk in _chunks.Within(list))
        {
            _conditions += chunk.Is("cdl ") ? 1 : 0;
            if (chunk.Is("art1") || chunk.Is("art2"))
            {
                ReadConnections(chunk, articulator);
            }
        }

        _leftOut += articulator.LeftOut;
        choice = new Choice(articulator.ToArticulation(), isLevel2);
    }

    private void ReadConnections(DlsChunk chunk, DlsArticulator articulator)
    {
        var header = _chunks.Read(chunk, 8);
        if (header.Length < 8)
        {
            return;
        }

        var isLevel1 = chunk.Is("art1");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        var first = chunk.Offset + Math.Max(BinaryPrimitives.ReadUInt32LittleEndian(header), 8);
        for (var at = first; count > 0 && at + DlsConnection.Bytes <= chunk.End; at += DlsConnection.Bytes, count--)
        {
            _isFull |= _connections >= MostConnections;
            var record = _chunks.Read(at, DlsConnection.Bytes);
            if (_isFull || record.Length < DlsConnection.Bytes)
            {
                return;
            }

            _connections++;
            articulator.Add(DlsConnection.Read(record, isLevel1));
        }
    }

    /// <summary>The articulation that holds, of those that stand beside one another.</summary>
    private readonly record struct Choice(DlsArticulation? Chosen, bool IsLevel2);
}
