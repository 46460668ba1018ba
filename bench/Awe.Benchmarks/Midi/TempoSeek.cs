using Awe.Midi;
using BenchmarkDotNet.Attributes;

namespace Awe.Benchmarks.Midi;

/// <summary>Finding a place in a song by its time: one tempo, and the 46,000 tempo changes that songs have been seen with.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class TempoSeek
{
    private const int Places = 1024;

    private readonly double[] _shares = new double[Places];
    private TempoMap _one = null!;
    private TempoMap _many = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < Places; i++)
        {
            _shares[i] = random.NextDouble();
        }

        _one = TempoMap.Create(MidiDivision.Quarters(480), []);
        _many = TempoMap.Create(MidiDivision.Quarters(480), Enumerable.Range(0, 46_000).Select(n => (10L * n, 300_000 + (n * 7919 % 400_000))));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Places)]
    public long OneTempo() => Find(_one);

    [Benchmark(OperationsPerInvoke = Places)]
    public long TempoChanges46000() => Find(_many);

    private long Find(TempoMap map)
    {
        var sum = 0L;
        foreach (var share in _shares)
        {
            sum += map.TickAt(share * 400);
        }

        return sum;
    }
}
