using System.Diagnostics;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>A thread that carries pages from the cold tier to the hot one: takes the load that is due first, reads, copies, links.</summary>
internal sealed class Streamer : IDisposable
{
    // While somebody renders, a request waits at most this long for a streamer to look (nobody signals from the audio thread).
    private const int BusyPollMilliseconds = 1;
    private const int IdlePollMilliseconds = 100;
    private readonly SampleStore _store;
    private readonly LoadPlan _plan;
    private readonly NativeArray<short> _staging;
    private readonly Thread _thread;

    public Streamer(SampleStore store, int readBytes, int number)
    {
        _store = store;
        _plan = new LoadPlan(Math.Max(1, readBytes / Page.Bytes));
        _staging = new NativeArray<short>(_plan.Capacity * Page.Frames);
        _thread = new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = $"awe streamer {number}" };
    }

    public long Bytes => _staging.Bytes;

    public static long BytesFor(int readBytes) => Math.Max(readBytes, Page.Bytes);

    public void Start() => _thread.Start();

    /// <summary>Carries out a plan; any one thread at a time. Used by the streamer's own loop and by loading everything in advance.</summary>
    public void Carry(LoadPlan plan)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var points = _staging.Span[..(plan.Count * Page.Frames)];
            var bytes = plan.Bank.Read(plan.FirstPage, plan.Count, points);
            _store.Counters.CountRead(bytes, Stopwatch.GetElapsedTime(started));
            for (var i = 0; i < plan.Count; i++)
            {
                points.Slice(i * Page.Frames, Page.Frames).CopyTo(_store.Frames.Points(plan.FrameAt(i)));
            }

            _store.Publish(plan);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _store.PublishSilence(plan, fault.Message);
        }
    }

    public void Dispose()
    {
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _staging.Dispose();
    }

    private void Run()
    {
        while (!_store.IsClosing)
        {
            switch (_store.TryPlan(_plan))
            {
                case PlanResult.Ready:
                    Carry(_plan);
                    break;
                case PlanResult.WaitForReaders:
                    Thread.Sleep(0); // a reader leaves its epoch within a quantum
                    break;
                default:
                    _store.WaitForWork(_store.IsAnyReaderBusy ? BusyPollMilliseconds : IdlePollMilliseconds);
                    break;
            }
        }
    }
}
