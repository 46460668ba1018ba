using System.Runtime.InteropServices;

namespace Awe.Primitives;

/// <summary>
/// A range of address space whose memory comes from the system when it is touched and goes back to it on <see cref="Decommit"/>:
/// never from or to a free list, so what the store gives up the machine really has. All native memory of the engine is made here.
/// </summary>
/// <remarks>
/// Reserving costs no memory. Committed memory reads as zero until written. Not thread-safe for committing; the memory itself is
/// shared freely. The caller keeps the arena alive while spans of it are in use.
/// </remarks>
internal sealed unsafe class NativeArena : IDisposable
{
    private static long s_liveCount;
    private static long s_liveBytes;
    private byte* _base;

    /// <param name="bytes">Size of the range; rounded up to the system's page size.</param>
    /// <param name="commit">Whether all of it may be used at once, without <see cref="Commit"/>.</param>
    /// <exception cref="OutOfMemoryException">The system refuses the range.</exception>
    public NativeArena(long bytes, bool commit = false)
    {
        Bytes = RoundUp(Math.Max(bytes, 1), Environment.SystemPageSize);
        _base = SystemMemory.Reserve(Bytes);
        Interlocked.Increment(ref s_liveCount);
        Interlocked.Add(ref s_liveBytes, Bytes);
        if (commit)
        {
            Commit(0, Bytes);
        }
    }

    /// <summary>Arenas made and not yet disposed; tests assert that it returns to where it was.</summary>
    public static long LiveCount => Volatile.Read(ref s_liveCount);

    /// <summary>Address space of all live arenas, in bytes.</summary>
    public static long LiveBytes => Volatile.Read(ref s_liveBytes);

    /// <summary>Size of the range in bytes.</summary>
    public long Bytes { get; }

    /// <summary>The address of a byte; valid until the arena is disposed.</summary>
    public byte* At(long offsetBytes) => _base + offsetBytes;

    /// <summary>A view of <paramref name="count"/> elements from <paramref name="offsetBytes"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The view would leave the range.</exception>
    public Span<T> Span<T>(long offsetBytes, int count)
        where T : unmanaged
    {
        if (offsetBytes < 0 || count < 0 || offsetBytes > Bytes - ((long)count * sizeof(T)))
        {
            Throw.ArgumentOutOfRange_View(offsetBytes, count, Bytes);
        }

        return new Span<T>(_base + offsetBytes, count);
    }

    /// <summary>Makes a part of the range usable. The range is whole system pages.</summary>
    public void Commit(long offsetBytes, long bytes) => SystemMemory.Commit(_base + offsetBytes, bytes);

    /// <summary>Gives the memory of a part of the range back to the system; its content is lost.</summary>
    public void Decommit(long offsetBytes, long bytes) => SystemMemory.Decommit(_base + offsetBytes, bytes);

    public void Dispose()
    {
        if (_base == null)
        {
            return;
        }

        SystemMemory.Release(_base, Bytes);
        _base = null;
        Interlocked.Decrement(ref s_liveCount);
        Interlocked.Add(ref s_liveBytes, -Bytes);
    }

    private static long RoundUp(long value, long unit) => (value + unit - 1) / unit * unit;
}
