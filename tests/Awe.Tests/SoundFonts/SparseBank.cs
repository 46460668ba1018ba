using Awe.Primitives;
using Awe.SoundFonts;

namespace Awe.Tests.SoundFonts;

/// <summary>
/// A bank of any size of which only the headers exist: between them lie sample points that are all zero and that nobody should read.
/// </summary>
internal sealed class SparseBank : IByteSource
{
    private readonly (byte[] Bytes, long Offset)[] _parts;

    public SparseBank(byte[] head, long hole, byte[] tail)
        : this((head, hole), (tail, 0))
    {
    }

    /// <summary>Bytes that are there, and how many that are not come behind them.</summary>
    public SparseBank(params (byte[] Bytes, long HoleBehind)[] parts)
    {
        _parts = new (byte[], long)[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            _parts[i] = (parts[i].Bytes, Length);
            Length += parts[i].Bytes.Length + parts[i].HoleBehind;
        }
    }

    public string Name => "sparse.sf2";

    public long Length { get; }

    /// <summary>How many bytes of sample points were asked for.</summary>
    public long HoleBytesRead { get; private set; }

    /// <summary>How many bytes were asked for in all.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Opens a bank with the given number of points in place of its own.</summary>
    public static SoundFont Read(RawBank bank, long points) => SoundFont.Read(Of(bank, points));

    public static SparseBank Of(RawBank bank, long points)
    {
        var (info, tables) = (bank.Info(), bank.Tables());
        var bytes = points * 2;
        byte[] sampleData = [.. "LIST"u8, .. RawBank.Long(12 + bytes), .. "sdtasmpl"u8, .. RawBank.Long(bytes)];
        var lists = 4L + info.Length + sampleData.Length + bytes + tables.Length;
        return new SparseBank([.. "RIFF"u8, .. RawBank.Long(lists), .. "sfbk"u8, .. info, .. sampleData], bytes, tables);
    }

    public int Read(long offset, Span<byte> destination, CancellationToken cancellation = default)
    {
        var count = (int)Math.Clamp(Length - offset, 0, destination.Length);
        var there = 0;
        destination[..count].Clear();
        foreach (var (bytes, start) in _parts)
        {
            var (first, end) = (Math.Max(offset, start), Math.Min(offset + count, start + bytes.Length));
            if (first < end)
            {
                bytes.AsSpan((int)(first - start), (int)(end - first)).CopyTo(destination[(int)(first - offset)..]);
                there += (int)(end - first);
            }
        }

        BytesRead += count;
        HoleBytesRead += count - there;
        return count;
    }

    public void Dispose()
    {
    }
}
