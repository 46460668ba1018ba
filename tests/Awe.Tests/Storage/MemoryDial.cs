using Awe.Primitives;

namespace Awe.Tests.Storage;

/// <summary>A machine whose free memory a test sets.</summary>
internal sealed class MemoryDial(long availableBytes) : IMemoryProbe
{
    private long _available = availableBytes;

    public long AvailableBytes
    {
        get => Volatile.Read(ref _available);
        set => Volatile.Write(ref _available, value);
    }

    public int Polls { get; private set; }

    public MemoryReading Read()
    {
        Polls++;
        return new MemoryReading(AvailableBytes, 1L << 40);
    }

    public void Dispose()
    {
    }
}
