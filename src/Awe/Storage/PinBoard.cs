using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// The pages that a reader's sounding voices are in or about to enter: a few slots a voice, each written with one store. Eviction passes
/// them by. The board is advice: what keeps a page's memory alive while it is read is the epoch.
/// </summary>
internal sealed class PinBoard(int voices) : IDisposable
{
    /// <summary>The page a voice is in, the two after it, the page its loop returns to, and the one it comes from, whose last point its first block reads.</summary>
    public const int SlotsPerVoice = 5;

    private readonly NativeArray<long> _slots = new(voices * SlotsPerVoice);

    public long Bytes => _slots.Bytes;

    public int Length => _slots.Length;

    /// <summary>Audio thread.</summary>
    public void Pin(int voice, int slot, PageKey page) => Volatile.Write(ref _slots[(voice * SlotsPerVoice) + slot], page.Packed);

    /// <summary>Audio thread: the voice has ended.</summary>
    public void Clear(int voice)
    {
        for (var slot = 0; slot < SlotsPerVoice; slot++)
        {
            Volatile.Write(ref _slots[(voice * SlotsPerVoice) + slot], 0);
        }
    }

    /// <summary>Any thread: the page in a slot, if one is pinned there.</summary>
    public bool TryGet(int slot, out PageKey page)
    {
        var packed = Volatile.Read(ref _slots[slot]);
        page = PageKey.FromPacked(packed);
        return packed != 0;
    }

    public void Dispose() => _slots.Dispose();
}
