using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>A thread that carries pages from the cold tier to the hot one: takes the load that is due first, reads, copies, links.</summary>
internal sealed class Streamer : IDisposable
{
    // While somebody renders, a request waits at most this long for a streamer to look (nobody signals from the audio thread);
    // the longer time is for the first request after a silence.
    private const int BusyPollMilliseconds = 1;
    private const int IdlePollMilliseconds = 10;

    // A reader leaves its epoch within a quantum; one that takes longer (its thread was preempted) needs the processor more than we do.
    private const int YieldsBeforeSleep = 50;
    private readonly LoadDesk _desk;
    private readonly PageFrames _frames;
    private readonly StoreCounters _counters;
    private readonly LoadPlan _plan;
    private readonly NativeArray<short> _staging;
    private readonly Thread _thread;

    public Streamer(LoadDesk desk, PageFrames frames, StoreCounters counters, int readBytes, int number)
    {
        _desk = desk;
        _frames = frames;
        _counters = counters;
        _plan = new LoadPlan(Math.Max(1, readBytes / Page.Bytes));
        _staging = new NativeArray<short>(_plan.Capacity * Page.Frames);
        _thread = new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = $"awe streamer {number}" };
    }

    public long Bytes => _staging.Bytes;

    public static long BytesFor(int readBytes) => Math.Max(readBytes, Page.Bytes);

    public void Start() => _thread.Start();

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
        var yields = 0;
        while (!_desk.IsClosing)
        {
            var result = _desk.TryPlan(_plan);
            yields = result == PlanResult.WaitForReaders ? yields + 1 : 0;
            switch (result)
            {
                case PlanResult.Ready:
                    Carry();
                    break;
                case PlanResult.WaitForReaders:
                    Thread.Sleep(yields < YieldsBeforeSleep ? 0 : BusyPollMilliseconds);
                    break;
                default:
                    _desk.WaitForWork(_desk.IsAnyReaderBusy ? BusyPollMilliseconds : IdlePollMilliseconds);
                    break;
            }
        }
    }

    private void Carry()
    {
        if (!TryFill(0, _plan.Count, out var fault))
        {
            FillPageByPage(fault);
        }

        _desk.Publish(_plan);
    }

    // One bad place must not silence the pages that happened to be read with it: what sounds must not depend on how reads were cut.
    private void FillPageByPage(string fault)
    {
        for (var i = 0; i < _plan.Count; i++)
        {
            if (_plan.Count == 1 || !TryFill(i, 1, out fault))
            {
                _plan.Silence(i);
                _counters.CountFault(fault);
            }
        }
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Sources are anybody's code, and an exception that ends this thread ends the process.")]
    private bool TryFill(int first, int count, out string fault)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            var points = _staging.Span[..(count * Page.Frames)];
            var bytes = _plan.Bank.Read(_plan.FirstPage + first, count, points);
            _counters.CountRead(bytes, Stopwatch.GetElapsedTime(started));
            for (var i = 0; i < count; i++)
            {
                points.Slice(i * Page.Frames, Page.Frames).CopyTo(_frames.Points(_plan.FrameAt(first + i)));
            }

            fault = "";
            return true;
        }
        catch (Exception caught)
        {
            fault = caught.Message;
            return false;
        }
    }
}
