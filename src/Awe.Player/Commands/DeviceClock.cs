using System.Diagnostics;

namespace Awe.Player.Commands;

/// <summary>A sound device that is not there: takes a block at a time by the clock, and holds a few.</summary>
internal sealed class DeviceClock(int rate, int blockFrames, int blocksHeld)
{
    private readonly long _ticksPerBlock = Stopwatch.Frequency * blockFrames / rate;
    private long _start;
    private long _delivered;

    /// <summary>Sleeps until the device has room for the next block.</summary>
    public void WaitForRoom()
    {
        if (_start == 0)
        {
            _start = Stopwatch.GetTimestamp();
        }

        var roomAt = _start + ((_delivered - blocksHeld) * _ticksPerBlock);
        while (Stopwatch.GetTimestamp() is var now && now < roomAt)
        {
            Thread.Sleep(Stopwatch.GetElapsedTime(now, roomAt));
        }
    }

    /// <summary>Hands over a block; false when the device has waited for it, which sets the clock anew.</summary>
    public bool Deliver()
    {
        var wantedAt = _start + (_delivered * _ticksPerBlock);
        _delivered++;
        var late = Stopwatch.GetTimestamp() - wantedAt;
        if (late <= 0 || _delivered <= blocksHeld)
        {
            return true;
        }

        _start += late;
        return false;
    }
}
