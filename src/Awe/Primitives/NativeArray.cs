using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Awe.Primitives;

/// <summary>
/// A fixed array of plain values outside the managed heap: the collector never moves, scans or counts it. Elements start as zero and cost
/// memory only where they were touched. Indices are checked in Debug builds only.
/// </summary>
internal sealed unsafe class NativeArray<T> : IDisposable
    where T : unmanaged
{
    private readonly NativeArena _memory;
    private readonly T* _items;

    public NativeArray(int length)
    {
        Length = length;
        _memory = new NativeArena((long)length * sizeof(T), commit: true);
        _items = (T*)_memory.At(0);
    }

    public int Length { get; }

    /// <summary>Bytes reserved, whole system pages.</summary>
    public long Bytes => _memory.Bytes;

    public Span<T> Span => new(_items, Length);

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Debug.Assert((uint)index < (uint)Length, "index inside the array");
            return ref _items[index];
        }
    }

    public void Dispose() => _memory.Dispose();
}
