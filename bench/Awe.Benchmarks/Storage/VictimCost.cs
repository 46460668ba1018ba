using Awe.Storage;
using BenchmarkDotNet.Attributes;

namespace Awe.Benchmarks.Storage;

/// <summary>
/// What it costs to find the page that leaves and to let another in, while pages are used at random. The rule here answers from an array,
/// as the store's does from its own tables.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class VictimCost : IVictimRule, IDisposable
{
    private const int Operations = 4096;
    private readonly Random _random = new(1);
    private EvictionOrder _order = null!;
    private long[] _nextUses = [];
    private long _page;

    [Params(4096, 65536)]
    public int Frames { get; set; }

    [Params(0, 90, 100)]
    public int PercentKnown { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _order = new EvictionOrder(Frames);
        _nextUses = new long[Frames + 1];
        for (var frame = 1; frame <= Frames; frame++)
        {
            Add(frame);
        }
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void TakeAndAdd()
    {
        for (var i = 0; i < Operations; i++)
        {
            _order.CountUse(1 + _random.Next(Frames));
            _order.TryTakeVictim(this, out var frame);
            Add(frame);
        }
    }

    public long NextUse(int frame, long page) => _nextUses[frame];

    [GlobalCleanup]
    public void Dispose()
    {
        _order?.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Add(int frame)
    {
        _nextUses[frame] = _random.Next(100) < PercentKnown ? _random.Next() : IVictimRule.Unknown;
        _order.Add(frame, _page++);
    }
}
