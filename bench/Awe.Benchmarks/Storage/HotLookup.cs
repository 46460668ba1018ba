using Awe.Primitives;
using Awe.SoundFonts;
using Awe.Storage;
using BenchmarkDotNet.Attributes;

namespace Awe.Benchmarks.Storage;

/// <summary>What a voice pays for a page that is there: one <see cref="PageReader.Read"/> and one point of it, pages in random order.</summary>
[MemoryDiagnoser]
public class HotLookup
{
    internal const int Pages = 32_768;
    private readonly int[] _order = new int[Pages];
    private SoundFont _font = null!;
    private SampleStore _store = null!;
    private PageReader _reader = null!;
    private StoredBank _bank = null!;

    [GlobalSetup]
    public void Load()
    {
        _font = OneSample(new CountingBytes((long)Pages * Page.Bytes));
        _store = new SampleStore(new SampleStoreOptions { BudgetBytes = SampleStore.BudgetForResident([_font], PageReader.BytesFor(1)) });
        _reader = _store.CreateReader(1, 44100, MissPolicy.RealTime);
        _bank = _store.Attach(_font);
        _store.LoadAll(_bank, null, CancellationToken.None);
        for (var i = 0; i < Pages; i++)
        {
            _order[i] = i;
        }

        new Random(1).Shuffle(_order);
        _reader.BeginQuantum();
    }

    /// <summary>The way to the page alone: no byte of the page is touched.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Pages)]
    public int Read()
    {
        var sum = 0;
        foreach (var page in _order)
        {
            sum += _reader.Read(_bank, page).Length;
        }

        return sum;
    }

    /// <summary>With the first point, which a page of 256 MiB in random order has seldom in a cache.</summary>
    [Benchmark(OperationsPerInvoke = Pages)]
    public int ReadAndTouch()
    {
        var sum = 0;
        foreach (var page in _order)
        {
            sum += _reader.Read(_bank, page)[0];
        }

        return sum;
    }

    [GlobalCleanup]
    public void Close()
    {
        _reader.Dispose();
        _store.Dispose();
        _font.Dispose();
    }

    /// <summary>A bank of one sample, all of the source's bytes.</summary>
    internal static SoundFont OneSample(IByteSource source)
    {
        var points = source.Length / sizeof(short);
        var header = new SampleHeader
        {
            Name = "long",
            Start = 0,
            End = points,
            LoopStart = 0,
            LoopEnd = 0,
            ReachStart = 0,
            ReachEnd = points,
            Rate = 44100,
            RootKey = 60,
            CorrectionCents = 0,
            Link = 0,
            Type = 1,
        };
        return new SoundFont(source, new SoundFontTables
        {
            Info = new SoundFontInfo(),
            SampleData = new SampleData(0, points, -1),
            Presets = [],
            Instruments = [],
            Samples = [header],
            PresetZones = [],
            InstrumentZones = [],
            PresetGenerators = [],
            InstrumentGenerators = [],
            PresetModulators = [],
            InstrumentModulators = [],
            Warnings = [],
        });
    }

    /// <summary>Bytes from nowhere, so that the benchmark needs no file.</summary>
    private sealed class CountingBytes(long length) : IByteSource
    {
        public string Name => "counting bytes";

        public long Length => length;

        public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
        {
            destination.Fill((byte)(offset >> Page.Shift));
            return destination.Length;
        }

        public void Dispose()
        {
        }
    }
}
