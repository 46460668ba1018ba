using System.Buffers.Binary;
using System.Text;
using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Tests.SoundFonts;

/// <summary>
/// A bank written record by record, as wrong as the test wants it. It begins as a sound one: preset 0 'P' uses instrument 0 'I',
/// which uses sample 0 'S' of 1000 points. Every list holds its terminal record; a test changes, adds or drops what it is about.
/// </summary>
internal sealed class RawBank
{
    public const int PointsOfS = 1000;

    public List<byte[]> Phdr { get; set; } = [PresetRecord("P", 0, 0, 0), PresetRecord("EOP", 0, 0, 1)];

    public List<byte[]> Pbag { get; set; } = [Words(0, 0), Words(1, 0)];

    public List<byte[]> Pmod { get; set; } = [new byte[10]];

    public List<byte[]> Pgen { get; set; } = [Gen(41, 0), Gen(0, 0)];

    public List<byte[]> Inst { get; set; } = [InstrumentRecord("I", 0), InstrumentRecord("EOI", 1)];

    public List<byte[]> Ibag { get; set; } = [Words(0, 0), Words(1, 0)];

    public List<byte[]> Imod { get; set; } = [new byte[10]];

    public List<byte[]> Igen { get; set; } = [Gen(53, 0), Gen(0, 0)];

    public List<byte[]> Shdr { get; set; } = [SampleRecord("S", 0, PointsOfS, 100, 900), new byte[46]];

    public byte[] Smpl { get; set; } = new byte[(PointsOfS + 46) * 2];

    public byte[]? Sm24 { get; set; }

    /// <summary>Names of samples, 20 bytes each, as SoundFont 1 has them before smpl.</summary>
    public byte[]? Snam { get; set; }

    public byte[]? Ifil { get; set; } = Words(2, 1);

    /// <summary>Bytes put behind ifil, isng and INAM as they are.</summary>
    public byte[] ExtraInfo { get; set; } = [];

    /// <summary>Turns the bank into one of version 1: names apart, headers of four addresses without a terminal one, stubs for modulators.</summary>
    public RawBank AsSoundFont1(params (string Name, long Start, long End, long LoopStart, long LoopEnd)[] samples)
    {
        Ifil = Words(1, 0);
        Snam = [.. samples.SelectMany(sample => Name(Encoding.Latin1.GetBytes(sample.Name)))];
        Shdr = [.. samples.Select(sample => AddressRecord(sample.Start, sample.End, sample.LoopStart, sample.LoopEnd))];
        (Pmod, Imod) = ([new byte[6]], [new byte[6]]);
        return this;
    }

    /// <summary>Zones of the instrument, each a list of generators, in place of the one that there is.</summary>
    public RawBank InstrumentZones(params byte[][][] zones)
    {
        (Ibag, Igen) = Zones(zones);
        Inst[^1] = InstrumentRecord("EOI", zones.Length);
        return this;
    }

    public RawBank PresetZones(params byte[][][] zones)
    {
        (Pbag, Pgen) = Zones(zones);
        Phdr[^1] = PresetRecord("EOP", 0, 0, zones.Length);
        return this;
    }

    public RawBank WithSample(byte[] record)
    {
        Shdr[0] = record;
        return this;
    }

    public byte[] Info()
    {
        var ifil = Ifil is null ? [] : Chunk("ifil", Ifil);
        return List("INFO", [.. ifil, .. Chunk("isng", "EMU8000\0"u8), .. Chunk("INAM", "raw\0"u8), .. ExtraInfo]);
    }

    public byte[] SampleData() => List(
        "sdta", [.. Snam is null ? [] : Chunk("snam", Snam), .. Chunk("smpl", Smpl), .. Sm24 is null ? [] : Chunk("sm24", Sm24)]);

    public byte[] Tables() => List("pdta",
    [
        .. Chunk("phdr", Join(Phdr)), .. Chunk("pbag", Join(Pbag)), .. Chunk("pmod", Join(Pmod)), .. Chunk("pgen", Join(Pgen)),
        .. Chunk("inst", Join(Inst)), .. Chunk("ibag", Join(Ibag)), .. Chunk("imod", Join(Imod)), .. Chunk("igen", Join(Igen)),
        .. Chunk("shdr", Join(Shdr)),
    ]);

    public byte[] ToBytes() => Frame([.. Info(), .. SampleData(), .. Tables()]);

    public SoundFont Read() => Read(ToBytes());

    public static SoundFont Read(byte[] bytes) => SoundFont.Read(new MemoryByteSource(bytes, "test.sf2"));

    public static byte[] Frame(byte[] lists) => [.. "RIFF"u8, .. Long(4 + lists.Length), .. "sfbk"u8, .. lists];

    public static byte[] List(string type, byte[] chunks) => [.. "LIST"u8, .. Long(4 + chunks.Length), .. Encoding.ASCII.GetBytes(type), .. chunks];

    public static byte[] Chunk(string id, ReadOnlySpan<byte> data) =>
        [.. Encoding.ASCII.GetBytes(id), .. Long(data.Length), .. data, .. new byte[data.Length & 1]];

    public static byte[] Gen(int type, int amount) => Words(type, amount);

    public static byte[] Mod(int source, int destination, int amount, int amountSource = 0, int transform = 0) =>
        Words(source, destination, amount, amountSource, transform);

    public static byte[] PresetRecord(string name, int bank, int program, int firstZone) =>
        [.. Name(Encoding.Latin1.GetBytes(name)), .. Words(program, bank, firstZone), .. new byte[12]];

    public static byte[] InstrumentRecord(string name, int firstZone) => [.. Name(Encoding.Latin1.GetBytes(name)), .. Words(firstZone)];

    public static byte[] SampleRecord(
        string name, long start, long end, long loopStart, long loopEnd, long rate = 44100, int rootKey = 60, int correction = 0, int link = 0, int type = 1) =>
        [
            .. Name(Encoding.Latin1.GetBytes(name)), .. Long(start), .. Long(end), .. Long(loopStart), .. Long(loopEnd), .. Long(rate),
            (byte)rootKey, (byte)correction, .. Words(link, type),
        ];

    public static byte[] AddressRecord(long start, long end, long loopStart, long loopEnd) =>
        [.. Long(start), .. Long(end), .. Long(loopStart), .. Long(loopEnd)];

    public static byte[] Name(ReadOnlySpan<byte> bytes)
    {
        var field = new byte[20];
        bytes.CopyTo(field);
        return field;
    }

    public static byte[] Words(params int[] values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), unchecked((ushort)values[i]));
        }

        return bytes;
    }

    public static byte[] Long(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        return bytes;
    }

    /// <summary>Offset of a chunk's header in a bank's bytes.</summary>
    public static int Find(byte[] bank, string id) => bank.AsSpan().IndexOf(Encoding.ASCII.GetBytes(id));

    /// <summary>The same bank with another size in the header of a chunk.</summary>
    public static byte[] Resize(byte[] bank, string id, uint size)
    {
        var copy = bank.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(Find(bank, id) + 4), size);
        return copy;
    }

    private static byte[] Join(List<byte[]> records) => [.. records.SelectMany(r => r)];

    private static (List<byte[]> Bags, List<byte[]> Generators) Zones(byte[][][] zones)
    {
        var (bags, generators) = (new List<byte[]>(), new List<byte[]>());
        foreach (var zone in zones)
        {
            bags.Add(Words(generators.Count, 0));
            generators.AddRange(zone);
        }

        bags.Add(Words(generators.Count, 0));
        generators.Add(Gen(0, 0));
        return (bags, generators);
    }
}
