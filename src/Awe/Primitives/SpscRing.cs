using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Awe.Primitives;

/// <summary>
/// A bounded queue from one thread to one other, in native memory. The writer owns the head, the reader owns the tail; each keeps a copy
/// of the other's position so that the usual call touches one cache line. Neither verb waits or allocates.
/// </summary>
internal sealed unsafe class SpscRing<T> : IDisposable
    where T : unmanaged
{
    // One cache line (128 bytes covers adjacent-line prefetch) for each of: the writer's own state, the reader's own state.
    private const int HeadOffset = 0;
    private const int SeenTailOffset = 8;
    private const int TailOffset = 128;
    private const int SeenHeadOffset = 136;
    private const int ItemsOffset = 256;
    private readonly NativeArena _memory;
    private readonly byte* _base;
    private readonly int _mask;

    /// <param name="capacity">A power of two.</param>
    public SpscRing(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(System.Numerics.BitOperations.IsPow2(capacity), true, nameof(capacity));
        _mask = capacity - 1;
        _memory = new NativeArena(ItemsOffset + ((long)capacity * sizeof(T)), commit: true);
        _base = _memory.At(0);
    }

    public long Bytes => _memory.Bytes;

    /// <summary>Any thread: how many items wait, at a moment that is past.</summary>
    public int Count => (int)(Volatile.Read(ref Position(HeadOffset)) - Volatile.Read(ref Position(TailOffset)));

    /// <summary>Writer's thread: appends, or returns false when the ring is full.</summary>
    public bool TryWrite(in T item)
    {
        var head = Position(HeadOffset);
        if (head - Position(SeenTailOffset) > _mask)
        {
            Position(SeenTailOffset) = Volatile.Read(ref Position(TailOffset));
            if (head - Position(SeenTailOffset) > _mask)
            {
                return false;
            }
        }

        Item(head) = item;
        Volatile.Write(ref Position(HeadOffset), head + 1); // release: the item is visible before the position
        return true;
    }

    /// <summary>Reader's thread: takes the oldest item, or returns false when there is none.</summary>
    public bool TryRead(out T item)
    {
        var tail = Position(TailOffset);
        if (tail == Position(SeenHeadOffset))
        {
            Position(SeenHeadOffset) = Volatile.Read(ref Position(HeadOffset)); // acquire: pairs with the release above
            if (tail == Position(SeenHeadOffset))
            {
                item = default;
                return false;
            }
        }

        item = Item(tail);
        Volatile.Write(ref Position(TailOffset), tail + 1);
        return true;
    }

    public void Dispose() => _memory.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref long Position(int offset) => ref Unsafe.AsRef<long>(_base + offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref T Item(long position) => ref Unsafe.AsRef<T>(_base + ItemsOffset + ((position & _mask) * sizeof(T)));
}
