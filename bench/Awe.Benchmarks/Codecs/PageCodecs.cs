using System.Runtime.InteropServices;
using Awe.Codecs;
using BenchmarkDotNet.Attributes;
using K4os.Compression.LZ4;

namespace Awe.Benchmarks.Codecs;

/// <summary>Encoding and decoding of pages of a real bank, LZ4 as the baseline. One operation is one page (8 KiB of points).</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class PageCodecs
{
    private const int Pages = 512;
    private static readonly int s_lz4Bytes = LZ4Codec.MaximumOutputSize(PageCodec.Points * sizeof(short));
    private readonly byte[] _buffer = new byte[s_lz4Bytes];
    private readonly short[] _points = new short[PageCodec.Points];
    private short[][] _pages = [];
    private byte[][] _encoded = [];
    private byte[][] _lz4 = [];

    [Params("FluidR3_GM.sf2", "MuseScore_General_Full.sf2")]
    public string Bank { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        _pages = BankPages.Draw(Path.Combine("/usr/share/sounds/sf2", Bank), Pages);
        _encoded = Array.ConvertAll(_pages, page => _buffer.AsSpan(0, PageCodec.Encode(page, _buffer)).ToArray());
        _lz4 = Array.ConvertAll(_pages, page => _buffer.AsSpan(0, LZ4Codec.Encode(MemoryMarshal.AsBytes(page.AsSpan()), _buffer)).ToArray());
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Pages)]
    [BenchmarkCategory("Decode")]
    public void Lz4Decode() => Array.ForEach(_lz4, encoded => LZ4Codec.Decode(encoded, MemoryMarshal.AsBytes(_points.AsSpan())));

    [Benchmark(OperationsPerInvoke = Pages)]
    [BenchmarkCategory("Decode")]
    public void Decode() => Array.ForEach(_encoded, encoded => PageCodec.TryDecode(encoded, _points));

    [Benchmark(Baseline = true, OperationsPerInvoke = Pages)]
    [BenchmarkCategory("Encode")]
    public void Lz4Encode() => Array.ForEach(_pages, page => LZ4Codec.Encode(MemoryMarshal.AsBytes(page.AsSpan()), _buffer));

    [Benchmark(OperationsPerInvoke = Pages)]
    [BenchmarkCategory("Encode")]
    public void Encode() => Array.ForEach(_pages, page => PageCodec.Encode(page, _buffer));
}
