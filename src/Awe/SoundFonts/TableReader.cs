using System.Buffers;
using System.Buffers.Binary;
using Awe.Primitives;

namespace Awe.SoundFonts;

/// <summary>Reads the nine tables of LIST pdta, each with one read into a rented buffer.</summary>
internal sealed class TableReader(IByteSource source, BankChunks chunks, WarningList warnings)
{
    private const int NameBytes = 20;

    // Records are named by 16-bit numbers; one more is the terminal record. What lies behind cannot be reached.
    private const int MaxRecords = (1 << 16) + 1;

    private delegate T RecordParser<T>(ReadOnlySpan<byte> record);

    /// <summary>phdr, with its terminal record.</summary>
    public ItemRecord[] Presets() => Read("phdr", 38, static record => new ItemRecord(
        BankText.Decode(record[..NameBytes]), FirstZone: U16(record, 24), Bank: U16(record, 22), Program: U16(record, 20)));

    /// <summary>inst, with its terminal record.</summary>
    public ItemRecord[] Instruments() => Read("inst", 22, static record => new ItemRecord(
        BankText.Decode(record[..NameBytes]), FirstZone: U16(record, 20), Bank: 0, Program: 0));

    /// <summary>pbag or ibag, with its terminal record.</summary>
    public ZoneRecord[] Zones(string id) =>
        Read(id, 4, static record => new ZoneRecord(FirstGenerator: U16(record, 0), FirstModulator: U16(record, 2)));

    /// <summary>pgen or igen, with its terminal record where it has one.</summary>
    public Generator[] Generators(string id) => Read(id, 4, static record =>
        new Generator((GeneratorType)U16(record, 0), BinaryPrimitives.ReadInt16LittleEndian(record[2..])));

    /// <summary>pmod or imod, with its terminal record where it has one.</summary>
    public Modulator[] Modulators(string id) => Read(id, 10, ParseModulator);

    /// <summary>shdr, with its terminal record.</summary>
    public SampleRecord[] Samples() => Read("shdr", 46, static record => new SampleRecord(
        BankText.Decode(record[..NameBytes]),
        Start: U32(record, 20),
        End: U32(record, 24),
        LoopStart: U32(record, 28),
        LoopEnd: U32(record, 32),
        Rate: U32(record, 36),
        RootKey: record[40],
        CorrectionCents: (sbyte)record[41],
        Link: U16(record, 42),
        Type: U16(record, 44)));

    /// <summary>shdr of a SoundFont 1 bank, four addresses each, with its terminal record.</summary>
    public SampleRecord[] SoundFont1Samples() => Read("shdr", 16, static record => new SampleRecord(
        "", U32(record, 0), U32(record, 4), U32(record, 8), U32(record, 12), Rate: 0, RootKey: 0, CorrectionCents: 0, Link: 0, Type: 0));

    /// <summary>snam, the names of a SoundFont 1 bank's samples, or null where the bank has none.</summary>
    public string[]? SampleNames() =>
        chunks.Find("snam") is { SizeBytes: >= NameBytes } ? Read("snam", NameBytes, static record => BankText.Decode(record)) : null;

    /// <summary>DMOD without its terminal record, or null where the bank has none.</summary>
    public Modulator[]? DefaultModulators()
    {
        if (chunks.Find("DMOD") is not { } chunk)
        {
            return null;
        }

        if (chunk.SizeBytes < 10)
        {
            warnings.Add($"'DMOD' at offset {chunk.OffsetBytes} holds {chunk.SizeBytes} bytes, expected records of 10: ignored");
            return null;
        }

        return Read("DMOD", 10, ParseModulator)[..^1];
    }

    private static Modulator ParseModulator(ReadOnlySpan<byte> record) => new(
        U16(record, 0), U16(record, 2), BinaryPrimitives.ReadInt16LittleEndian(record[4..]), U16(record, 6), U16(record, 8));

    private static ushort U16(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt16LittleEndian(record[at..]);

    private static uint U32(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt32LittleEndian(record[at..]);

    private T[] Read<T>(string id, int recordBytes, RecordParser<T> parse)
    {
        var chunk = chunks.Find(id) ?? throw Refusal.Of(
            source, $"no chunk '{id}' behind the list 'pdta' at offset {chunks.TablesOffset}, expected phdr pbag pmod pgen inst ibag imod igen shdr");
        var count = CountRecords(chunk, id, recordBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(count * recordBytes);
        try
        {
            var bytes = buffer.AsSpan(0, count * recordBytes);
            var came = source.ReadFully(chunk.OffsetBytes, bytes);
            if (came < bytes.Length)
            {
                throw Refusal.Of(source, $"'{id}' at offset {chunk.OffsetBytes} could be read for {came} bytes, expected {bytes.Length}");
            }

            var records = new T[count];
            for (var i = 0; i < count; i++)
            {
                records[i] = parse(bytes.Slice(i * recordBytes, recordBytes));
            }

            return records;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private int CountRecords(Chunk chunk, string id, int recordBytes)
    {
        var count = chunk.SizeBytes / recordBytes;
        if (count == 0)
        {
            throw Refusal.Of(
                source, $"'{id}' at offset {chunk.OffsetBytes} holds {chunk.SizeBytes} bytes, expected at least one record of {recordBytes}");
        }

        if (count * recordBytes != chunk.SizeBytes)
        {
            warnings.Add(
                $"'{id}' at offset {chunk.OffsetBytes} holds {chunk.SizeBytes} bytes, expected a multiple of {recordBytes}: the rest is ignored");
        }

        if (count > MaxRecords)
        {
            warnings.Add(
                $"'{id}' at offset {chunk.OffsetBytes} has {count} records, an index reaches {MaxRecords}: the rest is ignored");
        }

        return (int)Math.Min(count, MaxRecords);
    }
}
