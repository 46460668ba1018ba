using System.Runtime.CompilerServices;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// One slot a page of a bank: 0 when the page is not resident, else the number of its frame. Native memory that the system provides only
/// where it is touched, so the table of a bank of many gigabytes costs what is played of it.
/// </summary>
/// <remarks>The audio thread reads a slot with one volatile load. Slots and load states are written under the store's gate.</remarks>
internal sealed class PageTable(int pages) : IDisposable
{
    private readonly NativeArray<int> _slots = new(pages);
    private readonly NativeArray<bool> _loading = new(pages);

    public int Pages => _slots.Length;

    public long Bytes => _slots.Bytes + _loading.Bytes;

    /// <summary>Audio thread: the frame of a page, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FrameOf(int page) => Volatile.Read(ref _slots[page]);

    /// <summary>Whether a page is neither resident nor on its way. Under the store's gate.</summary>
    public bool IsAbsent(int page) => FrameOf(page) == 0 && !_loading[page];

    /// <summary>Whether a page is resident.</summary>
    public bool IsLinked(int page) => FrameOf(page) != 0;

    /// <summary>Makes a page visible; what its frame holds was written before.</summary>
    public void Link(int page, int frame) => Volatile.Write(ref _slots[page], frame);

    public void Unlink(int page) => Volatile.Write(ref _slots[page], 0);

    public void SetLoading(int page, bool loading) => _loading[page] = loading;

    public void Dispose()
    {
        _slots.Dispose();
        _loading.Dispose();
    }
}
