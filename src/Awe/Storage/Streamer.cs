using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Awe.Storage;

/// <summary>A thread that carries pages up the tiers: takes the load that is due first, reads or decompresses, copies, links.</summary>
internal sealed class Streamer : IDisposable
{
    // While somebody renders, a request waits at most this long for a streamer to look (nobody signals from the audio thread);
    // the longer times are for the first request after a silence, and for streamers beside the one that polls.
    private const int BusyPollMilliseconds = 1;
    private const int IdlePollMilliseconds = 10;
    private const int AssistantPollMilliseconds = 100;

    // A reader leaves its epoch within a quantum; one that takes longer (its thread was preempted) needs the processor more than we do.
    private const int YieldsBeforeSleep = 50;
    private readonly LoadDesk _desk;
    private readonly PageFrames _frames;
    private readonly StoreCounters _counters;
    private readonly LoadPlan _plan = new();
    private readonly PageStaging _staging = new();
    private readonly Thread _thread;

    public Streamer(LoadDesk desk, StoreParts parts, int number)
    {
        _desk = desk;
        _frames = parts.Frames;
        _counters = parts.Counters;
        _thread = new Thread(Run, maxStackSize: 512 * 1024) { IsBackground = true, Name = $"awe streamer {number}" };
    }

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
            var result = _desk.TryPlan(_plan, _staging);
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
                    _desk.WaitForWork(_desk.IsAnyReaderBusy ? BusyPollMilliseconds : IdlePollMilliseconds, AssistantPollMilliseconds);
                    break;
            }
        }
    }

    private void Carry()
    {
        if (_plan.Kind == LoadKind.WarmToHot)
        {
            Decompress();
        }
        else
        {
            _staging.Fit(_plan.Bank);
            if (!TryFill(0, _plan.Count, out var fault))
            {
                FillPageByPage(fault);
            }
        }

        _desk.Publish(_plan);
    }

    private void Decompress()
    {
        var started = Stopwatch.GetTimestamp();
        var frame = _plan.FrameAt(0);
        var lowBytes = _plan.Bank.Is24Bit ? _frames.LowBytes(frame) : default;
        if (!PageRecord.TryDecode(_staging.Record[.._plan.RecordBytes], _frames.Points(frame), lowBytes))
        {
            _plan.Silence(0);
            _counters.CountFault($"{_plan.Bank.Font.Source.Name}: page {_plan.FirstPage}: the compressed form is damaged");
        }

        _counters.CountDecode(Stopwatch.GetElapsedTime(started));
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
            var bytes = _plan.Bank.Read(
                _plan.FirstPage + first, count, _staging.Points(0, count), _staging.LowBytes(_plan.Bank, 0, count), _desk.Closing.Token);
            _plan.ReadTime = Stopwatch.GetElapsedTime(started);
            _counters.CountRead(bytes, _plan.ReadTime);
            for (var i = 0; i < count; i++)
            {
                Deliver(first + i, i);
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

    /// <summary>A page of the plan, read to a place in the staging, goes where it belongs.</summary>
    private void Deliver(int index, int staged)
    {
        var points = _staging.Points(staged, 1);
        var lowBytes = _staging.LowBytes(_plan.Bank, staged, 1);
        if (_plan.Kind == LoadKind.ColdToWarm)
        {
            var length = PageRecord.Encode(points, lowBytes, _staging.Record);
            _desk.KeepWarm(_plan, index, _staging.Record[..length]);
            return;
        }

        points.CopyTo(_frames.Points(_plan.FrameAt(index)));
        if (!lowBytes.IsEmpty)
        {
            lowBytes.CopyTo(_frames.LowBytes(_plan.FrameAt(index)));
        }
    }
}
