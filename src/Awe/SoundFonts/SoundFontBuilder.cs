using System.Text;

namespace Awe.SoundFonts;

/// <summary>
/// Composes a bank in memory and writes it as an SF2 file that obeys the specification. What is added gets the next index of its kind,
/// and zones name their target by that index. One thread.
/// </summary>
internal sealed class SoundFontBuilder
{
    private const int ZeroPointsBetweenSamples = 46;
    private const int NameBytes = 20;

    private readonly SamplePoolBuilder _pool = new(ZeroPointsBetweenSamples);
    private readonly List<SampleHeader> _samples = [];
    private readonly List<Item> _instruments = [];
    private readonly List<Item> _presets = [];

    /// <summary>Version and texts; a bank with low bytes is written as 2.04 at least.</summary>
    public SoundFontInfo Info { get; set; } = new();

    /// <summary>The bank's own default modulators (DMOD), or null to leave those of the specification.</summary>
    public IReadOnlyList<Modulator>? DefaultModulators { get; set; }

    /// <summary>Adds a 16-bit sample; loop positions count from its first point, equal ones mean no loop.</summary>
    public int AddSample(
        string name,
        ReadOnlySpan<short> points,
        int rate,
        int rootKey,
        long loopStart = 0,
        long loopEnd = 0,
        int correctionCents = 0,
        ushort type = 1,
        ushort link = 0) =>
        AddSample(name, points, [], rate, rootKey, loopStart, loopEnd, correctionCents, type, link);

    /// <summary>Adds a 24-bit sample: a point is (points[i] &lt;&lt; 8) | lowBytes[i]. No low bytes: they are zero.</summary>
    public int AddSample(
        string name,
        ReadOnlySpan<short> points,
        ReadOnlySpan<byte> lowBytes,
        int rate,
        int rootKey,
        long loopStart = 0,
        long loopEnd = 0,
        int correctionCents = 0,
        ushort type = 1,
        ushort link = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1);
        ThrowIfUnfitName(name);
        if (loopStart < 0 || loopEnd < loopStart || loopEnd > points.Length)
        {
            throw new ArgumentException($"loop {loopStart}..{loopEnd} is not inside the sample's {points.Length} points", nameof(loopEnd));
        }

        var start = _pool.Add(points, lowBytes);
        _samples.Add(new SampleHeader
        {
            Name = name,
            Start = start,
            End = start + points.Length,
            LoopStart = start + loopStart,
            LoopEnd = start + loopEnd,
            ReachStart = start,
            ReachEnd = start + points.Length,
            Rate = rate,
            RootKey = checked((byte)rootKey),
            CorrectionCents = checked((sbyte)correctionCents),
            Link = link,
            Type = type,
        });
        return _samples.Count - 1;
    }

    /// <summary>Adds an instrument; the targets of its zones are samples.</summary>
    public int AddInstrument(string name, params ReadOnlySpan<ZoneBuilder> zones) => Add(_instruments, name, 0, 0, zones);

    /// <summary>Adds a preset; the targets of its zones are instruments.</summary>
    public int AddPreset(string name, int bank, int program, params ReadOnlySpan<ZoneBuilder> zones) =>
        Add(_presets, name, checked((ushort)bank), checked((ushort)program), zones);

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>Writes the bank; the stream need not seek.</summary>
    public void WriteTo(Stream stream)
    {
        var info = ComposeInfo();
        var tables = ComposeTables();
        var samplesBytes = 4 + _pool.ChunksBytes;
        using var writer = new BinaryWriter(stream, Encoding.Latin1, leaveOpen: true);
        var lists = 4 + (8L + info.Length) + (8 + samplesBytes) + (8 + tables.Length);
        ChunkWriter.Header(writer, "RIFF", lists);
        ChunkWriter.Id(writer, "sfbk");
        ChunkWriter.Header(writer, "LIST", info.Length);
        writer.Write(info);
        ChunkWriter.Header(writer, "LIST", samplesBytes);
        ChunkWriter.Id(writer, "sdta");
        _pool.WriteChunks(writer);
        ChunkWriter.Header(writer, "LIST", tables.Length);
        writer.Write(tables);
    }

    private static int Add(List<Item> items, string name, ushort bank, ushort program, ReadOnlySpan<ZoneBuilder> zones)
    {
        ThrowIfUnfitName(name);
        for (var i = 1; i < zones.Length; i++)
        {
            if (zones[i].Target is null)
            {
                throw new ArgumentException($"zone {i} of '{name}' has no target: only the first may be global", nameof(zones));
            }
        }

        items.Add(new Item(name, bank, program, zones.ToArray()));
        return items.Count - 1;
    }

    private static void ThrowIfUnfitName(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) > NameBytes)
        {
            throw new ArgumentException($"'{name}' does not fit the {NameBytes} bytes of a name", nameof(name));
        }
    }

    private byte[] ComposeInfo()
    {
        var minor = _pool.HasLowBytes && Info is { MajorVersion: 2, MinorVersion: < 4 } ? 4 : Info.MinorVersion;
        return ChunkWriter.Compose(writer =>
        {
            ChunkWriter.Id(writer, "INFO");
            ChunkWriter.Header(writer, "ifil", 4);
            writer.Write(checked((ushort)Info.MajorVersion));
            writer.Write(checked((ushort)minor));
            ChunkWriter.Text(writer, "isng", Info.Engine);
            ChunkWriter.Text(writer, "INAM", Info.Name);
            ReadOnlySpan<(string Id, string Text)> optional =
            [
                ("irom", Info.Rom), ("ICRD", Info.Date), ("IENG", Info.Author), ("IPRD", Info.Product),
                ("ICOP", Info.Copyright), ("ICMT", Info.Comment), ("ISFT", Info.Software),
            ];
            foreach (var (id, text) in optional)
            {
                if (text.Length > 0)
                {
                    ChunkWriter.Text(writer, id, text);
                }
            }

            if (DefaultModulators is { } defaults)
            {
                ChunkWriter.Chunk(writer, "DMOD", ChunkWriter.Compose(records => WriteDefaults(records, defaults)));
            }
        });
    }

    private static void WriteDefaults(BinaryWriter writer, IReadOnlyList<Modulator> defaults)
    {
        foreach (var modulator in defaults)
        {
            ZoneTableBuilder.Write(writer, modulator);
        }

        ZoneTableBuilder.Write(writer, default(Modulator));
    }

    private byte[] ComposeTables()
    {
        var presetZones = new ZoneTableBuilder(GeneratorType.Instrument, _instruments.Count);
        var instrumentZones = new ZoneTableBuilder(GeneratorType.SampleId, _samples.Count);
        var phdr = ChunkWriter.Compose(writer => WritePresets(writer, presetZones));
        var inst = ChunkWriter.Compose(writer => WriteInstruments(writer, instrumentZones));
        return ChunkWriter.Compose(writer =>
        {
            ChunkWriter.Id(writer, "pdta");
            ChunkWriter.Chunk(writer, "phdr", phdr);
            presetZones.WriteChunks(writer, 'p');
            ChunkWriter.Chunk(writer, "inst", inst);
            instrumentZones.WriteChunks(writer, 'i');
            ChunkWriter.Chunk(writer, "shdr", ChunkWriter.Compose(WriteSamples));
        });
    }

    private void WritePresets(BinaryWriter writer, ZoneTableBuilder zones)
    {
        foreach (var item in _presets.Append(new Item("EOP", 0, 0, [])))
        {
            ChunkWriter.FixedText(writer, item.Name, NameBytes);
            writer.Write(item.Program);
            writer.Write(item.Bank);
            writer.Write(zones.Add(item.Zones));
            writer.Write(0u); // library
            writer.Write(0u); // genre
            writer.Write(0u); // morphology
        }
    }

    private void WriteInstruments(BinaryWriter writer, ZoneTableBuilder zones)
    {
        foreach (var item in _instruments.Append(new Item("EOI", 0, 0, [])))
        {
            ChunkWriter.FixedText(writer, item.Name, NameBytes);
            writer.Write(zones.Add(item.Zones));
        }
    }

    private void WriteSamples(BinaryWriter writer)
    {
        foreach (var sample in _samples)
        {
            ChunkWriter.FixedText(writer, sample.Name, NameBytes);
            writer.Write((uint)sample.Start);
            writer.Write((uint)sample.End);
            writer.Write((uint)sample.LoopStart);
            writer.Write((uint)sample.LoopEnd);
            writer.Write((uint)sample.Rate);
            writer.Write(sample.RootKey);
            writer.Write(sample.CorrectionCents);
            writer.Write((ushort)sample.Link);
            writer.Write(sample.Type);
        }

        ChunkWriter.FixedText(writer, "EOS", 46);
    }

    private sealed record Item(string Name, ushort Bank, ushort Program, ZoneBuilder[] Zones);
}
