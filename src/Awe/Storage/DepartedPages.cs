using Awe.Primitives;

namespace Awe.Storage;

/// <summary>
/// Which pages left of late, in a table of fixed size. A page is remembered by a tag of its hash and by how many had left before it; when
/// its bucket is full, the one that left longest ago is forgotten. Two pages may be taken for each other, once in some ten million asks.
/// </summary>
internal sealed class DepartedPages : IDisposable
{
    private const int BucketSize = 4;
    private readonly NativeArray<Entry> _entries;
    private readonly int _bucketMask;
    private uint _departures;

    /// <param name="capacity">The most pages that anybody will ask to be remembered for; the table is about twice as large.</param>
    public DepartedPages(int capacity)
    {
        var buckets = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, (2 * (long)capacity) / BucketSize));
        _bucketMask = buckets - 1;
        _entries = new NativeArray<Entry>(buckets * BucketSize);
    }

    public long Bytes => _entries.Bytes;

    public void Add(long page)
    {
        _departures++;
        var hash = Hash(page);
        var bucket = Bucket(hash);
        var place = 0;
        for (var i = 0; i < BucketSize && bucket[place].Tag != 0; i++)
        {
            place = bucket[i].Tag == 0 || Age(bucket[i]) > Age(bucket[place]) ? i : place;
        }

        bucket[place] = new Entry(Tag(hash), _departures);
    }

    /// <summary>Forgets a page; says whether it was remembered and fewer than <paramref name="window"/> others have left since.</summary>
    public bool TryRemove(long page, int window)
    {
        var hash = Hash(page);
        foreach (ref var entry in Bucket(hash))
        {
            if (entry.Tag == Tag(hash))
            {
                var isRecent = Age(entry) < window;
                entry = default;
                return isRecent;
            }
        }

        return false;
    }

    public void Dispose() => _entries.Dispose();

    private static ulong Hash(long page)
    {
        var mixed = (ulong)page * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
        return mixed ^ (mixed >> 32);
    }

    private static uint Tag(ulong hash) => (uint)(hash >> 32) | 1;

    private Span<Entry> Bucket(ulong hash) => _entries.Span.Slice(((int)hash & _bucketMask) * BucketSize, BucketSize);

    private uint Age(Entry entry) => _departures - entry.Departure;

    private readonly record struct Entry(uint Tag, uint Departure);
}
