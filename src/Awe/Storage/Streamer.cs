using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Awe.Codecs;

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
    private const int YieldsBeforeSleep = 10;
    private readonly LoadDesk _desk;
    private readonly PageFrames _frames;
    private readonly StoreCounters _counters;
    private readonly PoolAccount _pool;
    private readonly LoadPlan _plan = new();
    private readonly PageStaging _staging = new();
    private readonly Thread _thread;

    public Streamer(LoadDesk desk, StoreParts parts, PoolAccount pool, int number)
    {
        _desk = desk;
        _frames = parts.Frames;
        _counters = parts.Counters;
        _pool = pool;
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

        _desk.Wake(); // the store closes: another streamer looks up, and wakes the next
    }

    private void Carry()
    {
        _staging.Fit(_plan.Bank);
        if (_plan.Kind == LoadKind.Sample)
        {
            LookThrough();
            return;
        }

        if (_plan.Kind == LoadKind.WarmToHot)
        {
            Decompress();
        }
        else
        {
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
        if (!TryDecode(_plan.FirstPage, _staging.Record[.._plan.RecordBytes], _plan.FrameAt(0)))
        {
            _plan.Silence(0);
            _counters.CountFault($"{_plan.Bank.Font.Source.Name}: page {_plan.FirstPage}: the compressed form is damaged");
        }

        _counters.CountDecode(Stopwatch.GetElapsedTime(started));
    }

    private bool TryDecode(int page, ReadOnlySpan<byte> record, int frame)
    {
        if (_plan.Bank.IsEncoded(page))
        {
            if (_plan.Bank.Is24Bit)
            {
                _frames.LowBytes(frame).Clear(); // plain points of the bank have them
            }

            return _staging.Decoder.TryDecode(_plan.Bank.MapOf(page).Map.Setup, record, _frames.Points(frame));
        }

        var lowBytes = _plan.Bank.Is24Bit ? _frames.LowBytes(frame) : default;
        return PageRecord.TryDecode(record, _frames.Points(frame), lowBytes);
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Sources are anybody's code, and an exception that ends this thread ends the process.")]
    private void LookThrough()
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var map = _plan.Bank.Encoded.Read(_plan.Sample, _desk.Closing.Token);
            _counters.CountRead(_plan.Bank.Font.SampleAt(_plan.Sample).EncodedBytes, Stopwatch.GetElapsedTime(started));
            TakeMapBytes(map);
            _desk.Publish(_plan, map, mayPass: false);
        }
        catch (Exception caught)
        {
            // What is no stream now will be none later; what could not be read may be read when the next voice asks.
            _counters.CountFault(caught.Message);
            _desk.Publish(_plan, null, mayPass: caught is not InvalidDataException && !_desk.MustKnow(_plan));
        }
    }

    private void TakeMapBytes(VorbisMap map)
    {
        var setupBytes = _desk.NewSetupBytes(_plan.Bank);
        _pool.Take(map.Bytes + setupBytes, $"the map of an encoded sample of {_plan.Bank.Font.Source.Name}");
        _desk.AddMapBytes(_plan.Bank, map.Bytes, setupBytes);
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
            if (_plan.Bank.IsEncoded(_plan.FirstPage))
            {
                FillEncoded(first, count);
                fault = "";
                return true;
            }

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

    private void FillEncoded(int first, int count)
    {
        for (var done = 0; done < count;)
        {
            var started = Stopwatch.GetTimestamp();
            var part = count - done;
            var (bytes, offset) = _plan.Bank.ReadStream(_plan.FirstPage + first + done, ref part, _staging.Stream, _desk.Closing.Token);
            _plan.ReadTime = Stopwatch.GetElapsedTime(started);
            _counters.CountRead(bytes, _plan.ReadTime);
            for (var i = 0; i < part; i++)
            {
                DeliverEncoded(first + done + i, _staging.Stream[..bytes], offset);
            }

            done += part;
        }
    }

    // The packets are the page's warm form, so they are kept beside the points that they are decoded to.
    private void DeliverEncoded(int index, ReadOnlySpan<byte> stream, long offset)
    {
        var page = _plan.FirstPage + index;
        var (map, pageInSample) = _plan.Bank.MapOf(page);
        var length = map.CopyRecord(stream, offset, pageInSample, _staging.Record);
        var record = _staging.Record[..length];
        if (length == 0 || (_plan.Kind != LoadKind.ColdToWarm && !TryDecodeTimed(page, record, _plan.FrameAt(index))))
        {
            throw new InvalidDataException($"{_plan.Bank.Font.Source.Name}: byte {offset} of an encoded sample: its packets are not what they were, or damaged");
        }

        _desk.KeepWarm(_plan, index, record);
    }

    private bool TryDecodeTimed(int page, ReadOnlySpan<byte> record, int frame)
    {
        var started = Stopwatch.GetTimestamp();
        var isDecoded = TryDecode(page, record, frame);
        _counters.CountDecode(Stopwatch.GetElapsedTime(started));
        return isDecoded;
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
