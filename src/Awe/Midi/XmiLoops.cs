namespace Awe.Midi;

/// <summary>
/// The FOR loops of an XMI song (controllers 116 and 117), which may lie in one another. Those of a count are written out, pass by pass;
/// the first without end is the song's loop.
/// </summary>
internal sealed class XmiLoops(List<XmiEvent> events, ReadLog log)
{
    // Written out loops are the one thing that a short file can ask much memory for.
    private const int MostWrittenOut = 1 << 17;
    private const int Deepest = 16;

    private readonly Stack<Open> _open = new();
    private int _writtenOut;

    /// <summary>The passage that is repeated without end, or null.</summary>
    public (long Start, long End)? Endless { get; private set; }

    /// <param name="passes">How often the passage is played; 0: without end.</param>
    /// <param name="tick">Where it begins.</param>
    public void Begin(int passes, long tick)
    {
        if (_open.Count < Deepest)
        {
            _open.Push(new(passes, tick, events.Count));
        }
    }

    /// <param name="isBreak">The passage is not to be repeated after all.</param>
    /// <param name="tick">Where it ends.</param>
    /// <param name="offset">Where that stands in the file.</param>
    /// <returns>The tick at which the song goes on.</returns>
    public long End(bool isBreak, long tick, int offset)
    {
        if (!_open.TryPop(out var loop) || isBreak || tick == loop.Tick)
        {
            return tick;
        }

        if (loop.Passes == 0)
        {
            Endless ??= (loop.Tick, tick);
            return tick;
        }

        var length = tick - loop.Tick;
        var count = events.Count - loop.FirstEvent;
        for (var pass = 1; pass < loop.Passes; pass++)
        {
            if (count > MostWrittenOut - _writtenOut)
            {
                log.Warn("passes of loops left out after 131072 messages", offset);
                break;
            }

            for (var i = 0; i < count; i++)
            {
                var e = events[loop.FirstEvent + i];
                events.Add(e with { Tick = e.Tick + (pass * length) });
            }

            _writtenOut += count;
            tick += length;
        }

        return tick;
    }

    private readonly record struct Open(int Passes, long Tick, int FirstEvent);
}
