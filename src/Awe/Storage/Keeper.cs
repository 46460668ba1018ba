using System.Diagnostics.CodeAnalysis;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// The maintenance thread: compresses what hot has evicted, watches how short memory is, and does what takes time to come: forgetting
/// silence, moving the line between hot and warm.
/// </summary>
internal sealed class Keeper : IDisposable
{
    private readonly StoreParts _parts;
    private readonly LoadDesk _desk;
    private readonly int _pollMilliseconds;
    private readonly Action _poll;
    private readonly NativeArray<byte> _record = new(PageRecord.MaximumBytes);
    private readonly Thread _thread;

    /// <param name="parts">The store's.</param>
    /// <param name="desk">The store's.</param>
    /// <param name="pollMilliseconds">How often <paramref name="poll"/> is called.</param>
    /// <param name="poll">What else there is to see to.</param>
    public Keeper(StoreParts parts, LoadDesk desk, int pollMilliseconds, Action poll)
    {
        _parts = parts;
        _desk = desk;
        _pollMilliseconds = pollMilliseconds;
        _poll = poll;
        _thread = new Thread(Run, maxStackSize: 512 * 1024)
        {
            IsBackground = true,
            Name = "awe keeper",
            Priority = ThreadPriority.BelowNormal,
        };
    }

    public long Bytes => _record.Bytes;

    public void Start() => _thread.Start();

    public void Dispose()
    {
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _record.Dispose();
    }

    private void Run()
    {
        var next = Environment.TickCount64;
        while (!_desk.IsClosing)
        {
            while (!_desk.IsClosing && TryDemote())
            {
            }

            if (Environment.TickCount64 >= next)
            {
                _desk.ForgetSilence();
                Poll();
                next = Environment.TickCount64 + _pollMilliseconds;
            }

            _desk.KeeperWork.WaitOne((int)Math.Max(1, next - Environment.TickCount64));
        }
    }

    // What is seen to here can wait; an exception that ends this thread ends the process.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Kept, and told by the store's faults.")]
    private void Poll()
    {
        try
        {
            _poll();
        }
        catch (Exception caught)
        {
            _parts.Counters.Keep($"maintenance of the sample store: {caught.GetType().Name}: {caught.Message}");
        }
    }

    private bool TryDemote()
    {
        int frame;
        lock (_parts.Gate)
        {
            if (!_parts.Evictor.TryTakeDemoting(out frame))
            {
                return false;
            }
        }

        // Nobody else touches a frame in this state.
        var owner = _parts.Frames.OwnerOf(frame);
        var lowBytes = IsWide(owner) ? _parts.Frames.LowBytes(frame) : default;
        var length = PageRecord.Encode(_parts.Frames.Points(frame), lowBytes, _record.Span);
        lock (_parts.Gate)
        {
            _parts.Warm.TryAdd(owner, _record.Span[..length], uses: 1);
            _parts.Frames.Return(frame);
        }

        return true;
    }

    private bool IsWide(PageKey page)
    {
        lock (_parts.Gate)
        {
            return _parts.Banks[page.Bank] is { Is24Bit: true };
        }
    }
}
