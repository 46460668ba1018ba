using System.Runtime.CompilerServices;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// Reclamation by epoch. A reader publishes the current epoch before it looks at page tables and "away" when it looks no more; memory
/// unlinked during an epoch may be used again once every reader has published a later one.
/// </summary>
/// <remarks>
/// A reader pays one plain store a quantum. That is sound without a fence on its side because the reclaimer, after unlinking, runs
/// <see cref="Interlocked.MemoryBarrierProcessWide"/>: a reader's store that came before the barrier is visible to the reclaimer, and a
/// reader that publishes after it can no longer find the unlinked page.
/// </remarks>
internal sealed class Epochs : IDisposable
{
    public const int MaximumReaders = 64;
    private const long Away = long.MaxValue;

    // One slot a reader and one for the current epoch, each on cache lines of its own.
    private const int Stride = 128 / sizeof(long);
    private readonly NativeArray<long> _slots = new((MaximumReaders + 1) * Stride);
    private readonly bool[] _taken = new bool[MaximumReaders];

    public Epochs()
    {
        Current = 1;
        for (var reader = 0; reader < MaximumReaders; reader++)
        {
            Slot(reader) = Away;
        }
    }

    public long Bytes => _slots.Bytes;

    private ref long Current => ref _slots[MaximumReaders * Stride];

    /// <summary>Holder of the store's gate: a slot for a new reader, or -1 when all are taken.</summary>
    public int Register()
    {
        var reader = Array.IndexOf(_taken, false);
        if (reader >= 0)
        {
            _taken[reader] = true;
        }

        return reader;
    }

    /// <summary>Holder of the store's gate.</summary>
    public void Unregister(int reader)
    {
        Leave(reader);
        _taken[reader] = false;
    }

    /// <summary>Audio thread: page views read before this call are no longer used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(int reader) => Volatile.Write(ref Slot(reader), Volatile.Read(ref Current));

    /// <summary>Audio thread: no page view is in use until the next <see cref="Enter"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave(int reader) => Volatile.Write(ref Slot(reader), Away);

    /// <summary>Holder of the store's gate: closes the current epoch after pages were unlinked in it, and returns its number.</summary>
    public long Close()
    {
        var closed = Current;
        Volatile.Write(ref Current, closed + 1);
        Interlocked.MemoryBarrierProcessWide();
        return closed;
    }

    /// <summary>Whether no reader can still hold a page that was unlinked in <paramref name="epoch"/>.</summary>
    public bool HasPassed(long epoch)
    {
        for (var reader = 0; reader < MaximumReaders; reader++)
        {
            if (Volatile.Read(ref Slot(reader)) <= epoch)
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose() => _slots.Dispose();

    private ref long Slot(int reader) => ref _slots[reader * Stride];
}
