namespace Awe.Storage;

/// <summary>The last few aligned blocks that were read of a source far away; the one used longest ago makes room. Any thread.</summary>
internal sealed class ReadAheadBlocks
{
    public const int BlockBytes = 64 * 1024;
    public const int MostBlocks = 4;

    private readonly Lock _gate = new();
    private readonly List<(long Start, ReadOnlyMemory<byte> Bytes)> _blocks = new(MostBlocks); // used last, first

    /// <summary>Copies what there is from <paramref name="offset"/> on to the end of its block; 0 when there is none.</summary>
    public int Copy(long offset, Span<byte> destination)
    {
        lock (_gate)
        {
            var index = _blocks.FindIndex(block => offset >= block.Start && offset < block.Start + block.Bytes.Length);
            if (index < 0)
            {
                return 0;
            }

            var found = _blocks[index];
            _blocks.RemoveAt(index);
            _blocks.Insert(0, found);
            var there = found.Bytes.Span[(int)(offset - found.Start)..];
            there = there[..Math.Min(there.Length, destination.Length)];
            there.CopyTo(destination);
            return there.Length;
        }
    }

    public void Add(long start, ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            _blocks.RemoveAll(block => block.Start == start);
            if (_blocks.Count == MostBlocks)
            {
                _blocks.RemoveAt(MostBlocks - 1);
            }

            _blocks.Insert(0, (start, bytes));
        }
    }
}
