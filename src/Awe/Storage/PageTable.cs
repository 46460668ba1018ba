using System.Runtime.CompilerServices;
using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// Two slots a page of a bank: where it is hot (0 when it is not, else the number of its frame) and where it is warm (0, or the number of its
/// entry). Native memory that the system provides only where it is touched, so the table of a bank of many gigabytes costs what is played
/// of it.
/// </summary>
/// <remarks>The audio thread reads a slot with one volatile load. Slots and marks are written under the store's gate.</remarks>
internal sealed class PageTable(int pages) : IDisposable
{
    private readonly NativeArray<int> _hot = new(pages);
    private readonly NativeArray<int> _warm = new(pages);
    private readonly NativeArray<Marks> _marks = new(pages);

    [Flags]
    private enum Marks : byte
    {
        Loading = 1,
        Seen = 2,
    }

    public int Pages => _hot.Length;

    public long Bytes => _hot.Bytes + _warm.Bytes + _marks.Bytes;

    /// <summary>Audio thread: the frame of a page, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FrameOf(int page) => Volatile.Read(ref _hot[page]);

    /// <summary>Audio thread: the page's entry in the warm tier, or 0.</summary>
    public int WarmOf(int page) => Volatile.Read(ref _warm[page]);

    /// <summary>Whether a page is neither hot nor on its way. Under the store's gate.</summary>
    public bool IsAbsent(int page) => FrameOf(page) == 0 && !IsLoading(page);

    /// <summary>Whether a streamer is bringing the page. Under the store's gate.</summary>
    public bool IsLoading(int page) => (_marks[page] & Marks.Loading) != 0;

    /// <summary>Whether a page is hot.</summary>
    public bool IsLinked(int page) => FrameOf(page) != 0;

    /// <summary>Makes a page visible; what its frame holds was written before.</summary>
    public void Link(int page, int frame) => Volatile.Write(ref _hot[page], frame);

    public void Unlink(int page) => Volatile.Write(ref _hot[page], 0);

    public void SetWarm(int page, int entry) => Volatile.Write(ref _warm[page], entry);

    public void SetLoading(int page, bool loading) =>
        _marks[page] = loading ? _marks[page] | Marks.Loading : _marks[page] & ~Marks.Loading;

    /// <summary>Notes that the page came from the cold tier; whether it had come before.</summary>
    public bool NoteFetch(int page)
    {
        var wasSeen = (_marks[page] & Marks.Seen) != 0;
        _marks[page] |= Marks.Seen;
        return wasSeen;
    }

    public void Dispose()
    {
        _hot.Dispose();
        _warm.Dispose();
        _marks.Dispose();
    }
}
