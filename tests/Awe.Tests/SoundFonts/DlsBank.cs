using System.Buffers.Binary;
using System.Text;
using Awe.Primitives;
using Awe.SoundFonts;
using static Awe.Tests.SoundFonts.RawBank;

namespace Awe.Tests.SoundFonts;

/// <summary>A bank of Downloadable Sounds, put together chunk by chunk as the test wants it.</summary>
internal sealed class DlsBank
{
    private readonly List<byte[]> _waves = [];
    private readonly List<byte[]> _instruments = [];

    /// <summary>Points that are easily told from one another.</summary>
    public static short[] Ramp { get; } = [.. Enumerable.Range(0, 1000).Select(i => (short)((i * 7) - 3000))];

    /// <summary>The offsets in ptbl, in place of those of the waves in order.</summary>
    public List<uint>? Cues { get; set; }

    /// <summary>Whether there is a ptbl at all.</summary>
    public bool HasTable { get; set; } = true;

    /// <summary>Bytes put behind colh as they are.</summary>
    public byte[] Extra { get; set; } = [];

    /// <summary>A bank of one wave and one instrument with one region, which takes it as it is.</summary>
    public static DlsBank Plain(byte[]? waveSample = null, byte[]? regionSample = null, byte[]? articulation = null) =>
        new DlsBank().AddWave("wave", Bytes(Ramp), waveSample).AddInstrument("instrument", 0, 0, [], Region(0, sample: regionSample, articulation: articulation));

    public DlsBank AddWave(string name, byte[] data, byte[]? sample = null, int format = 1, int channels = 1, int bits = 16, long rate = 44100)
    {
        var frame = channels * bits / 8;
        byte[] fmt = [.. Words(format, channels), .. Long(rate), .. Long(rate * frame), .. Words(frame, bits)];
        return AddRawWave(List("wave", [.. Chunk("fmt ", fmt), .. sample ?? [], .. Name(name), .. Chunk("data", data)]));
    }

    public DlsBank AddRawWave(byte[] list)
    {
        _waves.Add(list);
        return this;
    }

    public DlsBank AddInstrument(string name, uint bankWord, int program, byte[] articulation, params byte[][] regions)
    {
        byte[] header = [.. Long(regions.Length), .. Long(bankWord), .. Long(program)];
        _instruments.Add(List("ins ", [.. Chunk("insh", header), .. List("lrgn", Join(regions)), .. articulation, .. Name(name)]));
        return this;
    }

    public static byte[] Region(
        int wave, int keyLow = 0, int keyHigh = 127, int velocityLow = 0, int velocityHigh = 127, int group = 0, byte[]? sample = null, byte[]? articulation = null, string type = "rgn ") =>
        List(type,
        [
            .. Chunk("rgnh", Words(keyLow, keyHigh, velocityLow, velocityHigh, 0, group)), .. sample ?? [],
            .. Chunk("wlnk", [.. Words(0, 0), .. Long(1), .. Long(wave)]), .. articulation ?? [],
        ]);

    /// <param name="unity">Key of the recording.</param>
    /// <param name="cents">Fine tuning.</param>
    /// <param name="decibels">Gain.</param>
    /// <param name="loop">First point and points; null for none.</param>
    /// <param name="loopType">0 forward, 1 until the key is let go.</param>
    public static byte[] WaveSample(int unity = 60, int cents = 0, double decibels = 0, (int Start, int Length)? loop = null, int loopType = 0) => Chunk("wsmp",
    [
        .. Long(20), .. Words(unity, cents), .. Signed((int)Math.Round(decibels * 655360)), .. Long(0), .. Long(loop is null ? 0 : 1),
        .. loop is { } place ? (byte[])[.. Long(16), .. Long(loopType), .. Long(place.Start), .. Long(place.Length)] : [],
    ]);

    public static byte[] Level1(params byte[][] connections) => List("lart", Articulation("art1", connections));

    public static byte[] Level2(params byte[][] connections) => List("lar2", Articulation("art2", connections));

    public static byte[] Articulation(string id, params byte[][] connections) => Chunk(id, [.. Long(8), .. Long(connections.Length), .. Join(connections)]);

    /// <summary>A connection; the scale in units, of which the file has 65536 parts.</summary>
    public static byte[] Connection(int source, int control, int destination, int transform, double scale) =>
        [.. Words(source, control, destination, transform), .. Signed((int)Math.Round(scale * 65536))];

    /// <summary>A parameter that nothing moves.</summary>
    public static byte[] Constant(int destination, double scale) => Connection(0, 0, destination, 0, scale);

    public static byte[] Bytes(short[] points)
    {
        var bytes = new byte[points.Length * 2];
        for (var i = 0; i < points.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * 2), points[i]);
        }

        return bytes;
    }

    public byte[] ToBytes()
    {
        var (at, cues) = (0u, new List<uint>());
        foreach (var wave in _waves)
        {
            cues.Add(at);
            at += (uint)wave.Length;
        }

        cues = Cues ?? cues;
        byte[] table = [.. Long(8), .. Long(cues.Count), .. Join([.. cues.Select(cue => Long(cue))])];
        byte[] chunks =
        [
            .. Chunk("colh", Long(_instruments.Count)), .. Extra, .. List("lins", Join([.. _instruments])),
            .. HasTable ? Chunk("ptbl", table) : [], .. List("wvpl", Join([.. _waves])), .. Name("bank"),
        ];
        return [.. "RIFF"u8, .. Long(4 + chunks.Length), .. "DLS "u8, .. chunks];
    }

    public SoundFont Read() => Read(ToBytes());

    public static SoundFont Read(byte[] bytes) => SoundFont.Read(new MemoryByteSource(bytes, "test.dls"));

    /// <summary>The points of a sample, as the store reads them.</summary>
    public static short[] Points(SoundFont font, SampleHeader sample)
    {
        var bytes = new byte[(sample.End - sample.Start) * 2];
        Assert.Equal(bytes.Length, font.Source.ReadFully(font.SampleData.Offset + (sample.Start * 2), bytes));
        return [.. Enumerable.Range(0, bytes.Length / 2).Select(i => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(i * 2)))];
    }

    private static byte[] Name(string name) => List("INFO", Chunk("INAM", [.. Encoding.Latin1.GetBytes(name), 0]));

    private static byte[] Signed(int value) => Long(unchecked((uint)value));

    private static byte[] Join(byte[][] parts) => [.. parts.SelectMany(part => part)];
}
