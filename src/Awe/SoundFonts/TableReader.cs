using System.Buffers;
using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>
/// Reads the nine tables of LIST pdta, each with one read into a rented buffer. Where the bank has LIST xdta, whose tables mirror those of items,
/// zones and samples, indices have their upper 16 bits there and names their second half.
/// </summary>
internal sealed class TableReader
{
    private const int NameBytes = 20;
    private const int PresetBytes = 38;
    private const int InstrumentBytes = 22;
    private const int ZoneBytes = 4;
    private const int SampleBytes = 46;

    // Records are named by 16-bit numbers; one more is the terminal record. What lies behind cannot be reached.
    private const int MaxRecords = (1 << 16) + 1;

    // With upper halves there is no end to them; no bank comes near this one.
    private const int MaxWideRecords = 1 << 22;

    private readonly IByteSource _source;
    private readonly BankChunks _chunks;
    private readonly BankChunks? _upper;
    private readonly WarningList _warnings;

    public TableReader(IByteSource source, BankChunks chunks, WarningList warnings)
    {
        _source = source;
        _chunks = chunks;
        _warnings = warnings;
        _upper = UpperHalves();
    }

    /// <param name="record">The record of pdta.</param>
    /// <param name="upper">The record of xdta in the same place; empty where there is none.</param>
    private delegate T RecordParser<T>(ReadOnlySpan<byte> record, ReadOnlySpan<byte> upper);

    private int MostRecords => _upper is null ? MaxRecords : MaxWideRecords;

    /// <summary>phdr, with its terminal record.</summary>
    public ItemRecord[] Presets() => Read("phdr", PresetBytes, static (record, upper) => new ItemRecord(
        Name(record, upper), FirstZone: Index(record, upper, 24), Bank: U16(record, 22), Program: U16(record, 20)));

    /// <summary>inst, with its terminal record.</summary>
    public ItemRecord[] Instruments() => Read("inst", InstrumentBytes, static (record, upper) => new ItemRecord(
        Name(record, upper), FirstZone: Index(record, upper, 20), Bank: 0, Program: 0));

    /// <summary>pbag or ibag, with its terminal record.</summary>
    public ZoneRecord[] Zones(string id) =>
        Read(id, ZoneBytes, static (record, upper) =>
            new ZoneRecord(FirstGenerator: Index(record, upper, 0), FirstModulator: Index(record, upper, 2)));

    /// <summary>pgen or igen, with its terminal record where it has one.</summary>
    public Generator[] Generators(string id) => Read(id, 4, static (record, _) =>
        new Generator((GeneratorType)U16(record, 0), BinaryPrimitives.ReadInt16LittleEndian(record[2..])));

    /// <summary>pmod or imod, with its terminal record where it has one.</summary>
    public Modulator[] Modulators(string id) => Read(id, 10, ParseModulator);

    /// <summary>shdr, with its terminal record.</summary>
    public SampleRecord[] Samples() => Read("shdr", SampleBytes, static (record, upper) => new SampleRecord(
        Name(record, upper),
        Start: U32(record, 20),
        End: U32(record, 24),
        LoopStart: U32(record, 28),
        LoopEnd: U32(record, 32),
        Rate: U32(record, 36),
        RootKey: record[40],
        CorrectionCents: (sbyte)record[41],
        Link: Index(record, upper, 42),
        Type: U16(record, 44)));

    /// <summary>shdr of a SoundFont 1 bank, four addresses each, with its terminal record.</summary>
    public SampleRecord[] SoundFont1Samples() => Read("shdr", 16, static (record, _) => new SampleRecord(
        "", U32(record, 0), U32(record, 4), U32(record, 8), U32(record, 12), Rate: 0, RootKey: 0, CorrectionCents: 0, Link: 0, Type: 0));

    /// <summary>snam, the names of a SoundFont 1 bank's samples, or null where the bank has none.</summary>
    public string[]? SampleNames() =>
        _chunks.Find("snam") is { SizeBytes: >= NameBytes } ? Read("snam", NameBytes, static (record, _) => BankText.Decode(record)) : null;

    /// <summary>DMOD without its terminal record, or null where the bank has none.</summary>
    public Modulator[]? DefaultModulators()
    {
        if (_chunks.Find("DMOD") is not { } chunk)
        {
            return null;
        }

        if (chunk.SizeBytes < 10)
        {
            _warnings.Add($"'DMOD' at offset {chunk.OffsetBytes} holds {chunk.SizeBytes} bytes, expected records of 10: ignored");
            return null;
        }

        return Read("DMOD", 10, ParseModulator)[..^1];
    }

    private static Modulator ParseModulator(ReadOnlySpan<byte> record, ReadOnlySpan<byte> upper) => new(
        U16(record, 0), U16(record, 2), BinaryPrimitives.ReadInt16LittleEndian(record[4..]), U16(record, 6), U16(record, 8));

    private static string Name(ReadOnlySpan<byte> record, ReadOnlySpan<byte> upper)
    {
        if (upper.IsEmpty)
        {
            return BankText.Decode(record[..NameBytes]);
        }

        Span<byte> whole = stackalloc byte[2 * NameBytes];
        record[..NameBytes].CopyTo(whole);
        upper[..NameBytes].CopyTo(whole[NameBytes..]);
        return BankText.Decode(whole);
    }

    private static int Index(ReadOnlySpan<byte> record, ReadOnlySpan<byte> upper, int at) =>
        upper.IsEmpty ? U16(record, at) : (int)Math.Min(((uint)U16(upper, at) << 16) | U16(record, at), int.MaxValue);

    private static ushort U16(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt16LittleEndian(record[at..]);

    private static uint U32(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt32LittleEndian(record[at..]);

    /// <summary>LIST xdta where it mirrors pdta table by table; one whose tables have other sizes is ignored as a whole.</summary>
    private BankChunks? UpperHalves()
    {
        if (_chunks.Extension is not { } extension)
        {
            return null;
        }

        foreach (var id in (ReadOnlySpan<string>)["phdr", "pbag", "inst", "ibag", "shdr"])
        {
            if (extension.Find(id)?.SizeBytes != _chunks.Find(id)?.SizeBytes)
            {
                _warnings.Add($"list 'xdta' has {extension.Find(id)?.SizeBytes ?? 0} bytes of '{id}', 'pdta' has {_chunks.Find(id)?.SizeBytes ?? 0}: ignored");
                return null;
            }
        }

        return extension;
    }

    private T[] Read<T>(string id, int recordBytes, RecordParser<T> parse)
    {
        var chunk = _chunks.Find(id) ?? throw Refusal.Of(
            _source, $"no chunk '{id}' behind the list 'pdta' at offset {_chunks.TablesOffset}, expected phdr pbag pmod pgen inst ibag imod igen shdr");
        var count = CountRecords(chunk, id, recordBytes);
        var records = new T[count];
        var buffer = Fetch(chunk, id, count * recordBytes);
        var upperBuffer = IsMirrored(id) && _upper?.Find(id) is { } upperChunk ? Fetch(upperChunk, id, count * recordBytes) : [];
        for (var i = 0; i < count; i++)
        {
            var upper = upperBuffer.Length == 0 ? default : upperBuffer.AsSpan(i * recordBytes, recordBytes);
            records[i] = parse(buffer.AsSpan(i * recordBytes, recordBytes), upper);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        ArrayPool<byte>.Shared.Return(upperBuffer);
        return records;
    }

    private static bool IsMirrored(string id) => id is "phdr" or "pbag" or "inst" or "ibag" or "shdr";

    /// <summary>A rented buffer, at least as long as asked, with the chunk's bytes at its start.</summary>
    private byte[] Fetch(Chunk chunk, string id, int bytes)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(bytes);
        var came = _source.ReadFully(chunk.OffsetBytes, buffer.AsSpan(0, bytes));
        return came == bytes
            ? buffer
            : throw Refusal.Of(_source, $"'{id}' at offset {chunk.OffsetBytes} could be read for {came} bytes, expected {bytes}");
    }

    private int CountRecords(Chunk chunk, string id, int recordBytes)
    {
        var count = chunk.SizeBytes / recordBytes;
        if (count == 0)
        {
            throw Refusal.Of(
                _source, $"'{id}' at offset {chunk.OffsetBytes} holds {chunk.SizeBytes} bytes, expected at least one record of {recordBytes}");
        }

        if (count * recordBytes != chunk.SizeBytes)
        {
            _warnings.Add(
                $"'{id}' at offset {chunk.OffsetBytes} holds {chunk.SizeBytes} bytes, expected a multiple of {recordBytes}: the rest is ignored");
        }

        if (count > MostRecords)
        {
            _warnings.Add(
                $"'{id}' at offset {chunk.OffsetBytes} has {count} records, an index reaches {MostRecords}: the rest is ignored");
        }

        return (int)Math.Min(count, MostRecords);
    }
}
